"""What goes between a run and the machines of a cluster, as bytes of a typed form: a course's files, tasks, replies.

What students wrote is text in it and stays text; the files of a course are an allow-list, of one assignment.
"""

import json
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.course.layout import ASSIGNMENT_FILE, COURSE_FILE, HIDDEN_SUITE, MISCONCEPTIONS, STRATEGIES
from grader.course.manifest import Assignment, Course, load_course
from grader.errors import CourseError
from grader.grading.plan import Machine
from grader.judge.plugin import Judgement
from grader.judge.service import Ask
from grader.verdict import Case

_T = TypeVar("_T")


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """The files that judging one assignment needs; ``home`` is where the course is at home, for messages."""

    assignment: str
    home: str
    files: dict[str, bytes]


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement, or why there is none; and how long it took."""

    judgement: Judgement | None
    problem: str
    seconds: float


class Replies(msgspec.Struct, frozen=True, kw_only=True):
    """What a machine answers: about itself, the cases that it collected, and replies in the order of the questions.

    ``refusal`` says why it can judge nothing: its confinement, or the course.
    """

    machine: Machine | None = None
    cases: tuple[Case, ...] = ()
    replies: tuple[Reply, ...] = ()
    refusal: str = ""


def pack(course: Course, assignment: Assignment) -> Bundle:
    """Read what judging this assignment elsewhere needs.

    Manifests, reference, hidden suite, misconceptions, strategies and listed files; of earlier assignments the
    references from which something is given.
    """
    folder = assignment.folder
    paths = [course.folder / COURSE_FILE, folder / ASSIGNMENT_FILE, assignment.source, folder / HIDDEN_SUITE]
    paths += [folder / name for name in assignment.files]
    paths += sorted((folder / MISCONCEPTIONS).rglob("*.py"))
    paths += folder.glob(STRATEGIES)
    for origin in _origins(course, assignment):
        paths += [origin.folder / ASSIGNMENT_FILE, origin.source]
    files = {path.relative_to(course.folder).as_posix(): _read(path) for path in paths}
    return Bundle(assignment=assignment.name, home=str(course.folder), files=files)


def _origins(course: Course, assignment: Assignment) -> tuple[Assignment, ...]:
    """Return the earlier assignments from which this one takes, and those from which they do."""
    found: dict[str, Assignment] = {}
    waiting = [assignment]
    while waiting:
        for gift in waiting.pop().gives:
            origin = course.assignment(gift.partition(".")[0])
            if origin.name not in found:
                found[origin.name] = origin
                waiting.append(origin)
    return tuple(found.values())


def unpack(bundle: Bundle, folder: Path) -> Course:
    """Write the files below ``folder`` and load the course of this one assignment from there."""
    for name, data in bundle.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return load_course(folder)


def encode(message: tuple[Ask, ...] | Replies) -> bytes:
    """Return a message as bytes; by way of ``json``, which alone carries every text that a student may raise."""
    return json.dumps(msgspec.to_builtins(message, enc_hook=str)).encode()


def decode(data: bytes, kind: type[_T]) -> _T:
    """Read a message of this kind back."""
    document: Any = json.loads(data)
    return msgspec.convert(document, kind, dec_hook=lambda of, text: of(text))  # a Fraction, as of a weight


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CourseError(path, f"cannot be read ({error.strerror}); an assignment needs this file") from None
