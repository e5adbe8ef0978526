"""One live worker: asked with deadlines, stopped at the first sign that it hangs, has died or lies."""

import warnings
from collections.abc import Mapping
from typing import Any, Protocol

from grader.clock import Clock
from grader.course.manifest import Limits
from grader.errors import JudgeError
from grader.judge.alarm import held
from grader.judge.channel import DeadlineError, JudgeChannel
from grader.judge.endpoint import JudgeEndpoint, errstate
from grader.judge.handle import Handle, forget_member, know_members
from grader.judge.process import Exit, Launcher
from grader.judge.sentences import took_longer
from grader.language import said
from grader.verdict import Outcome
from grader.wire import HungUpError, Request, UnsendableError, WireError
from grader.wire.messages import READY, UNREADY

_START_SECONDS = 30.0


class Recorder(Protocol):
    """Told of each request, and of its result, an exception included."""

    def asked(self, request: Request) -> None:
        """Hear of a request before it is sent."""

    def answered(self, request: Request, result: object) -> None:
        """Hear of what came of it; its arguments are as the student left them."""


Rules = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""For each exercise the dotted names that it forbids and the definitions that it consists of."""

_NAME = 200


class WorkerStoppedError(BaseException):
    """The worker is no more; whatever a suite makes of it, the case has this outcome.

    Not an Exception, so that a suite's ``pytest.raises(Exception)`` does not take it for the student's.
    """

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message


class Worker:
    """A worker and what it has been asked so far; ``stopped`` says why it is no more."""

    def __init__(self, launcher: Launcher, limits: Limits, clock: Clock) -> None:
        self._process = launcher.start()
        self._limits = limits
        self._clock = clock
        process = self._process
        self._channel = JudgeChannel(process.wire, process.output, clock, limits.output_kib << 10, process.arena)
        self._endpoint = JudgeEndpoint(self._channel, self.ask)
        self._asking = 0
        self._forbidden: tuple[str, ...] = ()
        self.case_deadline = clock()
        self.recorder: Recorder | None = None
        self.stopped: WorkerStoppedError | None = None
        self.exit: Exit | None = None
        self.abandoned = False
        self._await_confinement()

    def give(self, text: str) -> None:
        """Make what is given importable; no code of the student's has run yet, so what goes wrong is our fault."""
        try:
            self._prepare(Request("give", None, (text,)))
        except (WorkerStoppedError, Exception) as error:  # noqa: BLE001  whatever it is, the run must hear of it
            self.close()
            raise JudgeError(f"what is given cannot be imported by a worker: {error}") from None

    def compile(self, source: str, file: str) -> None:
        """Compile the submission; a SyntaxError, among others, is the student's."""
        self._prepare(Request("compile", None, (source, file)))

    def shortcuts(self, source: str, rules: Rules) -> dict[str, str]:
        """Return for each exercise that uses what it forbids a sentence that says what and where."""
        found = self._prepare(Request("shortcuts", None, (source, dict(rules))))
        if type(found) is not dict or not all(_is_use(exercise, use, rules) for exercise, use in found.items()):
            raise self.stop(Outcome.KILLED, said("told", "the worker answered with something that is no list of uses"))
        return {
            exercise: said("told", "line {line} uses {text}, which this exercise forbids", line=line, text=name[:_NAME])
            for exercise, (name, line) in found.items()
        }

    def forbid(self, names: tuple[str, ...]) -> None:
        """Let these functions raise when they are called, and no others."""
        if names != self._forbidden:
            self._prepare(Request("forbid", None, (names,)))
            self._forbidden = names

    def execute(self, name: str) -> Handle:
        """Run the submission as a module of that name."""
        answer = self._prepare(Request("execute", None, (name,)))
        if type(answer) is not tuple or [type(part) for part in answer[1:]] != [dict]:
            raise self.stop(Outcome.KILLED, said("told", "the worker answered with something that is no module"))
        module, members = answer
        if not isinstance(module, Handle) or not all(isinstance(member, Handle) for member in members.values()):
            raise self.stop(Outcome.KILLED, said("told", "the worker answered with something that is no module"))
        know_members(module, members)
        return module

    def lend(self, module: Handle, lent: Mapping[str, object]) -> None:
        """Bind these names in the submission's module to objects of the judge's."""
        for name, value in lent.items():
            self._prepare(Request("setattr", module, (name, value)))
            forget_member(module, name)

    def ask(self, request: Request) -> Any:
        """Do one operation on the student's side, within the limits of a call and of the case."""
        request = Request(request.operation, request.target, request.arguments, request.keywords, errstate())
        with held():
            if self.recorder is None:
                return self._request(request, self._limits.call_seconds)
            self.recorder.asked(request)
            try:
                result = self._request(request, self._limits.call_seconds)
            except Exception as error:
                self.recorder.answered(request, error)
                raise
            self.recorder.answered(request, result)
            return result

    def begin_case(self, deadline: float, recorder: Recorder | None) -> None:
        """Begin a case that must be over by ``deadline``."""
        self.case_deadline = deadline
        self.recorder = recorder
        self._endpoint.unimplemented = ""

    def unimplemented(self) -> str:
        """Return the text of a NotImplementedError that came up in this case, nothing where none did."""
        return self._endpoint.unimplemented

    def undo_changes(self) -> None:
        """Give the objects of the suite back what the case changed in them."""
        self._endpoint.undo_changes()

    def shares_memory(self, result: object, argument: object) -> bool:
        """Tell whether the worker said that this result shares memory with this argument."""
        return self._endpoint.shares_memory(result, argument)

    def printed(self) -> str:
        """Return what the submission has printed so far, cut to the limit."""
        return self._channel.printed.decode("utf-8", "backslashreplace")

    def close(self) -> None:
        """End the worker and release what it held."""
        if self.stopped is None:
            self.stop(Outcome.KILLED, "the worker was no longer needed")

    def stop(self, outcome: Outcome, message: str) -> WorkerStoppedError:
        """Kill the worker and return what to raise."""
        self.exit = self._process.stop(gone=not message)
        self._channel.drain()
        self._channel.close()
        self.stopped = WorkerStoppedError(outcome, message or _describe(self.exit, self._limits))
        return self.stopped

    def _stop_for(self, error: Exception, seconds: float) -> WorkerStoppedError:
        if isinstance(error, DeadlineError):
            return self.stop(Outcome.TIMED_OUT, took_longer(seconds))
        if isinstance(error, HungUpError):
            return self.stop(Outcome.KILLED, "")
        return self.stop(
            Outcome.KILLED,
            said("told", "the process of this submission broke its protocol ({text}) and was stopped", text=error),
        )

    def _abandon(self) -> None:
        """End a worker that was left in the middle of a call by no fault of its own."""
        if self.stopped is None:
            self.abandoned = True
            self.close()

    def _await_confinement(self) -> None:
        """Wait for the worker's word that it is confined: what goes wrong before is our fault, not the student's."""
        self._channel.deadline = self._clock() + _START_SECONDS
        try:
            kind, _, payload = self._channel.receive()
        except (DeadlineError, HungUpError):
            kind, payload = UNREADY, bytearray(b"it ended or did not answer")
        if kind != READY:
            self.close()
            reason = payload.decode("utf-8", "backslashreplace")
            raise JudgeError(f"a worker could not be confined: {reason}; `grader doctor` says what this machine allows")
        self.case_deadline = self._clock() + self._limits.load_seconds

    def _prepare(self, request: Request) -> Any:
        """Do what comes before any case; warnings that no case can expect are dropped."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._request(request, self._limits.load_seconds)

    def _request(self, request: Request, seconds: float) -> Any:
        if self.stopped is not None:
            raise self.stopped
        outer = self._channel.deadline
        self._channel.deadline = min(self._clock() + seconds, self.case_deadline)
        self._asking += 1
        try:
            if self._asking == 1:
                self._channel.expect_silence()
            return self._endpoint.request(request)
        except (DeadlineError, HungUpError, WireError) as error:
            if isinstance(error, UnsendableError):
                raise
            raise self._stop_for(error, seconds) from None
        except BaseException as error:
            # The end of a case that came out of a callback, say; an Exception is an answer like any other.
            if not isinstance(error, Exception):
                self._abandon()
            raise
        finally:
            self._asking -= 1
            self._channel.deadline = outer


def _describe(exit_: Exit, limits: Limits) -> str:
    if not exit_.by_itself:
        return said("told", "the code closed its connection to the judge")
    if exit_.code >= 0:
        return said("told", "the code ended its own process (exit code {count})", count=exit_.code)
    if exit_.cpu_seconds >= limits.submission_seconds:
        return said(
            "told", "the code used more than {seconds:g} seconds of processor time", seconds=limits.submission_seconds
        )
    return said("told", "the code crashed its own process (signal {count})", count=-exit_.code)


def _is_use(exercise: object, use: object, rules: Rules) -> bool:
    return exercise in rules and type(use) is tuple and [type(part) for part in use] == [str, int]
