"""The folder that a run writes: a report for each student, whole or absent, and a gradebook made from what is there.

Whenever a run ends, be it in the middle of a write, the same command goes on from what this folder holds.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from grader.errors import UsageError
from grader.printable import one_line
from grader.report.compose import NAME_LIMIT
from grader.report.model import Report, decode, encode
from grader.submission import report_name

if sys.platform != "win32":
    import fcntl

REPORTS: Final = "reports"
GRADEBOOK: Final = "gradebook.csv"
ATTEMPTS: Final = "attempts"
EARLIER: Final = "earlier"
"""Of whom grading again has moved a mark, the marks before; so there is a difference to show, at little more disk."""

_DRAFTS: Final = ".*.tmp"


class RunFolder:
    """Where one run, and no other at the same time, writes the reports of one assignment."""

    def __init__(self, out: Path, assignment: str) -> None:
        self._out = out
        self._reports = out / REPORTS
        self._assignment = assignment

    @property
    def gradebook(self) -> Path:
        """Where the gradebook is."""
        return self._out / GRADEBOOK

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Make the folder, keep it from other runs, and take away what a run that was killed left half written.

        UsageError where the folder cannot be made, or another run writes here.
        """
        try:
            self._reports.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = f"cannot be made ({error.strerror}); choose another --out"
            raise UsageError(f"{self._reports}: {problem}") from None
        with _alone(self._reports):
            for draft in (
                *self._out.glob(_DRAFTS),
                *self._reports.glob(_DRAFTS),
                *self._out.glob(f"{EARLIER}/{_DRAFTS}"),
                *self._out.glob(f"{ATTEMPTS}/*/{_DRAFTS}"),
            ):
                with suppress(OSError):
                    draft.unlink()
            yield

    def earlier(self, student: str, attempt: int | None = None) -> Report | None:
        """Return the student's report that is here; None where there is none, or another's, or it is damaged.

        With ``attempt`` that of one attempt, where several are judged of which one counts. UsageError where it is
        another assignment's, which must not be lost.
        """
        path = self._path(student, attempt)
        try:
            report = decode(path.read_bytes(), path)
        except (OSError, UsageError):
            return None
        if report.assignment != self._assignment:
            raise UsageError(f"{path}: is a report of {report.assignment}; choose another --out")
        return report if report.student == one_line(student, NAME_LIMIT) else None

    def write(self, student: str, report: Report, attempt: int | None = None) -> None:
        """Write the student's report in one step; UsageError names the file where that fails."""
        self._write(self._path(student, attempt), report)

    def set_aside(self, student: str, report: Report | None) -> None:
        """Keep a student's earlier marks beside the reports; with None there is nothing to keep any more."""
        path = self._out / EARLIER / self._path(student, None).name
        if report is None:
            with suppress(OSError):
                path.unlink()
        else:
            self._write(path, report)

    @staticmethod
    def _write(path: Path, report: Report) -> None:
        draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(encode(report))
            draft.replace(path)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            problem = f"cannot be written ({error.strerror}); make room or choose another --out"
            raise UsageError(f"{path}: {problem}") from None

    def _path(self, student: str, attempt: int | None) -> Path:
        name = report_name(student)
        return self._reports / f"{name}.json" if attempt is None else self._out / ATTEMPTS / name / f"{attempt}.json"


def read_reports(out: Path, kind: str = REPORTS) -> Iterator[Report]:
    """Read every report of a run, or of its ``EARLIER`` ones, one after the other, in the order of their names."""
    for path in sorted((out / kind).glob("*.json")):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror}); make it readable or take it away") from None
        yield decode(data, path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against other runs, as far as its file system can; a run that is killed lets go of it."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise UsageError(f"{folder}: another run writes here; wait for it or choose another --out") from None
    except OSError:  # a file system without locks
        pass
    try:
        yield
    finally:
        os.close(descriptor)
