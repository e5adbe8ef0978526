"""From what a case raised to its outcome and a sentence: the student's fault and ours never share a code."""

import traceback
from pathlib import Path
from types import TracebackType

import pytest

import grader
from grader.judge.alarm import CaseTimeoutError
from grader.judge.bench import NoModuleError
from grader.judge.endpoint import StudentFault, fault_of
from grader.judge.handle import Handle, RefusedError
from grader.judge.sentences import raised, skipped, unsaid, unwritten
from grader.judge.worker import WorkerStoppedError
from grader.language import said
from grader.printable import one_line, printable
from grader.verdict import Outcome

MAX_MESSAGE = 4_000
MAX_NAME = 100

_OURS = tuple(str(Path(grader.__file__).parent / folder) for folder in ("judge", "wire", "worker"))


def outcome_of(error: BaseException | None, stopped: WorkerStoppedError | None) -> tuple[Outcome, str]:
    """Return the outcome of a case that raised ``error`` (or nothing) and whose worker was ``stopped`` (or not)."""
    if isinstance(error, NoModuleError):
        outcome, message = outcome_of(error.cause, None)
        return outcome, said(
            "told", "importing {name}: {problem}", name=error.importing, problem=message
        ) if error.importing else message
    stopped = error if isinstance(error, WorkerStoppedError) else stopped
    if stopped is not None:
        return stopped.outcome, stopped.message
    if error is None:
        return Outcome.PASSED, ""
    fault = fault_of(error)
    return _suites(error) if fault is None else _students(error, fault)


def _suites(error: BaseException) -> tuple[Outcome, str]:
    """Judge an exception that the suite or the judge raised."""
    if isinstance(error, (AssertionError, pytest.fail.Exception, RefusedError)):
        return Outcome.FAILED, _text(error) or _no_words(error.__traceback__)
    if isinstance(error, CaseTimeoutError):
        return Outcome.TIMED_OUT, said("told", "checking the results took too long")
    if isinstance(error, pytest.skip.Exception):
        return Outcome.MISSING, skipped()
    if isinstance(error, MemoryError) or (_is_ours(error.__traceback__) and not _asks_an_object(error)):
        return Outcome.ERRORED, f"grader: {_last_line(error)}"
    # The reference passes this case, so what broke the suite's own code is a value of the student's.
    return Outcome.FAILED, said("told", "the result could not be checked: {text}", text=_last_line(error))


def _students(error: BaseException, fault: StudentFault) -> tuple[Outcome, str]:
    text = _text(error)
    if fault.name == "NotImplementedError":
        return Outcome.NOT_IMPLEMENTED, unwritten(text, fault.line)
    if fault.name == "ForbiddenError" and fault.line:
        return Outcome.FORBIDDEN, said(
            "told", "called {text} on line {line}, which this exercise forbids", text=text, line=fault.line
        )
    if fault.name == "ForbiddenError":
        return Outcome.FORBIDDEN, said("told", "called {text}, which this exercise forbids", text=text)
    if fault.name == "AttributeError" and not fault.line:
        return Outcome.FAILED, text
    return Outcome.FAILED, raised(one_line(fault.name, MAX_NAME), fault.line, text)


def _asks_an_object(error: BaseException) -> bool:
    """Tell whether the suite looked for an attribute of a value where the student returned an object."""
    return isinstance(error, AttributeError) and isinstance(error.obj, Handle)


def _no_words(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace, limit=-1)
    return unsaid((frames[-1].lineno if frames else None) or 0)


def _is_ours(trace: TracebackType | None) -> bool:
    frames = traceback.extract_tb(trace, limit=-1)
    return bool(frames) and frames[-1].filename.startswith(_OURS)


def _last_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {_text(error)}"


def _text(error: BaseException) -> str:
    text = str(error.msg if isinstance(error, pytest.fail.Exception) else error)
    return printable(text, MAX_MESSAGE)
