"""Exceptions and warnings by name: the nearest builtin class, whatever the other side calls itself."""

import builtins

import numpy as np
import pytest

from grader.wire.exceptions import ancestry, category, category_name, exception


class _OwnError(KeyError):
    pass


class _OwnWarning(DeprecationWarning):
    pass


class UserWarning(builtins.RuntimeWarning):  # noqa: A001  it borrows a builtin's name
    """A warning that is not what it is called."""


_NOT_PLAIN = (Warning, BaseExceptionGroup, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError)
_PLAIN = [
    kind
    for kind in vars(builtins).values()
    if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, _NOT_PLAIN)
]


@pytest.mark.parametrize("kind", [*_PLAIN, np.linalg.LinAlgError])
def test_a_builtin_exception_arrives_as_its_class(kind: type[Exception]) -> None:
    """Every one that can be made of a message, and NumPy's own for singular matrices."""
    error = exception(ancestry(kind), "text")
    assert type(error) is kind
    assert "text" in str(error)


@pytest.mark.parametrize(
    ("kind", "nearest"),
    [
        (_OwnError, KeyError),
        (np.exceptions.AxisError, ValueError),
        (UnicodeDecodeError, UnicodeError),
        (ExceptionGroup, Exception),
        (RuntimeWarning, Exception),
        (KeyboardInterrupt, Exception),
    ],
)
def test_another_exception_arrives_as_its_nearest_builtin_class(
    kind: type[BaseException], nearest: type[Exception]
) -> None:
    """A class of one's own is never trusted; what it derives from is known."""
    assert type(exception(ancestry(kind), "text")) is nearest


@pytest.mark.parametrize("names", [(), ("Nothing",), ("int",), ("object",), ("SystemExit",), ("eval",)])
def test_names_of_no_exception_give_a_plain_one(names: tuple[str, ...]) -> None:
    """A forged name makes neither another class nor an exit."""
    assert type(exception(names, "text")) is Exception


def test_the_names_of_a_class_are_bounded() -> None:
    """Neither a long name nor a long line of ancestors makes a long message."""
    kind: type[Exception] = Exception
    for _ in range(50):
        kind = type("x" * 1000, (kind,), {})
    names = ancestry(kind)
    assert len(names) == 32
    assert {len(name) for name in names} == {200}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (RuntimeWarning, "RuntimeWarning"),
        (_OwnWarning, "DeprecationWarning"),
        (UserWarning, "RuntimeWarning"),
        (Warning, "Warning"),
        (np.exceptions.ComplexWarning, "RuntimeWarning"),
    ],
)
def test_a_warning_has_the_name_of_its_nearest_builtin_category(kind: type[Warning], name: str) -> None:
    """The class counts, not what it is called."""
    assert category_name(kind) == name


@pytest.mark.parametrize("name", ["Nothing", "ValueError", "object", "", "Warning"])
def test_an_unknown_category_is_a_plain_warning(name: str) -> None:
    """A forged name makes no other class."""
    assert category(name) is Warning


def test_a_category_is_found_by_its_name() -> None:
    """Builtin categories come back as themselves."""
    assert category("DeprecationWarning") is DeprecationWarning
