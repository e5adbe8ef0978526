"""The submissions that reports are about, read once more: to compare them, as the reports do not carry their text."""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

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


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What was graded, by the student's name as reports have it: its text, and its file where it has one of its own.

    The text is None where the submissions do not have what the report is about.
    """

    assignment: Assignment
    texts: Mapping[str, str | None]
    files: Mapping[str, Path]


def read_work(assignment: Assignment, located: Iterable[Located], reports: Iterable[Report]) -> Work:
    """Read those submissions, and attempts, that are the bytes that the reports are about."""
    digests = {report.student: report.provenance.submission for report in reports if report.status == "graded"}
    texts: dict[str, str | None] = dict.fromkeys(digests)
    files: dict[str, Path] = {}
    for one in located:
        student = one_line(one.student, NAME_LIMIT)
        found = read(one, assignment.module)
        if isinstance(found, Submission) and digests.get(student) == found.digest:
            texts[student] = found.source or "\n".join(cell.text for cell in found.cells if cell.code)
            if one.content is None:
                files[student] = one.path
    return Work(assignment=assignment, texts=texts, files=files)


def find_alike(work: Work | None) -> Similarity:
    """Compare what was graded; UsageError where that is not said, or where the detector is missing."""
    if work is None:
        raise UsageError("--similarity compares what was graded; say where that is: --submissions PATH")
    if find_spec("copydetect") is None:
        raise UsageError("--similarity needs copydetect; install it: pip install 'grader[similarity]'")
    # An extra, and slow to import: nothing else here needs it.
    from grader.similarity.pairs import compare  # noqa: PLC0415  see above

    return compare(read_stub(read_source(work.assignment.source)), work.texts)
