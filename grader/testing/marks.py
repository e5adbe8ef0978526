"""The marks of a suite, and the case that they make of a test.

Invariant: what a case is worth and which exercise it belongs to is read from marks alone, when the suite is
collected, so that no submission has a say in it.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NoReturn

import pytest

from grader.course.manifest import GROUPS
from grader.errors import CourseError
from grader.verdict import Case

MARKS = (
    "exercise(name): the exercise of the manifest that a test belongs to",
    f"group(name): the group of cases that a test counts in: {', '.join(GROUPS)} (core unless said)",
    "weight(number): the share of a test within its group (1 unless said)",
    "expects_error: a test that counts only where a core case of its exercise passed",
)

DESCRIBING = frozenset({"parametrize", *(mark.partition("(")[0].partition(":")[0] for mark in MARKS)})
"""The marks that say what a case is, and change nothing about how it runs."""


def exercise(name: str) -> pytest.MarkDecorator:
    """Say which exercise of the manifest a test class or function belongs to."""
    return pytest.mark.exercise(name)


def case_id(item: pytest.Item) -> str:
    """Return the node id without the file: ``TestSoftmax::test_one_row``."""
    return item.nodeid.partition("::")[2] or item.nodeid


def describe(item: pytest.Item) -> Case:
    """Read the case that a collected test is; of several marks of one name the closest to the test holds."""
    return Case(
        id=case_id(item),
        exercise=_read(item, "exercise", _name, None),
        group=_read(item, "group", _group, "core"),
        weight=_read(item, "weight", _weight, Fraction(1)),
        expects_error=_read(item, "expects_error", lambda: True, default=False),
    )


def _read(item: pytest.Item, mark: str, convert: Callable[..., Any], default: object) -> Any:  # noqa: ANN401 - what `convert` returns
    found = item.get_closest_marker(mark)
    if found is None:
        if default is None:
            _refuse(item, f'it belongs to no {mark}; write @{mark}("name") on it or on its class')
        return default
    try:
        return convert(*found.args, **found.kwargs)
    except TypeError:
        usage = next(line for line in MARKS if line.startswith(mark)).partition(":")[0]
        _refuse(item, f"its mark `{mark}` has other arguments than it takes; write {usage}")
    except ValueError as error:
        _refuse(item, str(error))


def _name(name: object, /) -> str:
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(f"its exercise is {name!r}; write the name of an exercise of the manifest")
    return name


def _group(name: object, /) -> str:
    if name not in GROUPS:
        raise ValueError(f"its group is {name!r}; the groups are {', '.join(GROUPS)}")
    return str(name)


def _weight(number: object, /) -> Fraction:
    if isinstance(number, int | float | Fraction) and not isinstance(number, bool) and 0 < number < math.inf:
        return Fraction(str(number))  # as written: 0.1 is a tenth
    raise ValueError(f"its weight is {number!r}; write a positive number")


def _refuse(item: pytest.Item, problem: str) -> NoReturn:
    path, line, _ = item.reportinfo()
    here = str(path) == str(item.path)  # a test that a library made has its lines elsewhere
    raise CourseError(item.path, f"{case_id(item)}: {problem}", line=line + 1 if here and line is not None else None)
