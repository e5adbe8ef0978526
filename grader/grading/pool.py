"""Judges at work side by side, each a process of its own; one that fails is replaced, its submission judged again."""

import contextlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Self, TypeVar

import msgspec

from grader.errors import GraderError, JudgeError
from grader.judge.plugin import Judgement
from grader.judge.service import Ask, JudgeSpec, Ready
from grader.judge.start import start
from grader.verdict import Case, Outcome

_K = TypeVar("_K")

_TRIES = 2
_END_SECONDS = 5.0


class Task(Ask, Generic[_K], frozen=True, kw_only=True):
    """A submission to judge, with a key that comes back with its judgement."""

    key: _K
    tries: int = 0


class Judge:
    """One judge process; ``cases`` are those of its suite."""

    def __init__(self, spec: JudgeSpec) -> None:
        # Spawned, not forked: nothing of this process's memory belongs in a judge.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=start, args=(theirs, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()
        # Not among the arguments: multiprocessing would wait for ever for a process that dies before it reads them.
        with contextlib.suppress(OSError):
            self.connection.send(spec)

    def ready(self) -> tuple[Case, ...]:
        """Wait until the suite is collected and return its cases; the GraderError where that failed."""
        answer = self.receive()
        if not isinstance(answer, Ready):
            raise answer if isinstance(answer, GraderError) else JudgeError("the judge answered out of turn")
        return answer.cases

    def ask(self, task: Task[Any]) -> None:
        """Hand over a submission."""
        # A judge that has died is found out when its answer is read.
        with contextlib.suppress(OSError):
            self.connection.send(Ask(**{name: getattr(task, name) for name in Ask.__struct_fields__}))

    def receive(self) -> object:
        """Return what the judge sends next; a JudgeError in its place where the judge died."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            self._process.join(_END_SECONDS)
            return JudgeError(f"a judge process ended (exit code {self._process.exitcode})")

    def close(self, *, kill: bool = False) -> None:
        """End the process."""
        self.connection.close()
        if kill:
            self._process.kill()
        self._process.join(_END_SECONDS)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._process.close()


class JudgePool:
    """At most ``jobs`` judges of one suite, started as they are needed."""

    def __init__(self, spec: JudgeSpec, jobs: int) -> None:
        self._spec = spec
        self._jobs = jobs
        self._first = Judge(spec)
        try:
            self.cases = self._first.ready()
        except BaseException:
            self._first.close(kill=True)
            raise
        self._idle = [self._first]
        self._busy: dict[Connection, tuple[Judge, Task[Any]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for judge in self._idle:
            judge.close()
        for judge, _task in self._busy.values():
            judge.close(kill=True)

    def judge_all(self, tasks: Iterable[Task[_K]]) -> Iterator[tuple[_K, Judgement | GraderError]]:
        """Judge the submissions, yielding each as it is done; a GraderError where judging failed twice.

        Tasks are drawn as judges come free, so a class of any size is never in memory at once.
        """
        fresh = iter(tasks)
        again: deque[Task[_K]] = deque()

        def draw() -> Task[_K] | None:
            return again.popleft() if again else next(fresh, None)

        while True:
            self._hand_out(draw)
            if not self._busy:
                return
            for connection in wait(list(self._busy)):
                judge, task = self._busy.pop(connection)  # type: ignore[call-overload]  # ours are Connections
                answer = judge.receive()
                if not _is_sound(answer):
                    judge.close(kill=True)
                    if task.tries + 1 < _TRIES:
                        again.append(msgspec.structs.replace(task, tries=task.tries + 1))
                        continue
                    answer = _failure(answer)
                else:
                    self._idle.append(judge)
                yield task.key, answer

    def _hand_out(self, draw: Callable[[], Task[_K] | None]) -> None:
        while len(self._busy) < self._jobs:
            task = draw()
            if task is None:
                return
            judge = self._idle.pop() if self._idle else self._another()
            judge.ask(task)
            self._busy[judge.connection] = judge, task

    def _another(self) -> Judge:
        judge = Judge(self._spec)
        if judge.ready() != self.cases:
            judge.close(kill=True)
            raise JudgeError("two judges of one suite found different cases; is a test's name or parameter random?")
        return judge


def _is_sound(answer: object) -> bool:
    return isinstance(answer, Judgement) and all(v.outcome is not Outcome.ERRORED for v in answer.verdicts)


def _failure(answer: object) -> GraderError:
    if isinstance(answer, Judgement):
        errored = next(v for v in answer.verdicts if v.outcome is Outcome.ERRORED)
        return JudgeError(f"{errored.case}: {errored.message}")
    return answer if isinstance(answer, GraderError) else JudgeError("the judge answered out of turn")
