"""Judges at work side by side, each a process of its own; one that fails is replaced, its submission judged again."""

import contextlib
import multiprocessing
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Self, TypeGuard, TypeVar

import msgspec

from grader.errors import CourseError, GraderError, JudgeError
from grader.grading.judges import Answer, Task
from grader.grading.plan import Machine, Plan, this_machine
from grader.judge.plugin import Judgement
from grader.judge.service import Ask, JudgeSpec, Ready
from grader.verdict import Case, Outcome

_K = TypeVar("_K")

_TRIES = 2
_END_SECONDS = 5.0
_PROCESSOR = 36
"""The place of the core that a process runs on in its stat file, counted from behind its name."""
# A fresh interpreter, and not a process of multiprocessing: that imports the parent's main module once more, and
# refuses to be started by a process that is a daemon, as the workers of a cluster are.
_BOOT = """
import sys
from multiprocessing.connection import Connection
connection = Connection(int(sys.argv[1]))
sys.path[:] = connection.recv()
from grader.judge.start import start
start(connection, int(sys.argv[2]), int(sys.argv[3]) if sys.argv[3] else None)
"""


class Judge:
    """One judge process, kept to a core of the machine if it is given one."""

    def __init__(self, spec: JudgeSpec, core: int | None = None) -> None:
        self.core = core
        self.connection, theirs = multiprocessing.Pipe()
        words = (theirs.fileno(), os.getpid(), "" if core is None else core)
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter on our own module
            [sys.executable, "-P", "-c", _BOOT, *map(str, words)],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            process_group=0,  # ctrl-C ends the run, and the run its judges
        )
        theirs.close()
        with contextlib.suppress(OSError):  # as in ask
            self.connection.send(sys.path)
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
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_SECONDS)
            return JudgeError(f"a judge process ended (exit code {self._process.returncode})")

    def close(self, *, kill: bool = False) -> None:
        """End the process."""
        self.connection.close()
        if kill:
            self._process.kill()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Busy(msgspec.Struct, frozen=True):
    """A judge, what it judges, and since when."""

    judge: Judge
    task: Task[Any]
    since: float


class JudgePool:
    """At most ``jobs`` judges of one suite on this machine, started as they are needed.

    ``pinned`` keeps each to a core of its own: for a run that has the machine to itself.
    """

    def __init__(self, plan: Plan, jobs: int, *, pinned: bool = False) -> None:
        self._spec = plan.spec
        self._machine = this_machine(plan.sandbox.tier)
        self._jobs = jobs
        self._cores = _cores(jobs) if pinned else []
        self._idle: list[Judge] = []
        self._busy: dict[Connection, _Busy] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the judges, at once those that are at work."""
        for judge in self._idle:
            judge.close()
        for busy in self._busy.values():
            busy.judge.close(kill=True)
        self._idle.clear()
        self._busy.clear()

    @property
    def machines(self) -> frozenset[Machine]:
        """The one that this process runs on."""
        return frozenset([self._machine])

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases that the first judge collects; the GraderError where that fails."""
        judge = self._start()
        try:
            cases = judge.ready()
        except BaseException:
            self._end(judge)
            raise
        self._idle.append(judge)
        return cases

    def judge_all(self, tasks: Iterable[Task[_K]]) -> Iterator[Answer[_K]]:
        """Judge the submissions, yielding each as it is done; a GraderError where judging failed twice."""
        fresh = iter(tasks)
        again: deque[Task[_K]] = deque()
        while self._hand_out(again, fresh):
            for connection in wait(list(self._busy)):
                busy = self._busy.pop(connection)  # type: ignore[call-overload]  # ours are Connections
                word = busy.judge.receive()
                if isinstance(word, Ready):
                    self._welcome(busy, word)
                    continue
                if _is_sound(word):
                    self._idle.append(busy.judge)
                else:
                    self._end(busy.judge)
                    if isinstance(word, CourseError):
                        raise word
                    if busy.task.tries + 1 < _TRIES:
                        again.append(msgspec.structs.replace(busy.task, tries=busy.task.tries + 1))
                        continue
                result = word if _is_sound(word) else _failure(word)
                seconds = self._spec.clock() - busy.since
                yield Answer(key=busy.task.key, result=result, machine=self._machine, seconds=seconds)

    def _start(self) -> Judge:
        return Judge(self._spec, self._cores.pop() if self._cores else None)

    def _end(self, judge: Judge) -> None:
        """End one that failed; another may have its core."""
        judge.close(kill=True)
        if judge.core is not None:
            self._cores.append(judge.core)

    def _hand_out(self, again: deque[Task[_K]], fresh: Iterator[Task[_K]]) -> bool:
        """Give every judge a task, as far as there are; tell whether any is at work. New judges start side by side."""
        _ = self.cases
        while len(self._busy) < self._jobs:
            task = again.popleft() if again else next(fresh, None)
            if task is None:
                break
            judge = self._idle.pop() if self._idle else self._start()
            self._busy[judge.connection] = _Busy(judge, task, self._spec.clock())
            judge.ask(task)
        return bool(self._busy)

    def _welcome(self, busy: _Busy, ready: Ready) -> None:
        """Hear the first word of a judge that starts, and from now on count the seconds of its task."""
        if ready.cases != self.cases:
            self._end(busy.judge)
            raise JudgeError("two judges of one suite found different cases; is a test's name or parameter random?")
        self._busy[busy.judge.connection] = _Busy(busy.judge, busy.task, self._spec.clock())


def _cores(jobs: int) -> list[int]:
    """Return a core for each judge, none where there are not enough.

    Judge and worker take turns: on one core each finds what the other has just written in the cache, and waking it
    wakes no other core. Another run is most likely at work on another core than this process is now.
    """
    if not hasattr(os, "sched_setaffinity"):
        return []
    cores = sorted(os.sched_getaffinity(0))
    now = int(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[_PROCESSOR])
    first = cores.index(now) if now in cores else 0
    return [*cores[first:], *cores[:first]][:jobs][::-1] if jobs <= len(cores) else []


def _is_sound(answer: object) -> TypeGuard[Judgement]:
    return isinstance(answer, Judgement) and all(v.outcome is not Outcome.ERRORED for v in answer.verdicts)


def _failure(answer: object) -> GraderError:
    if isinstance(answer, Judgement):
        errored = next(v for v in answer.verdicts if v.outcome is Outcome.ERRORED)
        return JudgeError(f"{errored.case}: {errored.message}")
    return answer if isinstance(answer, GraderError) else JudgeError("the judge answered out of turn")
