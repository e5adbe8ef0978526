"""An author's trials of a suite: any source, on any inputs, by any cases in any order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from grader.errors import GraderError
from grader.grading.judges import Task
from grader.grading.plan import Plan
from grader.grading.pool import JudgePool
from grader.scoring import ExerciseScore, score
from grader.verdict import Counterexample, Outcome, Verdict

_K = TypeVar("_K")


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one source: why it was rejected or its verdicts, and a digest of each case's calls if wanted.

    There are scores where all cases were judged, and counterexamples by exercise where they were sought and found.
    """

    rejection: str | None
    verdicts: tuple[Verdict, ...]
    scores: tuple[ExerciseScore, ...] = ()
    transcripts: Mapping[str, str] = {}
    counterexamples: Mapping[str, Counterexample] = {}

    @property
    def fault(self) -> Verdict | None:
        """The first verdict other than passed."""
        return next((verdict for verdict in self.verdicts if verdict.outcome is not Outcome.PASSED), None)


def judge_trials(plan: Plan, pool: JudgePool, trials: Iterable[Task[_K]]) -> Iterator[tuple[_K, Judged]]:
    """Judge sources side by side, each yielded as it is done; raise the GraderError where judging failed twice."""
    for answer in pool.judge_all(trials):
        judgement = answer.result
        if isinstance(judgement, GraderError):
            raise judgement
        verdicts = judgement.verdicts
        is_whole = judgement.rejection is not None or len(verdicts) == len(pool.cases)
        yield (
            answer.key,
            Judged(
                rejection=judgement.rejection,
                verdicts=verdicts,
                scores=score(plan.assignment.exercises, pool.cases, verdicts, plan.policy) if is_whole else (),
                transcripts=judgement.transcripts,
                counterexamples={one.exercise: one.counterexample for one in judgement.looks if one.counterexample},
            ),
        )
