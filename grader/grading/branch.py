"""A branch of a run: what one worker process of a Dask cluster does for it, with judges kept warm between tasks.

No student's code runs in that process: it starts judges, and these their confined workers, as on any machine. What the
branch holds is gone when the run or the process ends: its judges, and the private folder with the course's files.
"""

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec
from distributed import Worker, get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from grader.clock import Clock
from grader.errors import GraderError
from grader.grading.bundle import Bundle, Replies, Reply, decode, encode, unpack
from grader.grading.judges import Answer, Task
from grader.grading.plan import Plan, plan_hidden, this_machine
from grader.grading.pool import JudgePool
from grader.judge.process import probe
from grader.judge.service import Ask
from grader.sandbox import Tier, choose


class Branch(WorkerPlugin):
    """Judges of one bundle in one worker process, one for each of its threads; ``tier`` is what was asked for."""

    def __init__(self, name: str, bundle: Bundle, tier: Tier | None, clock: Clock) -> None:
        self.name = name
        self._bundle = bundle
        self._tier = tier
        self._clock = clock

    def setup(self, worker: Worker) -> None:
        """Make a private folder in Dask's own for this process, which Dask clears away should the process be killed."""
        self._folder = Path(tempfile.mkdtemp(prefix="grader-", dir=worker.local_directory))
        self._lock = threading.Lock()
        self._idle: list[JudgePool] = []
        self._ended = False

    def teardown(self, worker: Worker) -> None:
        """End the judges that are idle, let those at work finish their submission, and remove the folder."""
        del worker
        with self._lock:
            self._ended = True
            for pool in self._idle:
                pool.close()
            self._idle.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def describe(self) -> Replies:
        """Say what this machine is and how it confines; refuse where it cannot as strongly as was asked for."""
        with self._lock:
            return Replies(machine=this_machine(self._plan.sandbox.tier))

    def judge(self, questions: tuple[Ask, ...]) -> Replies:
        """Judge these sources, one after the other."""
        tasks = (Task(key=None, **msgspec.structs.asdict(question)) for question in questions)
        with self._pool() as pool:
            (machine,) = pool.machines
            replies = []
            for answer in pool.judge_all(tasks):
                replies.append(_reply(answer))
                if self._ended:
                    break
            return Replies(machine=machine, cases=pool.cases, replies=tuple(replies))

    def refuse(self, error: GraderError) -> Replies:
        """Say why nothing can be judged here, with the names that files have at home."""
        return Replies(refusal=str(error).replace(str(self._folder), self._bundle.home))

    @cached_property
    def _plan(self) -> Plan:
        sandbox = choose(probe(), self._tier)
        course = unpack(self._bundle, self._folder)
        return plan_hidden(course, course.assignment(self._bundle.assignment), sandbox=sandbox, clock=self._clock)

    @contextmanager
    def _pool(self) -> Iterator[JudgePool]:
        """Give a judge that is warm if there is one; after an error it is not used again."""
        with self._lock:
            pool = self._idle.pop() if self._idle else JudgePool(self._plan, 1)
        try:
            yield pool
        except BaseException:
            pool.close()
            raise
        with self._lock:
            if not self._ended:
                self._idle.append(pool)
                return
        pool.close()


def describe(name: str, dask_worker: Worker) -> bytes:
    """Let the branch of that name describe its machine; no task, but run by every worker at once."""
    return _asked(dask_worker, name, Branch.describe)


def judge(name: str, questions: bytes) -> bytes:
    """Let the branch of that name judge; a task of Dask's."""
    asked = decode(questions, tuple[Ask, ...])
    return _asked(get_worker(), name, lambda branch: branch.judge(asked))


def _asked(worker: Worker, name: str, do: Callable[[Branch], Replies]) -> bytes:
    branch = worker.plugins[name]
    if not isinstance(branch, Branch):
        raise TypeError(name)
    try:
        return encode(do(branch))
    except GraderError as error:
        return encode(branch.refuse(error))


def _reply(answer: Answer[None]) -> Reply:
    if isinstance(answer.result, GraderError):
        return Reply(judgement=None, problem=str(answer.result), seconds=answer.seconds)
    return Reply(judgement=answer.result, problem="", seconds=answer.seconds)
