"""The gradebook: one CSV row per student, sorted, safe to open in a spreadsheet, never half written.

The reports are read one by one and not kept; only their rows wait for the sorting.
"""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from grader.errors import UsageError
from grader.printable import number, one_line
from grader.report.compose import NAME_LIMIT, counted_score
from grader.report.model import Report

COLUMNS: Final = ("student", "status", "score", "max_score")

# What a spreadsheet takes for the start of a formula, full-width forms included.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_gradebook(path: Path, reports: Iterable[Report], exercises: Sequence[str]) -> None:
    """Write ``student,status,score,max_score`` and a column per exercise, replacing ``path`` in one step.

    An exercise's column holds what counts towards the score. UsageError: a student has two reports, a report
    lacks an exercise, or the file cannot be written.
    """
    rows: dict[str, tuple[str, ...]] = {}
    for report in reports:
        if report.student in rows:
            raise UsageError(f"{_name(report)}: this student has two reports; keep one of them")
        rows[report.student] = _row(report, exercises)
    with _replacing(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([_cell(name) for name in (*COLUMNS, *exercises)])
        table.writerows(rows[student] for student in sorted(rows))


def _row(report: Report, exercises: Sequence[str]) -> tuple[str, ...]:
    scores = {exercise.name: counted_score(exercise) for exercise in report.exercises}
    lacking = [name for name in exercises if name not in scores]
    if lacking:
        raise UsageError(f"{_name(report)}: the report has no exercise {lacking[0]!r}; grade this submission again")
    return (
        _cell(report.student),
        _cell(report.status),
        number(report.score),
        number(report.max_score),
        *(number(scores[name]) for name in exercises),
    )


def _cell(text: str) -> str:
    guard = "'" if text.startswith(FORMULA) else ""
    return guard + one_line(text, NAME_LIMIT)


def _name(report: Report) -> str:
    return one_line(report.student, NAME_LIMIT)


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    # Beside the target, because a rename is atomic within one file system only.
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}; choose another folder") from None
    finally:
        with suppress(OSError):
            draft.unlink()
