"""What students wrote themselves: their text without the lines that the stub already had, by exercise."""

from difflib import SequenceMatcher
from typing import Final

import msgspec

from grader.course.regions import Region, Source, fill, split_lines
from grader.course.stub import render_region

ELSEWHERE: Final = ""
# Finding the stub's lines in a text of nothing but such lines takes time that grows with its square.
MAX_LINES: Final = 4000


class Stub(msgspec.Struct, frozen=True, kw_only=True):
    """The stub's lines without their spaces; of each the exercise whose region it is in, ELSEWHERE outside of all."""

    text: str
    lines: tuple[str, ...]
    exercises: tuple[str, ...]


def read_stub(source: Source) -> Stub:
    """Return the stub that a solution is released as."""
    lines: list[str] = []
    exercises: list[str] = []
    for part in source.parts:
        text, exercise = (render_region(part), part.exercise) if isinstance(part, Region) else (part.text, ELSEWHERE)
        added = _keys(text)
        lines += added
        exercises += [exercise] * len(added)
    return Stub(text=fill(source, render_region), lines=tuple(lines), exercises=tuple(exercises))


def written(stub: Stub, text: str) -> dict[str, str] | None:
    """Return what a student added to the stub or put in place of its lines, by exercise; None of more than MAX_LINES.

    What is in no exercise's region, functions of the student's own above all, is under ELSEWHERE.
    """
    lines = [line for line in split_lines(text) if line.strip()]
    if len(lines) > MAX_LINES:
        return None
    found: dict[str, str] = {}
    # Without `autojunk`, which would overlook whatever line the stub has often.
    matched = SequenceMatcher(None, _keys(text), stub.lines, autojunk=False).get_opcodes()
    for kind, start, stop, first, last in matched:
        if kind in {"replace", "delete"}:
            where = _exercise(stub, first, last)
            found[where] = found.get(where, "") + "".join(lines[start:stop])
    return found


def _keys(text: str) -> list[str]:
    """Return the lines that are not blank, without any space, so that another layout is the same line."""
    return [key for line in split_lines(text) if (key := "".join(line.split()))]


def _exercise(stub: Stub, first: int, last: int) -> str:
    """Return the exercise of the stub's lines that were replaced, else of those that the new ones stand beside."""
    inside = stub.exercises[first:last]
    beside = stub.exercises[max(first - 1, 0) : last + 1]
    return next((exercise for exercise in (*inside, *beside) if exercise), ELSEWHERE)
