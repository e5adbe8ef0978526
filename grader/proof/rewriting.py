"""The reference, rewritten mechanically without a change of meaning: a fair suite sees no difference.

Only what is safe wherever it stands is rewritten, so that a lost mark is always the suite's fault: operands swap where
one of them is visibly a number or an array, and nothing is touched in classes of operators or of arrays of their own.
"""

import ast
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeAlias

from grader.course.regions import BOM, Source

_REDUCTIONS = {"sum", "mean", "max", "min", "prod", "std", "var", "argmax", "argmin", "any", "all", "cumsum"}
_NUMERIC = ast.Sub | ast.Mult | ast.Div | ast.MatMult | ast.Pow
_ORDER = "_in_fortran_order"
_IN_FORTRAN_ORDER = """
def _in_fortran_order(value):
    if type(value) in (tuple, list):
        return type(value)(_in_fortran_order(entry) for entry in value)
    if type(value) is dict:
        return {key: _in_fortran_order(entry) for key, entry in value.items()}
    return np.asfortranarray(value) if type(value) is np.ndarray and value.ndim > 1 else value
"""

_Rewrite: TypeAlias = Callable[["_Context", ast.AST], ast.AST]


class _Context:
    """What must be known of a module to rewrite it: NumPy's name in it, its imports, what its classes define."""

    def __init__(self, tree: ast.Module, forbidden: Collection[str]) -> None:
        nodes = list(ast.walk(tree))
        aliases = [alias for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names]
        self.imported = {alias.asname or alias.name.partition(".")[0] for alias in aliases}
        self.numpy = next((alias.asname or alias.name for alias in aliases if alias.name == "numpy"), None)
        self.own = {
            node.name
            for owner in nodes
            if isinstance(owner, ast.ClassDef)
            for node in owner.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        self.forbidden = forbidden

    def call(self, name: str, *arguments: ast.expr, keywords: Collection[ast.keyword] = ()) -> ast.expr | None:
        """Return a call of a function of NumPy; None where there is no NumPy or the exercise forbids the function."""
        if self.numpy is None or f"numpy.{name}" in self.forbidden:
            return None
        function = ast.Attribute(value=ast.Name(self.numpy, ast.Load()), attr=name, ctx=ast.Load())
        return ast.Call(func=function, args=list(arguments), keywords=list(keywords))


def rewrite(source: Source, forbidden: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each rewriting that finds something to rewrite in the regions.

    ``forbidden`` are the dotted names that some exercise forbids.
    """
    for name, rewriting in _REWRITINGS.items():
        tree = ast.parse(source.text.removeprefix(BOM))
        before = ast.dump(tree)
        context = _Context(tree, forbidden)
        rewritten = ast.fix_missing_locations(_Regions(source, context, rewriting).visit(tree))
        if ast.dump(rewritten) != before:
            given = _IN_FORTRAN_ORDER.replace("np.", f"{context.numpy}.") if rewriting is _fortran else ""
            yield name, f"{ast.unparse(rewritten)}\n{given}"


class _Regions(ast.NodeTransformer):
    """Applies a rewriting to every node inside a region, innermost first."""

    def __init__(self, source: Source, context: _Context, rewriting: _Rewrite) -> None:
        self._lines = {line for region in source.regions for line in range(region.line, region.last_line)}
        self._context = context
        self._rewrite = rewriting

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("__"):
            return node  # where an operator is made, swapping its operands may call it for ever
        inside = getattr(node, "lineno", 0) in self._lines
        node = self.generic_visit(node)
        return self._rewrite(self._context, node) if inside else node


def _commuted(context: _Context, node: ast.AST) -> ast.AST:
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Mult() as op, right=right):
            name = "__add__" if isinstance(op, ast.Add) else "__mul__"
            # Two calls of the student's own, or of a generator, may not change places.
            if name in context.own or (_calls(context, left) and _calls(context, right)):
                return node
            if _is_numeric(context, left) or _is_numeric(context, right):
                return ast.BinOp(left=right, op=op, right=left)
    return node


def _functions(context: _Context, node: ast.AST) -> ast.AST:
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=args, keywords=keywords):
            if name in _REDUCTIONS - context.own and _is_value(context, value):
                return context.call(name, value, *args, keywords=keywords) or node
        case ast.Attribute(value=value, attr="T", ctx=ast.Load()):
            if "T" not in context.own and _is_value(context, value):
                return context.call("transpose", value) or node
    return node


def _matmul(context: _Context, node: ast.AST) -> ast.AST:
    match node:
        case ast.BinOp(left=left, op=ast.MatMult(), right=right) if "__matmul__" not in context.own:
            return context.call("matmul", left, right) or node
    return node


def _fortran(context: _Context, node: ast.AST) -> ast.AST:
    match node:
        case ast.Return(value=ast.expr() as value) if context.call("asfortranarray"):
            return ast.Return(value=ast.Call(func=ast.Name(_ORDER, ast.Load()), args=[value], keywords=[]))
    return node


_REWRITINGS: Mapping[str, _Rewrite] = {
    "operands of + and * swapped": _commuted,
    "methods of arrays written as NumPy's functions": _functions,
    "np.matmul for @": _matmul,
    "results in Fortran order": _fortran,
}


def _is_numeric(context: _Context, node: ast.expr) -> bool:
    """Tell whether an operand is visibly a number or an array, and no list or string."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float | complex)
        case ast.UnaryOp(op=ast.USub()) | ast.Attribute(attr="T"):
            return True
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _is_numeric(context, left) and _is_numeric(context, right)  # a list may be repeated
        case ast.BinOp(op=op):
            return isinstance(op, _NUMERIC)
        case ast.Call(func=ast.Attribute() as function):
            return _is_numpys(context, function)
    return False


def _is_numpys(context: _Context, function: ast.expr) -> bool:
    root = function
    while isinstance(root, ast.Attribute):
        if root.attr == "random":
            return False
        root = root.value
    return isinstance(root, ast.Name) and root.id == context.numpy


def _calls(context: _Context, node: ast.expr) -> bool:
    return any(isinstance(part, ast.Call) and not _is_numpys(context, part.func) for part in ast.walk(node))


def _is_value(context: _Context, node: ast.expr) -> bool:
    """Tell whether an expression is no module and not the instance itself."""
    return not (isinstance(node, ast.Name) and node.id in context.imported | {"self", "cls"})
