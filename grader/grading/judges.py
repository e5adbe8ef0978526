"""Who judges a run: processes of this machine or those of a cluster, one small interface for both.

A run hands over submissions as they are drawn and takes answers as they come; it never asks who gave them beyond what
a report must say of it.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

import msgspec

from grader.errors import GraderError
from grader.grading.plan import Machine
from grader.judge.plugin import Judgement
from grader.judge.service import Ask
from grader.verdict import Case

_K = TypeVar("_K")


class Task(Ask, Generic[_K], frozen=True, kw_only=True):
    """A submission to judge, with a key that comes back with its judgement."""

    key: _K
    tries: int = 0


class Answer(msgspec.Struct, Generic[_K], frozen=True, kw_only=True):
    """What came of a task: a judgement or, where judging failed on our account, why; where, and in how many seconds."""

    key: _K
    result: Judgement | GraderError
    machine: Machine
    seconds: float


class Judges(Protocol):
    """Judges of one suite; nothing is started before it is needed, and what was started ends with its owner."""

    @property
    def machines(self) -> frozenset[Machine]:
        """Where judging is done: a report from elsewhere is made anew."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of the suite; the CourseError where it cannot be collected."""

    def judge_all(self, tasks: Iterable[Task[_K]]) -> Iterator[Answer[_K]]:
        """Judge the submissions, yielding each as it is done.

        Tasks are drawn as judges come free, so a class of any size is never in memory at once.
        """
