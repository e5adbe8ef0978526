"""Which expressions of a suite hold what a student's code returned, found by reading the suite and never by running it.

The analysis errs towards the student: where it cannot tell, a value that was computed from a student's is one. A
name that ``assert_close`` has compared with a value of the suite's own is trusted from there on.
"""

import ast
from collections.abc import Iterable, Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef
Names = set[str]

STUDENT = "student"

# What is called of these is a fact that Python or grader establishes, whatever the student's value says of itself.
_FACTS = frozenset({"isinstance", "issubclass", "type", "len", "callable", "hasattr", "id", "raises", "unchanged"})
# A name at this position, or under this keyword, has the type, shape and values that the suite names.
_CHECKS = {"assert_close": (0, "actual"), "assert_gradient": (2, "gradient")}
_FILLS = frozenset({"append", "appendleft", "add", "extend", "insert", "update", "setdefault"})
_SWALLOWS = frozenset({"raises", "suppress"})


def student_values(tree: ast.Module) -> frozenset[ast.AST]:
    """Return every expression of a suite that comes from the student in one call of its function or another."""
    suite = _Suite(tree)
    known = -1
    while known != suite.size():
        known = suite.size()
        suite.block(tree.body, set())
    return frozenset(suite.tainted)


def called(node: ast.Call) -> str:
    """Return the last part of a called function's name, or nothing."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


class _Suite:
    """What is known so far; it only ever grows, so that reading the suite again and again comes to an end."""

    def __init__(self, tree: ast.Module) -> None:
        self.functions: dict[str, list[Function]] = {}
        for node in ast.walk(tree):
            if isinstance(node, Function):
                self.functions.setdefault(node.name, []).append(node)
        self.tainted: set[ast.AST] = set()
        self.parameters: dict[Function, Names] = {}
        self.returning: Names = set()
        self.fixtures: Names = {STUDENT}
        self.results: list[bool] = []

    def size(self) -> int:
        parameters = sum(len(names) for names in self.parameters.values())
        return len(self.tainted) + len(self.returning) + len(self.fixtures) + parameters

    # ``names`` are those that hold a student's value at this point; what is read changes them in place.

    def block(self, statements: Iterable[ast.stmt], names: Names) -> None:
        for statement in statements:
            self.statement(statement, names)

    def statement(self, node: ast.stmt, names: Names) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.function(node, names)
            case ast.ClassDef():
                self.block(node.body, set(names))
            case ast.If():
                self.value(node.test, names)
                self.branches(names, (node.body, node.orelse))
            case ast.For() | ast.AsyncFor() | ast.While():
                self.loop(node, names)
            case ast.With() | ast.AsyncWith():
                self.context(node, names)
            case ast.Try() | ast.TryStar():  # a handler begins at any point of the body
                self.branches(names, ([], [*node.body, *node.orelse]))
                self.branches(names, ([], *(handler.body for handler in node.handlers)))
                self.block(node.finalbody, names)
            case ast.Match():
                self.match(node, names)
            case _:
                self.simple(node, names)

    def simple(self, node: ast.stmt, names: Names) -> None:
        match node:
            case ast.Assign():
                for target in node.targets:
                    self.assign(target, node.value, names)
            case ast.AnnAssign(value=ast.expr() as value):
                self.assign(node.target, value, names)
            case ast.AugAssign():
                tainted = self.value(node.value, names) | self.value(node.target, names)
                self.bind(node.target, names, tainted=tainted)
            case ast.Return(value=ast.expr() as value):
                self.results.append(self.value(value, names))
            case ast.Expr(value=ast.Call() as call):
                self.value(call, names)
                names -= self.checked(call)
            case _:
                for child in ast.iter_child_nodes(node):
                    self.value(child, names)

    def checked(self, call: ast.Call) -> Names:
        """Return the name that a call of grader's assertions compares with a value that is not the student's own."""
        position, keyword = _CHECKS.get(called(call), (-1, ""))
        given = [*call.args[position : position + 1], *(k.value for k in call.keywords if k.arg == keyword)]
        others = [*call.args, *(k.value for k in call.keywords)]
        if position < 0 or any(other in self.tainted for other in others if other not in given):
            return set()
        return {node.id for node in given if isinstance(node, ast.Name)}

    def branches(self, names: Names, bodies: Iterable[Iterable[ast.stmt]]) -> None:
        """Read bodies of which one is run: what holds a student's value after any holds it afterwards."""
        ends = []
        for body in bodies:
            ends.append(set(names))
            self.block(body, ends[-1])
        names.clear()
        names.update(*ends)

    def loop(self, node: ast.For | ast.AsyncFor | ast.While, names: Names) -> None:
        """Read a loop's body until nothing is new: what its end assigns is there at its next beginning."""
        known: Names | None = None
        while known != names:
            known = set(names)
            inside = set(names)
            if isinstance(node, ast.While):
                self.value(node.test, inside)
            else:
                self.each(node.target, node.iter, inside)
            self.block(node.body, inside)
            names |= inside
        self.block(node.orelse, names)

    def context(self, node: ast.With | ast.AsyncWith, names: Names) -> None:
        """Read a with statement; one that swallows errors may end at any point of its body."""
        before = set(names)
        for item in node.items:
            tainted = self.value(item.context_expr, names)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, names, tainted=tainted)
        self.block(node.body, names)
        if any(isinstance(i.context_expr, ast.Call) and called(i.context_expr) in _SWALLOWS for i in node.items):
            names |= before

    def match(self, node: ast.Match, names: Names) -> None:
        """Read a match statement; what a pattern captures is the subject's."""
        if self.value(node.subject, names):
            patterns = [part for case in node.cases for part in ast.walk(case.pattern)]
            names |= {p.name for p in patterns if isinstance(p, ast.MatchAs | ast.MatchStar) and p.name}
        for case in node.cases:
            self.value(case.guard or case.pattern, names)
        self.branches(names, ([], *(case.body for case in node.cases)))

    def function(self, node: Function, names: Names) -> None:
        """Read a function where it is defined; what it captures from around it makes it the student's own."""
        for expression in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.value(expression, names)
        own = set(_arguments(node.args))
        captured = self.body(node, names - own)
        names.discard(node.name)
        if captured:
            names.add(node.name)
        if self.body(node, (names - own) | (own & self.fixtures) | self.parameters.get(node, set())):
            self.returning.add(node.name)
            if any("fixture" in ast.unparse(decorator) for decorator in node.decorator_list):
                self.fixtures.add(node.name)

    def body(self, node: Function, names: Names) -> bool:
        """Read a function's body and say whether it returns or yields a student's value."""
        outside, self.results = self.results, []
        self.block(node.body, set(names))
        own, self.results = self.results, outside
        return any(own)

    def call(self, node: ast.Call, names: Names) -> bool:
        """Read a call, pass what it passes to a helper of the suite, and say whether its result is the student's."""
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        given = True in [self.value(value, names) for value in values]
        captured = self.value(node.func, names)
        if given and isinstance(node.func, ast.Attribute) and node.func.attr in _FILLS:
            names.add(ast.unparse(node.func.value))
        local = isinstance(node.func, ast.Name) or ast.unparse(node.func).split(".")[0] in {"self", "cls"}
        helpers = self.functions.get(called(node), []) if local else []
        for helper in helpers:
            self.receive(helper, node)
        returned = called(node) in self.returning if helpers else called(node) not in _FACTS
        return captured or (given and returned)

    def receive(self, helper: Function, call: ast.Call) -> None:
        """Taint the parameters that a call gives a student's value; those of a method begin after self."""
        bound = isinstance(call.func, ast.Attribute) and not any(
            "static" in ast.unparse(d) for d in helper.decorator_list
        )
        places = [a.arg for a in (*helper.args.posonlyargs, *helper.args.args)][bound:]
        every = _arguments(helper.args)[bound:]
        known = self.parameters.setdefault(helper, set())
        for position, value in enumerate(call.args):
            if value in self.tainted:
                spread = isinstance(value, ast.Starred) or position >= len(places)
                known.update(every if spread else [places[position]])
        for keyword in call.keywords:
            if keyword.value in self.tainted:
                known.update([keyword.arg] if keyword.arg in every else every)

    def value(self, node: ast.AST, names: Names) -> bool:
        tainted = self.inner(node, names)
        if tainted:
            self.tainted.add(node)
        return tainted

    def inner(self, node: ast.AST, names: Names) -> bool:
        """Say whether an expression is the student's by its kind; every part of it is read in any case."""
        match node:
            case ast.Name() | ast.Attribute():
                inherited = isinstance(node, ast.Attribute) and self.value(node.value, names)
                return inherited or ast.unparse(node) in names
            case ast.Call():
                return self.call(node, names)
            case ast.NamedExpr():
                return self.assign(node.target, node.value, names)
            case ast.Lambda():
                own = set(_arguments(node.args))
                return self.value(node.body, (names - own) | (own & {STUDENT}))
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return self.comprehension(node, names)
        return self.composite(node, names)

    def composite(self, node: ast.AST, names: Names) -> bool:
        parts = {part: self.value(part, names) for part in ast.iter_child_nodes(node)}
        if isinstance(node, ast.Yield | ast.YieldFrom):
            self.results.append(True in parts.values())
            return False
        if isinstance(node, ast.IfExp):
            del parts[node.test]
        identity = isinstance(node, ast.Compare) and all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops)
        return True in parts.values() and not identity

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, names: Names) -> bool:
        """Read a comprehension; its names end with it, except those of a walrus."""
        inside = set(names)
        for generator in node.generators:
            self.each(generator.target, generator.iter, inside)
            for condition in generator.ifs:
                self.value(condition, inside)
        made = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        tainted = True in [self.value(part, inside) for part in made]
        names |= {n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr) and n.target.id in inside}
        return tainted

    def each(self, target: ast.expr, iterable: ast.expr, names: Names) -> None:
        """Bind what a loop assigns; of zip and enumerate each name gets its own part."""
        tainted = self.value(iterable, names)
        function = called(iterable) if isinstance(iterable, ast.Call) else ""
        if isinstance(iterable, ast.Call) and function in {"zip", "enumerate"}:
            counter = [ast.Constant(0)] if function == "enumerate" else []
            self.bind_value(target, ast.Tuple([*counter, *iterable.args]), names, tainted=tainted)
        else:
            self.bind(target, names, tainted=tainted)

    def assign(self, target: ast.expr, value: ast.expr, names: Names) -> bool:
        """Bind a target, part by part where both sides are written so, and say whether the value is the student's."""
        tainted = self.value(value, names)
        self.bind_value(target, value, names, tainted=tainted)
        return tainted

    def bind_value(self, target: ast.expr, value: ast.expr, names: Names, *, tainted: bool) -> None:
        left, right = (side.elts if isinstance(side, ast.Tuple | ast.List) else [] for side in (target, value))
        if len(left) != len(right) or any(isinstance(part, ast.Starred) for part in (*left, *right)):
            left = []
        for element, part in zip(left, right[: len(left)], strict=True):
            self.bind_value(element, part, names, tainted=part in self.tainted)
        if not left:
            self.bind(target, names, tainted=tainted)

    def bind(self, target: ast.expr, names: Names, *, tainted: bool) -> None:
        """Bind every name in a target; an entry that is the student's makes its container so."""
        for name, whole in _targets(target):
            if tainted:
                names.add(name)
            elif whole:
                names.discard(name)


def _targets(target: ast.expr) -> Iterator[tuple[str, bool]]:
    """Tell each name or attribute that a target assigns, and whether it is assigned as a whole."""
    match target:
        case ast.Tuple() | ast.List():
            for element in target.elts:
                yield from _targets(element)
        case ast.Starred() | ast.Subscript():
            yield from ((name, False) for name, _ in _targets(target.value))
        case _:
            yield ast.unparse(target), True


def _arguments(arguments: ast.arguments) -> list[str]:
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [a.arg for a in (*named, arguments.vararg, arguments.kwarg) if a is not None]
