"""The types that a comparison believes, and how a value is spoken of without asking the value.

Invariant: nothing here calls a method, an operator, the truth or the repr of a value unless its exact type is a
builtin's or NumPy's own: a student's class, or a judge's handle for one, has no say in how it is judged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType, NoneType
from typing import Any, SupportsIndex, TypeAlias, TypeGuard

import numpy as np
import numpy.typing as npt

from grader.language import said

Array: TypeAlias = npt.NDArray[Any]
Nested: TypeAlias = Any  # tuples, lists and dicts of anything

ARRAY_KINDS = "biufcSU"  # the dtype kinds that are compared

_NUMPY = frozenset(np.sctypeDict.values())
BOOLEANS: frozenset[type] = frozenset({bool, np.bool_})
INTEGERS: frozenset[type] = frozenset({int, *(t for t in _NUMPY if issubclass(t, np.integer))} - {np.timedelta64})
INEXACT: frozenset[type] = frozenset({float, complex, *(t for t in _NUMPY if issubclass(t, np.inexact))})
NUMBERS = BOOLEANS | INTEGERS | INEXACT
_DOUBLES: frozenset[type] = frozenset({float, np.float64})
_COMPLEXES: frozenset[type] = frozenset({complex, np.complex128})

# What may stand where a value of the key's exact type is expected. A double is a double, NumPy's or Python's;
# any integer is an integer; every other width is a promise of its own.
ACCEPTED: Mapping[type, frozenset[type]] = MappingProxyType(
    {
        **{kind: frozenset({kind}) for kind in (*INEXACT, NoneType, str, bytes)},
        np.str_: frozenset({str, np.str_}),
        np.bytes_: frozenset({bytes, np.bytes_}),
        **{kind: family for family in (BOOLEANS, INTEGERS, _DOUBLES, _COMPLEXES) for kind in family},
    }
)

SCALARS = frozenset(ACCEPTED)

_NAME_OF_TYPE = type.__dict__["__name__"]
_WORD = 64  # bits


def is_array(value: object) -> TypeGuard[Array]:
    """Say whether ``value`` is an array and no subclass of one."""
    return type(value) is np.ndarray


def is_sequence(value: object) -> TypeGuard[tuple[Any, ...] | list[Any]]:
    """Say whether ``value`` is a tuple or a list and no subclass of one."""
    return type(value) is tuple or type(value) is list


def is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    """Say whether ``value`` is a dict and no subclass of one."""
    return type(value) is dict


def is_one_of(value: object, kinds: frozenset[type]) -> TypeGuard[Any]:
    """Say whether the exact type of ``value`` is among ``kinds``."""
    kind = type(value)
    return type(kind) is type and kind in kinds  # a metaclass of one's own could claim to equal anything


def class_name(value: object) -> str:
    """Name the class of ``value`` past any metaclass, printable and bounded."""
    name = "".join((_NAME_OF_TYPE.__get__(type(value)),))  # joining makes a str of a subclass of str
    return cut(name if name.isprintable() else ascii(name), 40)


def cut(text: str, length: int) -> str:
    """Bound ``text``, with an ellipsis where something was lost."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def portrait(value: object) -> str:
    """Say what a value is, never what is in it: ``an array of shape (3,) and dtype int64``, ``a tuple of 2``."""
    if value is None:
        return "None"
    if is_array(value):
        return said(
            "part",
            "an array of shape {got} and dtype {expected}",
            got=shape_text(value),
            expected=cut(str(value.dtype), 40),
        )
    name = class_name(value)
    vowel = name[:1] in "aeiouAEIOU"
    if is_sequence(value) or is_dict(value):
        count = len(value)
        return said("part", "a {name} of {count}", name=name, count=count)  # a tuple, a list, a dict
    return said("part", "an {name}", name=name) if vowel else said("part", "a {name}", name=name)


def shape_text(array: Array) -> str:
    """Print a shape, bounded: an array may have 64 axes."""
    return cut(str(array.shape), 60)


def index_text(index: Iterable[SupportsIndex]) -> str:
    """Print the place of an entry as Python writes it: ``[0, 3]``."""
    return cut(f"[{', '.join(str(int(i)) for i in index)}]", 60)


def scalar_text(value: object, digits: int = 6) -> str:
    """Print a scalar, bounded: a string is cut, a whole number of thousands of digits is told by its size."""
    if is_one_of(value, BOOLEANS):
        return str(bool(value))
    if is_one_of(value, INTEGERS):
        number = int(value)
        return (
            str(number)
            if number.bit_length() <= _WORD
            else said("part", "an integer of {count} bits", count=number.bit_length())
        )
    if is_one_of(value, INEXACT):
        return format(value, f".{digits}g")
    if is_one_of(value, frozenset({str, np.str_, bytes, np.bytes_})):
        return cut(repr(value[:80]), 60)
    return portrait(value)


def contrast(actual: object, expected: object) -> str:
    """Print two scalars that differ, with enough digits to tell them apart."""
    got, wanted = scalar_text(actual), scalar_text(expected)
    if got == wanted:
        got, wanted = scalar_text(actual, 17), scalar_text(expected, 17)
    return said("told", "got {got}, expected {expected}", got=got, expected=wanted)


def identity(key: object) -> tuple[object, ...] | None:
    """Return what makes a dict's key itself, its family and its value, or None for one that nobody should look up.

    Looking up a key compares keys, which must never ask one of a student's class.
    """
    if type(key) is tuple:
        parts = tuple(identity(part) for part in key)
        return None if None in parts else ("tuple", parts)
    return (min(kind.__name__ for kind in ACCEPTED[type(key)]), key) if is_one_of(key, SCALARS) else None


def entries(value: object) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a tuple, list or dict with the step that leads there; nothing for anything else."""
    if is_sequence(value):
        yield from ((f"[{i}]", entry) for i, entry in enumerate(value))
    elif is_dict(value):
        yield from ((f"[{scalar_text(key)}]", entry) for key, entry in value.items())


def leaves(value: object) -> Iterator[Any]:
    """Yield everything in nested tuples, lists and dicts that is none of these."""
    if not is_sequence(value) and not is_dict(value):
        yield value
    for _, entry in entries(value):
        yield from leaves(entry)


def arrays_in(value: object) -> Iterator[Array]:
    """Yield every exact array in nested tuples, lists and dicts."""
    return filter(is_array, leaves(value))


def map_leaves(function: Callable[[Any], Any], value: object) -> Nested:
    """Rebuild nested tuples, lists and dicts with ``function`` applied to everything that is none of these."""
    if is_dict(value):
        return {key: map_leaves(function, entry) for key, entry in value.items()}
    if is_sequence(value):
        return type(value)(map_leaves(function, entry) for entry in value)
    return function(value)
