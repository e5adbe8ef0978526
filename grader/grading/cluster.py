"""Judges on other machines: those of a Dask cluster, given tasks in chunks, answering as they are done.

A worker of a cluster may be lost at any moment: Dask has its chunk done elsewhere. A chunk that fails on our account is
tried again, then each of its submissions is reported as one that could not be judged.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import islice
from typing import Any, TypeAlias, TypeVar

import msgspec
from distributed import Client, Future, Scheduler, wait
from distributed.exceptions import WorkerStartTimeoutError

import grader
from grader.clock import Clock
from grader.errors import GraderError, JudgeError, UsageError
from grader.grading.branch import Branch, describe, judge
from grader.grading.bundle import Bundle, Replies, decode, encode
from grader.grading.judges import Answer, Task
from grader.grading.plan import Machine
from grader.judge.service import Ask
from grader.sandbox import Tier
from grader.verdict import Case

_K = TypeVar("_K")

_CONNECT_SECONDS = 10.0
_JOIN_SECONDS = 60.0
_CLOSE_SECONDS = 5.0
_TRIES = 2
_CHUNK = 4
_AHEAD = 2  # chunks for each judge of the cluster, so that none waits for its next one
_PREFIX = "grader-"


class _Chunk(msgspec.Struct, frozen=True):
    """Tasks that travel together, and how often they did in vain."""

    tasks: tuple[Task[Any], ...]
    tries: int = 0


_UnderWay: TypeAlias = "dict[Future[bytes], _Chunk]"


class ClusterJudges:
    """The judges of a cluster, for one run."""

    def __init__(self, client: Client, address: str, name: str) -> None:
        self._client = client
        self._address = address
        self._name = name

    @cached_property
    def workers(self) -> Counter[Machine]:
        """How many workers there are of each kind; UsageError names one that cannot do what was asked for."""
        found: Counter[Machine] = Counter()
        for worker, data in self._client.run(describe, self._name).items():
            replies = decode(data, Replies)
            if replies.machine is None:
                raise UsageError(f"--cluster {self._address}: the worker {worker} refuses: {replies.refusal}")
            if replies.machine.grader != grader.__version__:
                problem = f"has grader {replies.machine.grader}; install {grader.__version__} there"
                raise UsageError(f"--cluster {self._address}: the worker {worker} {problem}")
            found[replies.machine] += 1
        return found

    @cached_property
    def machines(self) -> frozenset[Machine]:
        """The kinds of the workers that are there when the run begins."""
        return frozenset(self.workers)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases as one of the workers collects them."""
        with self._linked():
            return self._replies(self._submit(_Chunk(()))).cases

    def judge_all(self, tasks: Iterable[Task[_K]]) -> Iterator[Answer[_K]]:
        """Judge the submissions, yielding each as it is done; never more are on their way than a few for each judge."""
        under_way: _UnderWay = {}
        again = deque[_Chunk]()
        try:
            with self._linked():
                fresh = self._chunks(tasks)
                while self._fill(under_way, again, fresh):
                    for future in self._done(list(under_way)):
                        yield from self._landed(future, under_way.pop(future), again)
        finally:
            with suppress(Exception):  # of a scheduler that is gone there is nothing to take back
                self._client.cancel(list(under_way))

    def _chunks(self, tasks: Iterable[Task[Any]]) -> Iterator[_Chunk]:
        fresh = iter(tasks)
        # One by one until every judge has work, so that a small class is spread over all of them.
        for task in islice(fresh, self._room()):
            yield _Chunk((task,))
        while chunk := tuple(islice(fresh, _CHUNK)):
            yield _Chunk(chunk)

    def _room(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return _AHEAD * max(1, sum(threads.values()))

    def _fill(self, under_way: _UnderWay, again: deque[_Chunk], fresh: Iterator[_Chunk]) -> bool:
        """Keep every judge busy; tell whether anything is left to wait for."""
        room = self._room()
        while len(under_way) < room:
            chunk = again.popleft() if again else next(fresh, None)
            if chunk is None:
                break
            under_way[self._submit(chunk)] = chunk
        return bool(under_way)

    def _submit(self, chunk: _Chunk) -> "Future[bytes]":
        questions = tuple(Ask(**{name: getattr(task, name) for name in Ask.__struct_fields__}) for task in chunk.tasks)
        return self._client.submit(judge, self._name, encode(questions), pure=False)

    def _done(self, futures: "list[Future[bytes]]") -> "set[Future[bytes]]":
        """Wait until something is done; JudgeError where nobody is left to do it."""
        while True:
            try:
                return set(wait(futures, timeout=_JOIN_SECONDS, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                if not self._client.nthreads():
                    raise self._failure("no worker is left; start one and grade again") from None

    def _landed(self, future: "Future[bytes]", chunk: _Chunk, again: deque[_Chunk]) -> Iterator[Answer[Any]]:
        """Yield the answers to a chunk; what has none is tried again, or failed."""
        try:
            replies, problem = self._replies(future), "the cluster left it out"
        except _LostError as lost:
            replies, problem = Replies(), str(lost)
        yield from _answers(chunk, replies)
        left = chunk.tasks[len(replies.replies) :]
        if left and chunk.tries + 1 < _TRIES:
            again.append(_Chunk(left, chunk.tries + 1))
            return
        for task in left:
            yield Answer(key=task.key, result=JudgeError(problem), machine=min(self.machines), seconds=0.0)

    def _replies(self, future: "Future[bytes]") -> Replies:
        """Return what came back; the GraderError where the machine refuses."""
        try:
            replies = decode(future.result(), Replies)
        except CancelledError:
            raise
        except Exception as error:
            raise _LostError(f"the cluster could not: {type(error).__name__}: {error}") from error
        if replies.refusal:
            raise GraderError(replies.refusal)
        if "cases" in vars(self) and replies.cases != self.cases:
            raise JudgeError("two judges of one suite found different cases; is a test's name or parameter random?")
        return replies

    @contextmanager
    def _linked(self) -> Iterator[None]:
        """Say what it means where the scheduler answers no more: Dask then cancels everything, or fails to connect."""
        try:
            yield
        except (CancelledError, OSError):
            raise self._failure("the scheduler is gone; start it and grade again") from None

    def _failure(self, problem: str) -> JudgeError:
        return JudgeError(f"--cluster {self._address}: {problem}")


class _LostError(JudgeError):
    """Nothing came back of a chunk, and why."""


@contextmanager
def connect(address: str, bundle: Bundle, tier: Tier | None, clock: Clock) -> Iterator[ClusterJudges]:
    """Give a run the judges of the cluster whose scheduler is at ``address``; UsageError where there are none."""
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"--cluster {address}: no scheduler answers there ({error}); start one") from None
    name = _PREFIX + client.id
    try:
        client.wait_for_workers(1, timeout=_JOIN_SECONDS)
        for orphan in client.run_on_scheduler(_orphans):
            client.unregister_worker_plugin(orphan)
        client.register_plugin(Branch(name, bundle, tier, clock))
        with client.as_current():
            yield ClusterJudges(client, address, name)
    except WorkerStartTimeoutError:
        raise UsageError(f"--cluster {address}: no worker joins; start one with `dask worker {address}`") from None
    finally:
        with suppress(Exception):  # of a scheduler that is gone there is nothing to take back
            client.unregister_worker_plugin(name)
        client.close(timeout=_CLOSE_SECONDS)


def _orphans(dask_scheduler: Scheduler) -> list[str]:
    """Return the branches whose run has ended without a word; run by the scheduler."""
    found = (name for name in dask_scheduler.worker_plugins if name.startswith(_PREFIX))
    return [name for name in found if name.removeprefix(_PREFIX) not in dask_scheduler.clients]


def _answers(chunk: _Chunk, replies: Replies) -> Iterator[Answer[Any]]:
    for task, reply in zip(chunk.tasks, replies.replies, strict=False):
        result = JudgeError(reply.problem) if reply.judgement is None else reply.judgement
        if replies.machine is not None:
            yield Answer(key=task.key, result=result, machine=replies.machine, seconds=reply.seconds)
