"""Which language a student is spoken to in: the one asked for, else the course's first, else the machine's."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import typer

from grader.cli.console import find_course
from grader.course.layout import ASSIGNMENT_FILE
from grader.errors import GraderError
from grader.language import SOURCE, languages

_OPTION = "--lang"


def chosen(context: typer.Context, asked: str) -> str:
    """Return the language of a verb, from its place: what it was given as a path, or where it is called."""
    given = context.params.get("path") or context.params.get("source")
    course = context.params.get("course")
    return asked or usual(Path(given) if given else Path.cwd(), course if isinstance(course, Path) else None)


def usual(place: Path, course: Path | None = None) -> str:
    """Return the language that is spoken at a place where nobody asks for one."""
    there = languages()
    return next((language for language in _candidates(place, course) if language in there), SOURCE)


def of_arguments(arguments: list[str]) -> str:
    """Return the language for an error that came before any option was understood."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == _OPTION:
            asked = value or next(iter(arguments[place + 1 :]), "")
            if asked:
                return asked if asked in languages() else SOURCE
    return usual(Path.cwd())


def _candidates(place: Path, course: Path | None) -> Iterator[str]:
    """Yield the first language of the assignment that lies there, of the course, and of the machine."""
    folder = place if place.is_dir() else place.parent
    with suppress(OSError, ValueError, AttributeError):  # what is wrong with a manifest the verb itself will say
        manifest = tomllib.loads((folder / ASSIGNMENT_FILE).read_text(encoding="utf-8"))
        yield from list(manifest.get("title", {}))[:1]
    with suppress(GraderError):
        yield find_course(course).languages[0]
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        yield os.environ.get(variable, "").partition("_")[0].partition(".")[0]
