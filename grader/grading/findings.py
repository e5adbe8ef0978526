"""What a second look has found, as a report says it: the carried score, the hint, the relation."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import msgspec

from grader.course.manifest import Policy
from grader.grading.plan import Plan
from grader.judge.plugin import Judgement
from grader.judge.second_look import SecondLook
from grader.report.compose import Finding
from grader.report.model import Diagnosis
from grader.scoring import ExerciseScore, score
from grader.verdict import Case

_SHARE: Final[Mapping[str, Fraction]] = MappingProxyType({"full": Fraction(1), "half": Fraction(1, 2)})


def find(
    plan: Plan, cases: Sequence[Case], scores: Sequence[ExerciseScore], judgement: Judgement
) -> dict[str, Finding]:
    """Return the findings by exercise."""
    own = {one.name: one for one in scores}
    return {look.exercise: _finding(plan, cases, own[look.exercise], look) for look in judgement.looks}


def _finding(plan: Plan, cases: Sequence[Case], own: ExerciseScore, look: SecondLook) -> Finding:
    finding = Finding(relation=look.relation, counterexample=look.counterexample)
    for misconception in plan.misconceptions:
        if (misconception.exercise, misconception.name) == (look.exercise, look.misconception):
            diagnosis = Diagnosis(
                misconception=misconception.name,
                hint=dict(misconception.hints),
                published=misconception.published is not None,
            )
            finding = msgspec.structs.replace(finding, diagnosis=diagnosis)
    carried = _carried(plan, cases, look)
    if carried > own.score and plan.policy.carry in _SHARE:
        counted = _counted(own.score, carried, plan.policy)
        finding = msgspec.structs.replace(finding, carried=carried, counted=counted)
    return finding


def _carried(plan: Plan, cases: Sequence[Case], look: SecondLook) -> Fraction:
    if not look.carried:
        return Fraction(0)
    mine = [case for case in cases if case.exercise == look.exercise]
    exercises = [exercise for exercise in plan.assignment.exercises if exercise.name == look.exercise]
    (again,) = score(exercises, mine, look.carried, plan.policy)
    return again.score


def _counted(own: Fraction, carried: Fraction, policy: Policy) -> Fraction:
    """Return the own score and the policy's share of what was gained, rounded down like every score.

    A carried score is rounded already, and full marks are no multiple of every step.
    """
    step, share = Fraction(str(policy.step)), _SHARE[policy.carry]
    return carried if share == 1 else max(own, (own + share * (carried - own)) // step * step)
