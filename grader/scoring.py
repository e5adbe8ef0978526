"""From verdicts to points: pure, and exact until printed.

An exercise's points are shared among the groups that have cases, within a group by weight, as fractions.
The maxima come from the collected cases alone, so that no submission moves them; full marks mean that every
case passed.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from grader.course.manifest import Exercise, Policy
from grader.errors import CourseError, JudgeError
from grader.verdict import Case, Outcome, Verdict

Status = Literal["passed", "partial", "failed", "not_implemented"]


class CaseScore(msgspec.Struct, frozen=True, kw_only=True):
    """One case: what came of it and its exact share of the points."""

    case: str
    outcome: Outcome
    score: Fraction
    max_score: Fraction
    message: str


class ExerciseScore(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise: ``exact`` is the sum of its cases, ``score`` what is awarded for it."""

    name: str
    status: Status
    exact: Fraction
    score: Fraction
    max_score: Fraction
    cases: tuple[CaseScore, ...]


def score(
    exercises: Sequence[Exercise], cases: Iterable[Case], verdicts: Iterable[Verdict], policy: Policy
) -> tuple[ExerciseScore, ...]:
    """Score one submission, exercise by exercise in the manifest's order.

    A case without a verdict is missing and earns nothing. A case that expects an error earns only beside a
    passed core case that expects none. CourseError: the suite cannot be shared out; JudgeError: the verdicts
    are not those of these cases.
    """
    collected = _by_exercise(exercises, cases)
    heard = _by_case(verdicts, collected)
    return tuple(_score_exercise(exercise, collected[exercise.name], heard, policy) for exercise in exercises)


def _by_exercise(exercises: Sequence[Exercise], cases: Iterable[Case]) -> dict[str, list[Case]]:
    collected: dict[str, list[Case]] = {exercise.name: [] for exercise in exercises}
    seen: set[str] = set()
    for case in cases:
        if case.exercise not in collected:
            raise CourseError(case.id, f"{case.exercise!r} is no exercise of the manifest; write the name of one")
        if case.id in seen:
            raise JudgeError(f"{case.id}: this case was collected twice; report this as a fault of grader")
        if case.weight <= 0:
            raise CourseError(case.id, f"its weight is {case.weight}; write a positive number")
        seen.add(case.id)
        collected[case.exercise].append(case)
    for name, own in collected.items():
        _check_cases(name, own)
    return collected


def _check_cases(name: str, cases: Sequence[Case]) -> None:
    if not cases:
        raise CourseError(name, f'this exercise has no case; write one under @exercise("{name}")')
    if any(case.expects_error for case in cases) and not any(_is_plain(case) for case in cases):
        raise CourseError(name, "its cases that expect an error could never count; write a core case that expects none")


def _by_case(verdicts: Iterable[Verdict], collected: Mapping[str, Sequence[Case]]) -> dict[str, Verdict]:
    known = {case.id for cases in collected.values() for case in cases}
    heard: dict[str, Verdict] = {}
    for verdict in verdicts:
        if verdict.case not in known:
            raise JudgeError(f"{verdict.case}: a verdict for a case that was never collected; grade again")
        if verdict.case in heard:
            raise JudgeError(f"{verdict.case}: a second verdict for this case; grade again")
        heard[verdict.case] = verdict
    return heard


def _score_exercise(
    exercise: Exercise, cases: Sequence[Case], heard: Mapping[str, Verdict], policy: Policy
) -> ExerciseScore:
    maxima = _maxima(exercise, cases, policy)
    judged = [heard.get(case.id, Verdict(case=case.id, outcome=Outcome.MISSING)) for case in cases]
    works = any(
        _is_plain(case) and verdict.outcome is Outcome.PASSED for case, verdict in zip(cases, judged, strict=True)
    )
    scores = tuple(
        CaseScore(
            case=case.id,
            outcome=verdict.outcome,
            score=maximum if _earns(case, verdict, works=works) else Fraction(0),
            max_score=maximum,
            message=verdict.message,
        )
        for case, verdict, maximum in zip(cases, judged, maxima, strict=True)
    )
    exact = sum((case.score for case in scores), Fraction(0))
    outcomes = [case.outcome for case in scores]
    return ExerciseScore(
        name=exercise.name,
        status=_status(outcomes, exact),
        exact=exact,
        score=_award(outcomes, exact, Fraction(exercise.points), Fraction(str(policy.step))),
        max_score=Fraction(exercise.points),
        cases=scores,
    )


def _maxima(exercise: Exercise, cases: Sequence[Case], policy: Policy) -> list[Fraction]:
    weights: dict[str, Fraction] = {}
    for case in cases:
        if case.group not in policy.groups:
            raise CourseError(
                case.id,
                f"the policy gives the group {case.group!r} no share; write one (0 where it shall not count)",
            )
        weights[case.group] = weights.get(case.group, Fraction(0)) + case.weight
    shares = sum(policy.groups[group] for group in weights)
    if not shares:
        raise CourseError(exercise.name, "all its cases are in groups whose share is 0; write a core case")
    return [
        exercise.points * Fraction(policy.groups[case.group], shares) * case.weight / weights[case.group]
        for case in cases
    ]


def _is_plain(case: Case) -> bool:
    return case.group == "core" and not case.expects_error


def _earns(case: Case, verdict: Verdict, *, works: bool) -> bool:
    return verdict.outcome is Outcome.PASSED and (works or not case.expects_error)


def _award(outcomes: Sequence[Outcome], exact: Fraction, points: Fraction, step: Fraction) -> Fraction:
    if all(outcome is Outcome.PASSED for outcome in outcomes):
        return points
    # The largest multiple below full marks: a fault in a case that is worth nothing must still show.
    highest = -(-points // step) * step - step
    return min(exact // step * step, highest)


def _status(outcomes: Sequence[Outcome], exact: Fraction) -> Status:
    if all(outcome is Outcome.PASSED for outcome in outcomes):
        return "passed"
    if all(outcome is Outcome.NOT_IMPLEMENTED for outcome in outcomes):
        return "not_implemented"
    return "partial" if exact else "failed"
