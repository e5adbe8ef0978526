"""Loose comparisons in a suite: an assertion that a wrong, empty or NaN value of the student's could pass.

The suite is read, never imported. What counts is where a value comes from, so that a suite may compare its own
values as it likes; ``assert_close``, which fixes type, shape and finiteness, is what the student's go through.
"""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from grader.course.regions import BOM, read_text
from grader.errors import CourseError
from grader.proof.taint import called, student_values

_BROADCASTS = "broadcasts and passes on an empty array"
_ANY_TYPE = "takes any type for a number"
_NO_DTYPE = "takes any dtype, and a list for an array"
_COMPARISONS = {
    "allclose": _BROADCASTS,
    "isclose": _ANY_TYPE,
    "approx": _ANY_TYPE,
    "array_equal": _NO_DTYPE,
    "array_equiv": _BROADCASTS,
    "assert_allclose": _BROADCASTS,
    "assert_almost_equal": _BROADCASTS,
    "assert_approx_equal": _ANY_TYPE,
    "assert_array_almost_equal": _BROADCASTS,
    "assert_array_almost_equal_nulp": _BROADCASTS,
    "assert_array_equal": _BROADCASTS,
    "assert_array_max_ulp": _BROADCASTS,
    "assert_array_less": _BROADCASTS,
    "assert_equal": _BROADCASTS,
}
_REDUCTIONS = frozenset({"all", "any", "alltrue", "sometrue"})
_SIGNS = {ast.Eq: "==", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in"}
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_INSTEAD = "write assert_close(value, expected)"


class Loose(msgspec.Struct, frozen=True, kw_only=True):
    """One loose comparison: where it is, what is loose about it, and what to write instead."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


def find_loose(path: Path) -> tuple[Loose, ...]:
    """Return a suite's loose comparisons of a student's values, sorted; CourseError where it is no Python."""
    try:
        tree = ast.parse(read_text(path).removeprefix(BOM))
    except (SyntaxError, ValueError) as error:  # a null byte is the one or the other
        line, said = getattr(error, "lineno", None), getattr(error, "msg", error)
        raise CourseError(path, f"this is not Python ({said}); mend it", line=line) from None
    found = {(node.lineno, sentence) for node, sentence in _Rules(tree).everything()}
    return tuple(Loose(path=path, line=line, sentence=sentence) for line, sentence in sorted(found))


_Findings = Iterator[tuple[ast.expr, str]]


class _Rules:
    """A suite, what of it is the student's, and what it calls the functions that it imports."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._student = student_values(tree)
        nodes = list(ast.walk(tree))
        imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        self._imported = {alias.asname or alias.name: alias.name for node in imports for alias in node.names}
        self._own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}

    def everything(self) -> _Findings:
        """Tell of every node of the suite."""
        for node in ast.walk(self._tree):
            match node:
                case ast.Call():
                    yield from self._call(node)
                case ast.Assert():
                    yield from self._condition(node.test)
                case ast.Expr(value=ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()) as value):
                    if value in self._student:
                        yield value, f"a comparison without assert checks nothing; {_INSTEAD}"
                case _:
                    yield from self._decision(node)

    def _function(self, node: ast.Call) -> str:
        """Return the name of a function that is no student's, no reference's and not the suite's own."""
        name = called(node)
        if isinstance(node.func, ast.Attribute):
            return "" if ast.unparse(node.func).startswith("reference.") else name
        return "" if name in self._own else self._imported.get(name, name)

    def _call(self, node: ast.Call) -> _Findings:
        name = self._function(node)
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        over = [node.func.value] if isinstance(node.func, ast.Attribute) and not node.args else []
        if name == "assert_close" and len(node.args) > 1:
            yield from self._order(node, node.args[0], node.args[1])
        if name in _REDUCTIONS and any(self._compares(value) for value in (*values, *over)):
            yield node, f"`{name}` over comparisons passes on an empty value; {_INSTEAD} for the whole"
        elif name in _COMPARISONS and node.func not in self._student and any(v in self._student for v in values):
            yield node, f"`{name}` {_COMPARISONS[name]}; {_INSTEAD}, with rtol and atol where they matter"

    def _order(self, node: ast.expr, actual: ast.expr, expected: ast.expr) -> _Findings:
        """Tell of an expected value that is computed from what the student has just had in hand."""
        handed = {
            argument.id
            for call in ast.walk(actual)
            if isinstance(call, ast.Call) and call.func in self._student
            for argument in call.args
            if isinstance(argument, ast.Name)
        }
        used = {part.id for part in ast.walk(expected) if isinstance(part, ast.Name)}
        for name in sorted(handed & used):
            reason = "the student's call may have changed it, and the expected value then agrees with what is wrong"
            yield (
                node,
                f"`{name}` is used after it was handed out: {reason}; compute the expected value first",
            )

    def _compares(self, node: ast.expr) -> bool:
        return any(isinstance(part, ast.Compare) and part in self._student for part in ast.walk(node))

    def _orders(self, node: ast.expr) -> bool:
        return any(
            isinstance(part, ast.Compare)
            and part in self._student
            and any(isinstance(operator, _ORDERS) for operator in part.ops)
            for part in ast.walk(node)
        )

    def _condition(self, node: ast.expr) -> _Findings:
        """Tell what is loose in the condition of an assert."""
        match node:
            case ast.BoolOp():
                for part in node.values:
                    yield from self._condition(part)
            case ast.UnaryOp(op=ast.Not()) if self._orders(node.operand) and not self._told(node.operand):
                yield node, "every ordering of NaN is false, so that its negation passes; write it without `not`"
            case ast.UnaryOp(op=ast.Not()):
                yield from self._condition(node.operand)
            case ast.Compare():
                yield from self._comparison(node)
            case _ if node in self._student and not self._told(node):
                yield node, f"the truth of a student's value decides; {_INSTEAD}"

    def _comparison(self, node: ast.Compare) -> _Findings:
        sides = [node.left, *node.comparators]
        for operator, pair in zip(node.ops, pairwise(sides), strict=True):
            sign = _SIGNS.get(type(operator), "")
            if sign and any(side in self._student and not self._told(side) for side in pair):
                reason = "passes on NaN" if sign.startswith(("!", "not")) else "takes 1, 1.0 and True for one"
                yield node, f"`{sign}` with a student's value {reason}; {_INSTEAD}"

    def _told(self, node: ast.expr) -> bool:
        # A loose call is a finding of its own; that its result is compared adds nothing.
        return isinstance(node, ast.Call) and any(True for _ in self._call(node))

    def _decision(self, node: ast.AST) -> _Findings:
        """Tell that a student's value decides what is tested at all."""
        match node:
            case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Match(subject=test):
                tests = [test]
            case ast.comprehension():
                tests = node.ifs
            case _:
                tests = []
        for test in tests:
            if test in self._student:
                yield (
                    test,
                    f"a student's value decides what is tested; {_INSTEAD} first, or ask for its type and length",
                )
