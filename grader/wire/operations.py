"""What may be asked of an object of the other side, by name, and what each of it does there."""

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

_BINARY = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and_", "or_", "xor", "lshift", "rshift")
_UNARY = ("neg", "pos", "abs", "invert")


def _reflected(name: str) -> Callable[[Any, Any], Any]:
    """Return the operation with its operands exchanged: the student's object stood on the right."""
    operation = getattr(operator, name)
    return lambda target, other: operation(other, target)


OPERATIONS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "call": lambda target, /, *arguments, **keywords: target(*arguments, **keywords),
        "getattr": getattr,
        "setattr": setattr,
        "getitem": operator.getitem,
        "setitem": operator.setitem,
        "contains": operator.contains,
        "iter": iter,
        "next": next,
        "isinstance": lambda target, value: isinstance(value, target),
        **{name: getattr(operator, name) for name in (*_BINARY, *_UNARY)},
        **{f"r{name}": _reflected(name) for name in _BINARY},
    }
)
