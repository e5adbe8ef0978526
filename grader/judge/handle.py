"""The student's objects as a suite sees them: whatever stays in the worker and is not a value.

Nothing here is a lazily truthy stand-in: an attribute is read when it is asked for, and truth, equality, ordering
and conversion raise, because a suite compares values and a student's ``__eq__`` decides nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from grader.language import said
from grader.wire import Request

Ask = Callable[[Request], Any]

_ASK, _NUMBER, _NAME, _MEMBERS = "_grader_ask", "_grader_number", "_grader_name", "_grader_members"
_READABLE_SPECIALS = frozenset({"__name__", "__qualname__", "__doc__"})


class RefusedError(TypeError):
    """A suite asked of a student's object what only a value can answer; in effect the student returned no value."""


class Handle:
    """A student's function, class, instance, iterator or module."""

    __slots__ = ("__weakref__", _ASK, _MEMBERS, _NAME, _NUMBER)
    __array_ufunc__ = None  # an array's operator then asks ours
    __hash__ = object.__hash__

    def __init__(self, ask: Ask, number: int, name: str) -> None:
        object.__setattr__(self, _ASK, ask)
        object.__setattr__(self, _NUMBER, number)
        object.__setattr__(self, _NAME, name)
        object.__setattr__(self, _MEMBERS, {})

    def __call__(self, /, *arguments: object, **keywords: object) -> Any:
        """Call it in the worker."""
        return _ask(self, "call", *arguments, **keywords)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in _READABLE_SPECIALS:
            raise AttributeError(f"{name_of(self)!r} object has no attribute {name!r}")
        known = _members(self).get(name)
        return _ask(self, "getattr", name) if known is None else known

    def __setattr__(self, name: str, value: object) -> None:
        forget_member(self, name)
        _ask(self, "setattr", name, value)

    def __getitem__(self, key: object) -> Any:
        return _ask(self, "getitem", key)

    def __setitem__(self, key: object, value: object) -> None:
        _ask(self, "setitem", key, value)

    def __contains__(self, item: object) -> bool:
        return bool(_ask(self, "contains", item) is True)

    def __iter__(self) -> Iterator[Any]:
        return _ask(self, "iter")  # type: ignore[no-any-return]  # another Handle

    def __next__(self) -> Any:
        return _ask(self, "next")

    def __instancecheck__(self, value: object) -> bool:
        return bool(_ask(self, "isinstance", value) is True)

    def __repr__(self) -> str:
        return f"<the student's {name_of(self)}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise RefusedError(said("told", "what stays in the worker cannot be copied"))


def _ask(handle: Handle, operation: str, /, *arguments: object, **keywords: object) -> Any:
    ask: Ask = object.__getattribute__(handle, _ASK)
    return ask(Request(operation, handle, arguments, keywords))


def know_members(handle: Handle, members: Mapping[str, Handle]) -> None:
    """Let these attributes be known without asking: the functions and classes of a module, say."""
    _members(handle).update(members)


def forget_member(handle: Handle, name: str) -> None:
    """Let this attribute be asked for again: it is no longer what it was."""
    _members(handle).pop(name, None)


def members_of(handle: Handle) -> dict[int, str]:
    """Return the names of the attributes that are known, by the worker's number of each."""
    return {number_of(member): name for name, member in _members(handle).items()}


def _members(handle: Handle) -> dict[str, Handle]:
    members: dict[str, Handle] = object.__getattribute__(handle, _MEMBERS)
    return members


def number_of(handle: Handle) -> int:
    """Return the worker's number of the object."""
    number: int = object.__getattribute__(handle, _NUMBER)
    return number


def name_of(handle: Handle) -> str:
    """Return the name that the worker gives for the object's class."""
    name: str = object.__getattribute__(handle, _NAME)
    return name


def _operator(name: str) -> Callable[..., Any]:
    def operate(self: Handle, *other: object) -> Any:
        return _ask(self, name, *other)

    return operate


def _refusal(what: str) -> Callable[..., NoReturn]:
    def refuse(self: Handle, *_: object, **__: object) -> NoReturn:
        raise RefusedError(
            said(
                "told",
                "the student's {error} stays in the worker and has no {what}; compare values instead",
                error=name_of(self),
                what=what,
            )
        )

    return refuse


# As an attribute of the class it would be the class's own docstring, and the student's never asked for.
setattr(Handle, "__doc__", property(lambda self: _ask(self, "getattr", "__doc__")))  # noqa: B010  mypy knows no docstring that is a property

for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and_", "or_", "xor"):
    setattr(Handle, f"__{_name.rstrip('_')}__", _operator(_name))
    setattr(Handle, f"__r{_name.rstrip('_')}__", _operator(f"r{_name}"))
for _name in ("neg", "pos", "abs", "invert"):
    setattr(Handle, f"__{_name}__", _operator(_name))
for _name, _what in (
    *(("bool", said("part", "truth")), ("eq", said("part", "equality")), ("ne", said("part", "equality"))),
    *((name, said("part", "order")) for name in ("lt", "le", "gt", "ge")),
    *((name, said("part", "number")) for name in ("int", "float", "complex", "index", "round")),
    *(("array", said("part", "array")), ("len", said("part", "length"))),
):
    setattr(Handle, f"__{_name}__", _refusal(_what))
