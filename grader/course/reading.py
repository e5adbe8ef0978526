"""What a page tells of an assignment besides a report: its title, what to read for each exercise, and its figures.

The handout's headings are the titles of its sections, so that nothing is written twice. Title and reading are in what
students hold already; figures are the solution's answers, as a counterexample is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from grader.course.layout import ASSIGNMENT_FILE
from grader.course.manifest import Assignment, Work
from grader.course.notebook import handout_of
from grader.course.regions import read_text
from grader.errors import CourseError

_NUMBERED = re.compile(r"^## (\d+)\. +(\S.*?) *$", re.MULTILINE)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the handout, and its title by language."""

    number: int
    titles: Mapping[str, str]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as the solution draws it, by language: what its title says, and a WebP file."""

    titles: Mapping[str, str]
    data: Mapping[str, bytes]


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment's title by language, by exercise what to read, and its figures where they were drawn."""

    title: Mapping[str, str] = MappingProxyType({})
    reading: Mapping[str, tuple[Section | Work, ...]] = MappingProxyType({})
    pictures: tuple[Picture, ...] = ()


def find_guide(assignment: Assignment, languages: Iterable[str]) -> Guide:
    """Look up what an assignment's exercises point to; CourseError where a handout has no such section."""
    first, *others = languages
    handouts = {one: name for one in (first, *others) if (name := handout_of(assignment, one, first))}
    headings = {
        one: {int(number): title for number, title in _NUMBERED.findall(read_text(assignment.folder / name))}
        for one, name in handouts.items()
    }
    reading = {
        exercise.name: tuple(
            one if isinstance(one, Work) else _section(assignment, exercise.name, one, headings)
            for one in exercise.read
        )
        for exercise in assignment.exercises
    }
    return Guide(title=assignment.title, reading=reading)


def _section(assignment: Assignment, exercise: str, number: int, headings: Mapping[str, Mapping[int, str]]) -> Section:
    missing: Sequence[str] = [language for language, titles in headings.items() if number not in titles]
    if missing or not headings:
        which = f"the handout in {missing[0]!r}" if missing else "no handout is released, so it"
        problem = f"{which} has no section {number}; write `## {number}. Title` there, or another number here"
        raise CourseError(assignment.folder / ASSIGNMENT_FILE, problem, key=f"exercise {exercise}.read")
    return Section(number=number, titles={language: titles[number] for language, titles in headings.items()})
