"""Where one submission is judged: its workers, one after the other, and what they have left of time.

A worker that dies, hangs, floods or lies costs the case that it happened in; the next case gets a fresh one.
"""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from grader.clock import Clock
from grader.course.manifest import Limits
from grader.judge.alarm import held
from grader.judge.endpoint import fault_of
from grader.judge.handle import Handle
from grader.judge.process import Launcher
from grader.judge.sentences import not_python, unreadable
from grader.judge.worker import Recorder, Rules, Worker, WorkerStoppedError
from grader.language import said
from grader.verdict import NOTHING_USED, Outcome

_STRETCH = 5


class NoModuleError(Exception):
    """There is no module to judge a case on: importing it failed, or the submission's time is used up.

    An ordinary exception, since pytest does not clean up after others when a fixture raises them.
    """

    def __init__(self, cause: BaseException, *, importing: str = "") -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.importing = importing


@dataclasses.dataclass(frozen=True, slots=True)
class Seat:
    """A worker that holds the submission, and the module in it or what importing it raised."""

    worker: Worker
    module: Handle | BaseException


class Bench:
    """Judges one submission: gives each case the student's module, and keeps to the submission's time."""

    def __init__(
        self, launcher: Launcher, module: str, rules: Rules, limits: Limits, clock: Clock, *, given: str = ""
    ) -> None:
        self._launcher = launcher
        self._given = given
        self._module = module
        self._rules = {exercise: rule for exercise, rule in rules.items() if rule[0]}
        self._limits = limits
        self._clock = clock
        self._source = ""
        self._end = 0.0
        self._seat: Seat | None = None
        self._served: object = None
        self._lent: Mapping[str, object] = MappingProxyType({})
        self._import_failure: BaseException | None = None
        self.printed = ""
        self.used = NOTHING_USED
        self.forbidden: dict[str, str] = {}
        """For each exercise that uses what it forbids, a sentence that says what and where."""

    def take(self, source: str) -> str | None:
        """Begin with a submission; return a sentence where its text is no Python, else None."""
        self._source = source
        self._end = self._clock() + self._limits.submission_seconds
        self._import_failure = None
        self._served = None
        self.printed = ""
        self.used = NOTHING_USED
        worker = self._worker()
        try:
            worker.compile(source, f"{self._module}.py")
            self.forbidden = worker.shortcuts(source, self._rules) if self._rules else {}
        except WorkerStoppedError as stopped:
            return unreadable(f"{self._module}.py", 0, stopped.message)
        except Exception as error:  # noqa: BLE001  the student's, and told as a rejection; ours is raised again there
            worker.close()
            return _rejection(error, f"{self._module}.py")
        self._seat = self._execute(worker)
        if not isinstance(self._seat.module, Handle):
            self._import_failure = self._seat.module
        return None

    @property
    def case_seconds(self) -> float:
        """How long a case may take now."""
        return self._now.case_seconds

    @property
    def module(self) -> Handle | None:
        """The submission's module in the worker that is there now, if there is one."""
        return self._seat.module if self._seat is not None and isinstance(self._seat.module, Handle) else None

    def student(self, exercise: str, recorder: Recorder | None) -> Handle:
        """Return the student's module for one case of an exercise; NoModuleError where there is none."""
        with held():
            return self._student(exercise, recorder)

    def _student(self, exercise: str, recorder: Recorder | None) -> Handle:
        if self._clock() >= self._end:
            message = said(
                "told",
                "the {seconds:g} seconds for the whole submission are used up",
                seconds=self._limits.submission_seconds,
            )
            raise NoModuleError(WorkerStoppedError(Outcome.TIMED_OUT, message))
        if self._import_failure is not None:
            raise NoModuleError(self._import_failure, importing=f"{self._module}.py")
        self._isolate(exercise)
        if self._seat is None:
            self._seat = self._reload()
        if not isinstance(self._seat.module, Handle):
            raise NoModuleError(self._seat.module, importing=f"{self._module}.py")
        forbidden, _ = self._rules.get(exercise, ((), ()))
        try:
            self._seat.worker.forbid(forbidden)
        except WorkerStoppedError as stopped:
            raise NoModuleError(stopped) from None
        self._seat.worker.begin_case(min(self._clock() + self._now.case_seconds, self._end), recorder)
        return self._seat.module

    def _isolate(self, exercise: str) -> None:
        """End the worker that has served all that one may serve."""
        serves = {"submission": "", "exercise": exercise, "case": object()}[self._limits.isolate]
        if self._served not in (None, serves):
            self._leave_seat()
        self._served = serves

    def stopped(self) -> WorkerStoppedError | None:
        """Return why the worker of the case just run is no more, and forget that worker."""
        if self._seat is None or self._seat.worker.stopped is None:
            return None
        worker = self._seat.worker
        self._leave_seat()
        return None if worker.abandoned else worker.stopped

    def undo_changes(self) -> None:
        """Give the objects of the suite back what the case just run changed in them."""
        if self._seat is not None:
            self._seat.worker.undo_changes()

    def unimplemented(self) -> str:
        """Return what the submission said was not implemented in the case just run, nothing where it did not."""
        return "" if self._seat is None else self._seat.worker.unimplemented()

    def interrupt(self) -> None:
        """End the worker: the case was cut short and its conversation may be in the middle of a word."""
        self._leave_seat()

    def leave(self) -> None:
        """End with the submission, and with what was lent to it."""
        self._lent = MappingProxyType({})
        self._leave_seat()

    def lend(self, lent: Mapping[str, object]) -> None:
        """From here on give a fresh worker in whose module these names mean these objects of ours.

        What is lent is asked for over the wire: a call may take longer, so that slowness is not taken for a mistake.
        """
        self._leave_seat()
        self._lent = lent

    def shares_memory(self, result: Any, argument: Any) -> bool:
        """Tell whether the worker said that a result shares memory with an argument."""
        return self._seat is not None and self._seat.worker.shares_memory(result, argument)

    @property
    def _now(self) -> Limits:
        """The limits as they are now."""
        if not self._lent:
            return self._limits
        calls, cases = self._limits.call_seconds * _STRETCH, self._limits.case_seconds * _STRETCH
        return msgspec.structs.replace(self._limits, call_seconds=calls, case_seconds=cases)

    def _worker(self) -> Worker:
        """Start a worker that holds what is given, and nothing of the student's yet."""
        worker = Worker(self._launcher, self._now, self._clock)
        if self._given:
            worker.give(self._given)
        return worker

    def _reload(self) -> Seat:
        worker = self._worker()
        try:
            worker.compile(self._source, f"{self._module}.py")
            seat = self._execute(worker)
            if isinstance(seat.module, Handle):
                worker.lend(seat.module, self._lent)
        except (WorkerStoppedError, Exception) as error:  # noqa: BLE001  it worked before: still the student's
            return Seat(worker, error)
        return seat

    def _execute(self, worker: Worker) -> Seat:
        try:
            return Seat(worker, worker.execute(self._module))
        except (WorkerStoppedError, Exception) as error:  # noqa: BLE001  the student's, and told at every case
            return Seat(worker, error)

    def _leave_seat(self) -> None:
        if self._seat is not None:
            self._seat.worker.close()
            self.printed += self._seat.worker.printed()
            if (ended := self._seat.worker.exit) is not None:
                self.used = self.used.and_then(ended.cpu_seconds, ended.memory_kib)
            self._seat = None


def _rejection(error: Exception, name: str) -> str:
    fault = fault_of(error)
    if fault is None:
        raise error
    if isinstance(error, SyntaxError):
        return not_python(name, fault.name, fault.line, error.msg)
    return unreadable(name, fault.line, f"{fault.name}: {error}")
