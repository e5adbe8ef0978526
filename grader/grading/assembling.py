"""Notebooks made into modules before they are judged, in a worker of the run's own.

So no student's text is parsed where a crash or a loop of the parser would end the run. What comes back is a student's
text like any other, and believed as little.
"""

from pathlib import Path
from types import ModuleType, TracebackType
from typing import Self

import msgspec

from grader.errors import JudgeError
from grader.grading.plan import Plan
from grader.judge.process import Launcher
from grader.judge.service import open_launcher
from grader.judge.worker import Worker, WorkerStoppedError
from grader.language import said
from grader.notebook import assembly
from grader.notebook.cells import MAX_TEXT, Cell, Kind, Note
from grader.printable import one_line
from grader.submission import Rejection, Submission

_MAX_NOTES, _MAX_DETAIL, _STRETCH = 20, 200, 4


class Assembler:
    """Makes modules of notebooks; a launcher of workers is started with the first."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._launcher: Launcher | None = None

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the launcher."""
        if self._launcher is not None:
            self._launcher.close()

    def whole(self, submission: Submission | Rejection) -> Submission | Rejection:
        """Return a submission with its source, whatever form it came in."""
        if isinstance(submission, Rejection) or not submission.cells:
            return submission
        made = self._assemble(submission.cells)
        if isinstance(made, str):
            return Rejection(student=submission.student, reason=made, digest=submission.digest)
        source, notes = made
        return msgspec.structs.replace(submission, source=source, cells=(), notes=notes)

    def _assemble(self, cells: tuple[Cell, ...]) -> tuple[str, tuple[Note, ...]] | str:
        """Return source and notes, or why the cells cannot be read."""
        worker = self._worker()
        try:
            module = worker.execute(assembly.__name__)
            answer = module.assemble([(cell.code, cell.answer, cell.text) for cell in cells])
        except WorkerStoppedError as stopped:
            return said(
                "told", "the cells of the notebook could not be read as Python: {problem}", problem=stopped.message
            )
        except Exception as error:  # noqa: BLE001  the parser's own limits: the student's
            return said(
                "told",
                "the cells of the notebook could not be read as Python: {error}: {text}",
                error=type(error).__name__,
                text=error,
            )
        finally:
            worker.close()
        return _checked(answer)

    def _worker(self) -> Worker:
        if self._launcher is None:
            self._launcher = open_launcher(self._plan.spec)
        worker = Worker(self._launcher, self._plan.spec.limits, self._plan.spec.clock)
        try:
            worker.compile(_text(assembly), Path(str(assembly.__file__)).name)
        except (WorkerStoppedError, Exception) as error:  # noqa: BLE001  no text of the student's is there yet
            worker.close()
            raise JudgeError(f"a worker cannot put notebooks together: {error}") from None
        return worker


def _text(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _checked(answer: object) -> tuple[str, tuple[Note, ...]] | str:
    """Return what a worker answered if it has the right types and a size that can be."""
    try:
        source, notes = msgspec.convert(answer, tuple[str, list[tuple[Kind, int, str]]])
    except msgspec.ValidationError:
        source, notes = "", []
    if not 0 < len(source) <= _STRETCH * MAX_TEXT:
        return said("told", "the cells of the notebook could not be read as Python: what came of them cannot be")
    return source, tuple(Note(kind, cell, one_line(detail, _MAX_DETAIL)) for kind, cell, detail in notes[:_MAX_NOTES])
