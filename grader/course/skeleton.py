"""The course that ``grader new`` starts with: small, but it releases, verifies and gives nothing away.

Plans are values, path -> bytes, made from the templates in ``skeleton``; writing one never replaces a file.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from grader.course.layout import module_problem
from grader.course.manifest import Course
from grader.errors import UsageError
from grader.rendering import render, template_names

_COURSE, _ASSIGNMENT = "skeleton/course/", "skeleton/assignment/"
_SUFFIX = ".j2"

# In a template's path, the name of the module that students hand in.
_MODULE = "MODULE"

_COURSE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ASSIGNMENT_NAME = re.compile(r"(?:\d\d_)?([a-z][a-z0-9_]*)")
_FIRST = "first_steps"


def plan_course(name: str) -> Mapping[str, bytes]:
    """Return the files of a new course with one assignment, by path inside the course's own folder.

    UsageError if no folder should be called ``name``.
    """
    if not _COURSE_NAME.fullmatch(name):
        raise UsageError(f"{name!r}: no name for a course; write letters, digits, `_` and `-`, a letter first")
    files = _plan(_COURSE, "", title=_title(name))
    files |= _plan(_ASSIGNMENT, f"solutions/01_{_FIRST}/", title=_title(_FIRST), module=_FIRST)
    return MappingProxyType(files)


def plan_assignment(course: Course, name: str, module: str | None = None) -> Mapping[str, bytes]:
    """Return the files of a new assignment, by path inside the course's folder of solutions.

    A name without a number gets the next one; without a module it is the name without its number. UsageError if
    one of the names cannot be, or if the assignment is there already.
    """
    named = _ASSIGNMENT_NAME.fullmatch(name)
    if named is None:
        raise UsageError(f"{name!r}: no name for an assignment; write it like '02_linear_regression'")
    module = named[1] if module is None else module
    if problem := module_problem(module):
        raise UsageError(problem)
    folder = name if name != named[1] else f"{_next_number(course):02}_{name}"
    if (course.folder / folder).exists():
        raise UsageError(f"{course.folder / folder}: is there already; choose another name")
    return MappingProxyType(_plan(_ASSIGNMENT, f"{folder}/", title=_title(named[1]), module=module))


def write_skeleton(plan: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write a plan's files into ``folder`` and return their paths; UsageError, and nothing written, if one is there."""
    paths = {folder / name: data for name, data in plan.items()}
    for path in paths:
        if path.exists() or path.is_symlink():
            raise UsageError(f"{path}: is there already; choose another name, or remove it first")
    for path, data in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    return tuple(paths)


def _plan(templates: str, folder: str, **values: str) -> dict[str, bytes]:
    names = {name: name.removeprefix(templates).removesuffix(_SUFFIX) for name in template_names(templates)}
    return {
        folder + path.replace(_MODULE, values.get("module", "")): render(name, **values).encode()
        for name, path in names.items()
    }


def _next_number(course: Course) -> int:
    numbers = [int(found[0]) for a in course.assignments if (found := re.match(r"\d+", a.name))]
    return max(numbers, default=0) + 1


def _title(name: str) -> str:
    return re.sub(r"[_-]+", " ", name).strip().capitalize()
