"""What goes wrong in any program: operators that turn a node of a syntax tree into the nodes of likely mistakes.

An operator yields nodes to stand in place of the one that it is given, which it leaves as it is.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from grader.proof.syntax import Scope

Operator: TypeAlias = Callable[[ast.AST, Scope], Iterator[ast.AST]]

_ARITHMETIC: Mapping[type[ast.operator], type[ast.operator]] = MappingProxyType(
    {
        ast.Add: ast.Sub,
        ast.Sub: ast.Add,
        ast.Mult: ast.Div,
        ast.Div: ast.Mult,
        ast.FloorDiv: ast.Div,
        ast.Mod: ast.FloorDiv,
        ast.Pow: ast.Mult,
    }
)
_BOUNDARY: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = MappingProxyType(
    {
        ast.Lt: (ast.LtE,),
        ast.LtE: (ast.Lt,),
        ast.Gt: (ast.GtE,),
        ast.GtE: (ast.Gt,),
        ast.Eq: (ast.LtE, ast.GtE),
        ast.NotEq: (ast.Lt, ast.Gt),
    }
)
_NEGATED: Mapping[type[ast.cmpop], type[ast.cmpop]] = MappingProxyType(
    {
        ast.Lt: ast.GtE,
        ast.LtE: ast.Gt,
        ast.Gt: ast.LtE,
        ast.GtE: ast.Lt,
        ast.Eq: ast.NotEq,
        ast.NotEq: ast.Eq,
        ast.Is: ast.IsNot,
        ast.IsNot: ast.Is,
        ast.In: ast.NotIn,
        ast.NotIn: ast.In,
    }
)


def arithmetic(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Take the wrong one of two operations."""
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            yield ast.BinOp(left, _ARITHMETIC[type(op)](), right)
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in _ARITHMETIC:
            yield ast.AugAssign(target, _ARITHMETIC[type(op)](), value)


def swapped(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Exchange operands, arguments or results."""
    match node:
        case ast.BinOp(left=left, op=op, right=right) if not isinstance(op, ast.Add | ast.Mult):
            yield ast.BinOp(right, op, left)
        case ast.Call(func=func, args=args, keywords=keywords):
            yield from (ast.Call(func, list(other), keywords) for other in _exchanged(args))
        case ast.Return(value=ast.Tuple(elts=results, ctx=ctx)):
            yield from (ast.Return(ast.Tuple(list(other), ctx)) for other in _exchanged(results))


def dropped_term(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Forget a term, a factor or an exponent."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Mult(), right=right):
            yield from (left, right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield from (left, ast.UnaryOp(ast.USub(), right))
        case ast.BinOp(left=left, op=ast.Div() | ast.FloorDiv() | ast.Pow() | ast.Mod()):
            yield left


def boundary(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Count the boundary in or out, or look on one side of it only."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=comparators):
            yield from (ast.Compare(left, [other()], comparators) for other in _BOUNDARY.get(type(op), ()))


def condition(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Turn a condition round, drop a part of it, or take one way always."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=comparators):
            yield ast.Compare(left, [_NEGATED[type(op)]()], comparators)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for index in range(len(values)):
                rest = values[:index] + values[index + 1 :]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield from (body, orelse, ast.IfExp(test, orelse, body))


def branch(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Forget a raise, raise something else, leave a loop in place of a round or the other way."""
    match node:
        case ast.Raise(exc=ast.Call(args=args, keywords=keywords) as call, cause=cause):
            yield ast.Pass()
            if not isinstance(call.func, ast.Name) or call.func.id != "Exception":
                yield ast.Raise(ast.Call(ast.Name("Exception", ast.Load()), args, keywords), cause)
        case ast.Raise():
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield from (ast.Break(), ast.Pass())


def constant(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Mistake a number for its neighbour, and a flag for its opposite."""
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=float() as value):
            yield ast.Constant(value * 2 or 1.0)


def off_by_one(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Take one round of a loop more or fewer."""
    match node:
        case ast.Call(func=ast.Name(id="range") as func, args=[*_, _] as args):
            for index in range(min(len(args), 2)):
                for by in (1, -1):
                    yield ast.Call(func, [_moved(arg, by) if at == index else arg for at, arg in enumerate(args)], [])
            if len(args) == 1:
                yield ast.Call(func, [ast.Constant(1), *args], [])


def slice_bound(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Take one entry of a slice more or fewer, or all of them to an end."""
    match node:
        case ast.Slice(lower=lower, upper=upper, step=step):
            if lower is not None:
                yield from (ast.Slice(None, upper, step), ast.Slice(_moved(lower, 1), upper, step))
            if upper is not None:
                yield ast.Slice(lower, None, step)
                yield from (ast.Slice(lower, _moved(upper, by), step) for by in (1, -1))
            if step is not None:
                yield ast.Slice(lower, upper, None)


def sign(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Forget a minus, or write one too many before a result."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand
        case ast.Return(value=ast.BinOp() | ast.Call() as value):
            yield ast.Return(ast.UnaryOp(ast.USub(), value))


def dropped_statement(node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
    """Forget a statement, unless what follows would not even run."""
    match node:
        case ast.Assign(targets=[target]) | ast.AugAssign(target=target):
            names = [
                part for part in ast.walk(target) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
            ]
            if all(scope.is_bound(name.id, node.lineno) for name in names):
                yield ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()


def dropped_argument(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Forget a keyword argument, or the last of several others."""
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            for index in range(len(keywords)):
                yield ast.Call(func, args, keywords[:index] + keywords[index + 1 :])
            if len(args) > 1:
                yield ast.Call(func, args[:-1], keywords)


def dropped_call(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Use what a function is given in place of what it makes of it."""
    match node:
        case ast.Call(func=ast.Name(id="range" | "super" | "isinstance" | "len")):
            return
        case ast.Call(args=[ast.Starred(), *_]):
            return
        case ast.Call(args=[first, *_]):
            yield first


ORDINARY: Mapping[str, Operator] = MappingProxyType(
    {
        operator.__name__.replace("_", " "): operator
        for operator in (
            *(arithmetic, swapped, dropped_term, boundary, condition, branch, constant, off_by_one),
            *(slice_bound, sign, dropped_statement, dropped_argument, dropped_call),
        )
    }
)


def _exchanged(nodes: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for index in range(len(nodes) - 1):
        if not any(isinstance(node, ast.Starred) for node in nodes[index : index + 2]):
            yield [*nodes[:index], nodes[index + 1], nodes[index], *nodes[index + 2 :]]


def _moved(node: ast.expr, by: int) -> ast.expr:
    """Return a bound, moved; a literal as a literal."""
    match node:
        case ast.Constant(value=int() as value):
            return ast.Constant(value + by)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return ast.UnaryOp(ast.USub(), ast.Constant(value - by)) if value != by else ast.Constant(0)
    return ast.BinOp(node, ast.Add() if by > 0 else ast.Sub(), ast.Constant(abs(by)))
