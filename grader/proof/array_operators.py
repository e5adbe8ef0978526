"""What goes wrong with arrays and gradients in particular: axes, shapes, memory, precision, the chain rule."""

import ast
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from grader.proof.operators import Operator
from grader.proof.syntax import Scope

_INTO = ast.Name | ast.Attribute | ast.Subscript
_LARGEST_EPS = 1e-3
_UPSTREAM = re.compile(r"d_?out|upstream\w*|grad|grad_?(?:out(?:put)?|y|z)|g_?out|d[yzLYZ]|delta")

_CONFUSED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{one: (other,) for pair in (
            ("mean", "sum"), ("max", "min"), ("argmax", "argmin"), ("maximum", "minimum"), ("std", "var"),
            ("any", "all"), ("zeros", "ones"), ("zeros_like", "ones_like"), ("floor", "ceil"), ("hstack", "vstack"),
            ("triu", "tril"), ("log10", "log2"), ("sin", "cos"), ("rows", "columns"),
        ) for one, other in (pair, pair[::-1])},
        "prod": ("sum",), "cumsum": ("sum",), "log": ("log10", "log1p"), "log1p": ("log",), "expm1": ("exp",),
        "exp": ("expm1",), "sqrt": ("square",), "square": ("sqrt",), "amax": ("amin",), "amin": ("amax",),
        "nanmean": ("mean",), "nansum": ("sum",), "median": ("mean",), "dot": ("multiply", "outer"),
        "matmul": ("multiply",), "multiply": ("matmul",), "outer": ("multiply",), "inner": ("outer",),
        "array": ("asarray",), "eigvalsh": ("eigvals",), "svdvals": ("eigvals",),
    }
)  # fmt: skip


def axis(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Take another axis, or all of them."""
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            for index, keyword in enumerate(keywords):
                if keyword.arg == "axis":
                    before, after = keywords[:index], keywords[index + 1 :]
                    yield ast.Call(func, args, before + after)
                    for other in _other_axes(keyword.value):
                        yield ast.Call(func, args, [*before, ast.keyword("axis", other), *after])


def keepdims(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Lose the axis that a reduction was to keep."""
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            rest = [keyword for keyword in keywords if keyword.arg != "keepdims"]
            if len(rest) < len(keywords):
                yield ast.Call(func, args, rest)


def transpose(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Forget a transpose, or write one too many."""
    match node:
        case ast.Attribute(value=value, attr="T" | "mT"):
            yield value
        case ast.Call(func=ast.Attribute(value=value, attr="transpose" | "swapaxes" | "moveaxis"), args=args):
            yield args[0] if isinstance(value, ast.Name) and value.id == "np" and args else value
        case ast.BinOp(left=left, op=ast.MatMult() as op, right=right):
            if _is_matrix(left):
                yield ast.BinOp(_transposed(left), op, right)
            if _is_matrix(right):
                yield ast.BinOp(left, op, _transposed(right))


def product(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Multiply entries where matrices were meant, or the other way."""
    match node:
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            yield ast.BinOp(left, ast.Mult(), right)
        case ast.BinOp(left=left, op=ast.Mult(), right=right) if not _is_number(left) and not _is_number(right):
            yield ast.BinOp(left, ast.MatMult(), right)


def ddof(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Divide by n where n - 1 was meant, or the other way."""
    match node:
        case ast.Call(func=ast.Attribute(attr="std" | "var") as func, args=args, keywords=keywords):
            rest = [keyword for keyword in keywords if keyword.arg != "ddof"]
            is_given = len(rest) < len(keywords)
            yield ast.Call(func, args, rest if is_given else [*rest, ast.keyword("ddof", ast.Constant(1))])


def lost_eps(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Lose what keeps a denominator from zero."""
    match node:
        case ast.BinOp(op=ast.Add()) | ast.Call(func=ast.Attribute(attr="maximum"), args=[_, _]):
            yield from (rest for rest, _ in _around_eps(node))


def moved_eps(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Add what keeps a denominator from zero one step too early or too late."""
    match node:
        case ast.BinOp(left=left, op=ast.Div() as op, right=right):
            yield from (ast.BinOp(ast.BinOp(left, op, rest), ast.Add(), eps) for rest, eps in _around_eps(right))
        case ast.Call(func=func, args=[argument], keywords=keywords):
            for rest, eps in _around_eps(argument):
                yield ast.BinOp(ast.Call(func, [rest], keywords), ast.Add(), eps)
        case ast.BinOp():
            for rest, eps in _around_eps(node):
                if isinstance(rest, ast.Call) and len(rest.args) == 1:
                    yield ast.Call(rest.func, [ast.BinOp(rest.args[0], ast.Add(), eps)], rest.keywords)


def max_shift(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Exponentiate without taking the maximum off first."""
    match node:
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            if any(isinstance(part, ast.Attribute) and part.attr in {"max", "amax"} for part in ast.walk(right)):
                yield left


def confused(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Call the function next to the right one: mean for sum, max for min, asarray for array."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr=name, ctx=ctx), args=args, keywords=keywords):
            for other in _CONFUSED.get(name, ()):
                yield ast.Call(ast.Attribute(value, other, ctx), args, keywords)
        case ast.Call(func=ast.Name(id=name, ctx=ctx), args=args, keywords=keywords):
            for other in {"max": ["min"], "min": ["max"], "any": ["all"], "all": ["any"]}.get(name, []):
                yield ast.Call(ast.Name(other, ctx), args, keywords)


def lost_copy(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Hand out, or write into, what belongs to somebody else."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="copy"), args=[]):
            yield value
        case ast.Call(func=ast.Attribute(attr="copy" | "deepcopy"), args=[value]):
            yield value


def in_place(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Change an array where a new one was meant, or the other way; start afresh where something was to add up."""
    match node:
        case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=op, right=right)):
            if isinstance(target, _INTO) and ast.unparse(target) == ast.unparse(left):
                yield ast.AugAssign(target, op, right)
        case ast.AugAssign(target=target, op=op, value=value):
            yield ast.Assign([target], ast.BinOp(target, op, value), lineno=node.lineno)
            yield ast.Assign([target], value, lineno=node.lineno)


def lost_dtype(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Compute in the precision that comes by itself."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="astype")):
            yield value
        case ast.Call(func=func, args=args, keywords=keywords):
            rest = [keyword for keyword in keywords if keyword.arg != "dtype"]
            if len(rest) < len(keywords):
                yield ast.Call(func, args, rest)


def stale_state(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Keep the old value of one of several attributes."""
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=targets, ctx=ctx)], value=value):
            for index, target in enumerate(targets):
                if isinstance(target, ast.Attribute):
                    left = [*targets[:index], ast.Name("_", ast.Store()), *targets[index + 1 :]]
                    yield ast.Assign([ast.Tuple(left, ctx)], value, lineno=node.lineno)


def upstream(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Ignore the gradient that comes from above, or turn it round."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if _UPSTREAM.fullmatch(name):
            yield from (ast.Constant(1.0), ast.UnaryOp(ast.USub(), node))


def where(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Take one of two values everywhere."""
    match node:
        case ast.Call(func=ast.Attribute(attr="where"), args=[_, one, other]):
            yield from (one, other)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="clip"), args=[value, *_]):
            yield value


def new_axis(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Broadcast along another axis than was meant, or along none."""
    match node:
        case ast.Subscript(value=value, slice=ast.Tuple(elts=[first, second], ctx=inner), ctx=ctx):
            if any(isinstance(part, ast.Constant) and part.value is None for part in (first, second)):
                yield value
                yield ast.Subscript(value, ast.Tuple([second, first], inner), ctx)


def einsum(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Write the result's axes in another order, or sum over one of them."""
    match node:
        case ast.Call(func=ast.Attribute(attr="einsum") as func, args=[ast.Constant(value=str() as text), *rest]):
            inputs, arrow, output = text.partition("->")
            for other in dict.fromkeys((output[::-1], output[1:], output[:-1])):
                if arrow and other != output:
                    yield ast.Call(func, [ast.Constant(f"{inputs}->{other}"), *rest], node.keywords)


OF_ARRAYS: Mapping[str, Operator] = MappingProxyType(
    {
        operator.__name__.replace("_", " "): operator
        for operator in (
            *(
                axis,
                keepdims,
                transpose,
                product,
                ddof,
                lost_eps,
                moved_eps,
                max_shift,
                confused,
                lost_copy,
                in_place,
                lost_dtype,
            ),
            *(stale_state, upstream, where, new_axis, einsum),
        )
    }
)


def _other_axes(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Constant(value=int() as value):
            yield ast.Constant(1 - value if value in {0, 1} else 0)
        case ast.UnaryOp(op=ast.USub()):
            yield ast.Constant(0)
        case ast.Tuple(elts=axes):
            yield from axes


def _is_matrix(node: ast.expr) -> bool:
    """Tell whether a name is one for a matrix, a capital: the transpose of a vector would change nothing."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name not in {"T", "mT"} and name.lstrip("_")[:1].isupper()
    return False


def _transposed(node: ast.expr) -> ast.expr:
    return ast.Attribute(node, "T", ast.Load())


def _is_number(node: ast.expr) -> bool:
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def _around_eps(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what is beside a small term in a sum or a maximum, and the small term."""
    match node:
        case (
            ast.BinOp(left=first, op=ast.Add(), right=second)
            | ast.Call(func=ast.Attribute(attr="maximum"), args=[first, second])
        ):
            if _is_small(second):
                yield first, second
            elif _is_small(first):
                yield second, first


def _is_small(node: ast.expr) -> bool:
    """Tell whether a term is there to keep another from zero."""
    match node:
        case ast.Constant(value=float() as value):
            return 0 < value <= _LARGEST_EPS
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return "eps" in name.lower() or "tiny" in name.lower()
    return False
