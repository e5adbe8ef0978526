"""The public suite by pytest alone, in this process: where a worker cannot be handed its sockets, as on Windows.

Verdicts read as the judge's do. What a process of its own gives is missing: a file that ends the interpreter ends the
check, and a loop is interrupted between two steps of Python only.
"""

import _thread
import os
import signal
import threading
import traceback
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.course.gifts import read_given
from grader.course.layout import GIVEN_FILE
from grader.course.manifest import Assignment
from grader.errors import CourseError
from grader.judge.in_process import run_pytest
from grader.judge.sentences import not_python, raised, skipped, took_longer, unreadable, unsaid, unwritten
from grader.loop.checking import SEED, Found
from grader.printable import printable
from grader.testing.loading import giving, standing_in, undisturbed
from grader.testing.marks import MARKS, case_id, describe
from grader.testing.randomness import case_rng
from grader.verdict import Case, Outcome, Verdict

_MESSAGE = 4_000


def judge(assignment: Assignment, source: str | None, exercises: Collection[str] | None) -> Found:
    """Run the assignment's public suite on a student's file; CourseError for a suite that is none."""
    refused = "" if source is None else _refusal(source, assignment)
    run = _Run(assignment, None if refused else source, exercises)
    with giving(read_given(assignment), assignment.folder / GIVEN_FILE), undisturbed(assignment.public_suite):
        _run_pytest(run, assignment.public_suite)
    return Found(cases=tuple(run.cases), refused=refused or None, verdicts=tuple(run.verdicts.values()))


class _Run:
    """A plugin of pytest: the cases of a suite, the student's module for them, and what became of each."""

    def __init__(self, assignment: Assignment, source: str | None, exercises: Collection[str] | None) -> None:
        self._assignment = assignment
        self._source = source
        self._exercises = exercises
        self._file = f"{assignment.module}.py"
        self.cases: list[Case] = []
        self.verdicts: dict[str, Verdict] = {}

    def pytest_configure(self, config: pytest.Config) -> None:
        """Declare the marks of a suite."""
        for mark in MARKS:
            config.addinivalue_line("markers", mark)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Stop at a suite that cannot be collected."""
        if report.failed:
            problem = f"cannot be collected; mend it:\n{report.longreprtext}"
            raise CourseError(self._assignment.public_suite, problem)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Take down all cases, and keep those to run."""
        self.cases = [describe(item) for item in items]
        wanted = set() if self._source is None else {c.id for c in self.cases if self._wants(c)}
        items[:] = [item for item in items if case_id(item) in wanted]

    def _wants(self, case: Case) -> bool:
        return self._exercises is None or case.exercise in self._exercises

    @pytest.fixture(scope="session")
    def _student(self) -> ModuleType | Exception:
        module = ModuleType(self._assignment.module)
        with standing_in(module.__name__, module):
            try:
                exec(compile(self._source or "", self._file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102  the student's own, on the student's machine
            except Exception as error:  # noqa: BLE001  the student's, and told at every case
                return error
        return module

    @pytest.fixture
    def student(self, _student: ModuleType | Exception) -> ModuleType:
        """Give the student's module."""
        if isinstance(_student, Exception):
            raise _student
        return _student

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Give a generator of this case's own."""
        return case_rng(SEED, case_id(request.node))

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self) -> Generator[None, object, object]:
        """Interrupt a case that takes too long."""
        with _deadline(self._assignment.limits.case_seconds):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep how a case ended: its first exception, or none."""
        name = case_id(item)
        if call.excinfo is not None and (name not in self.verdicts or self.verdicts[name].outcome is Outcome.PASSED):
            outcome, message = self._outcome(call.excinfo.value)
            self.verdicts[name] = Verdict(case=name, outcome=outcome, message=printable(message, _MESSAGE))
        self.verdicts.setdefault(name, Verdict(case=name, outcome=Outcome.PASSED))
        return (yield)

    def _outcome(self, error: BaseException) -> tuple[Outcome, str]:
        text = str(error)
        if isinstance(error, (AssertionError, pytest.fail.Exception)):
            return Outcome.FAILED, text or unsaid(0)
        if isinstance(error, _TooSlowError):
            return Outcome.TIMED_OUT, took_longer(self._assignment.limits.case_seconds)
        if isinstance(error, pytest.skip.Exception):
            return Outcome.MISSING, skipped()
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).name == self._file]
        line = (lines[-1] if lines else None) or 0
        if isinstance(error, NotImplementedError):
            return Outcome.NOT_IMPLEMENTED, unwritten(text, line)
        return Outcome.FAILED, raised(type(error).__name__, line, text)


class _TooSlowError(Exception):
    """A case took longer than it may."""


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    rang = threading.Event()

    def ring() -> None:
        rang.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    # A command in the background ignores ctrl-C, and then nothing could interrupt the main thread.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rang.is_set():
            raise _TooSlowError from None
        raise
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


def _refusal(source: str, assignment: Assignment) -> str:
    name = f"{assignment.module}.py"
    try:
        compile(source, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        return not_python(name, type(error).__name__, error.lineno or 0, error.msg)
    except (ValueError, RecursionError, MemoryError) as error:
        return unreadable(name, 0, error)
    return ""


def _run_pytest(run: _Run, suite: Path) -> None:
    arguments = ["--disable-plugin-autoload", "-pno:terminal", "-pno:cacheprovider", "--import-mode=importlib"]
    arguments += ["--assert=plain", "--noconftest", "--strict-markers", f"--rootdir={suite.parent}"]
    run_pytest([*arguments, f"--config-file={os.devnull}", str(suite)], run)
