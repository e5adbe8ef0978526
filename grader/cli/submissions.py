"""The submissions that reports are about, read once more: to compare them, as the reports do not carry their text."""

import re
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec

from grader.course.manifest import Assignment
from grader.course.regions import read_source
from grader.errors import UsageError
from grader.printable import one_line
from grader.report.compose import NAME_LIMIT
from grader.report.model import Report
from grader.similarity.alike import Similarity
from grader.similarity.own import read_stub
from grader.submission import Located, Submission, read

# Directions of writing, spaces of no width, tags; not the joiners, which emoji are made of.
_HIDDEN: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What was graded, by the student's name as reports have it: its text, and its file where it has one of its own.

    The text is None where the submissions do not have what the report is about.
    """

    assignment: Assignment
    texts: Mapping[str, str | None]
    files: Mapping[str, Path]


def read_work(assignment: Assignment, located: Iterable[Located], reports: Iterable[Report]) -> Work:
    """Read those submissions, and attempts, that are the bytes that the reports are about."""
    judged = {report.student: report for report in reports}
    texts: dict[str, str | None] = {who: None for who, report in judged.items() if report.status == "graded"}
    files: dict[str, Path] = {}
    for one in located:
        student = one_line(one.student, NAME_LIMIT)
        found = read(one, assignment.module)
        if student not in judged or judged[student].provenance.submission != found.digest:
            continue
        if one.content is None:
            files[student] = one.path
        if student in texts and isinstance(found, Submission):
            texts[student] = found.source or "\n".join(cell.text for cell in found.cells if cell.code)
    return Work(assignment=assignment, texts=texts, files=files)


def find_hidden(text: str) -> tuple[str, ...]:
    """Return a sign where a text has characters that show nothing, or show it in another order than Python reads it."""
    found = [(number, mark) for number, line in enumerate(text.split("\n"), 1) for mark in _HIDDEN.findall(line)]
    if not found:
        return ()
    number, mark = found[0]
    return (f"hidden characters ({len(found)}): U+{ord(mark):04X} on line {number}",)


def find_alike(work: Work | None) -> Similarity:
    """Compare what was graded; UsageError where that is not said, or where the detector is missing."""
    if work is None:
        raise UsageError("--similarity compares what was graded; say where that is: --submissions PATH")
    if find_spec("copydetect") is None:
        raise UsageError("--similarity needs copydetect; install it: pip install 'grader[similarity]'")
    # An extra, and slow to import: nothing else here needs it.
    from grader.similarity.pairs import compare  # noqa: PLC0415  see above

    return compare(read_stub(read_source(work.assignment.source)), work.texts)
