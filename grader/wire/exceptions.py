"""Exceptions by name: an instance never crosses, so no class of the other side is ever trusted or imported."""

import builtins

import numpy as np

_NEEDS_MORE_THAN_A_MESSAGE = (UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, BaseExceptionGroup)

_KNOWN: dict[str, type[Exception]] = {
    **{
        name: kind
        for name, kind in vars(builtins).items()
        if isinstance(kind, type)
        and issubclass(kind, Exception)
        and not issubclass(kind, (Warning, *_NEEDS_MORE_THAN_A_MESSAGE))
        and kind.__name__ == name
    },
    "LinAlgError": np.linalg.LinAlgError,
}
_CATEGORIES: dict[str, type[Warning]] = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Warning) and kind.__name__ == name
}


def ancestry(kind: type[BaseException]) -> tuple[str, ...]:
    """Return the names of an exception's classes, most derived first."""
    return tuple(base.__name__[:200] for base in kind.__mro__[:32] if base is not object)


def exception(names: tuple[str, ...], message: str) -> Exception:
    """Return the exception of the first known class among ``names``; an Exception where none is known."""
    for name in names:
        if name in _KNOWN:
            return _KNOWN[name](message)
    return Exception(message)


def category_name(kind: type[Warning]) -> str:
    """Return the name of a warning's nearest builtin category."""
    return next((base.__name__ for base in kind.__mro__ if _CATEGORIES.get(base.__name__) is base), "Warning")


def category(name: str) -> type[Warning]:
    """Return the builtin category of that name, or Warning."""
    return _CATEGORIES.get(name, Warning)
