"""Scoring: exact shares, full marks for no fault alone, and errors for what cannot be shared out."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course.manifest import Exercise, Policy
from grader.errors import CourseError, JudgeError
from grader.scoring import ExerciseScore, score
from grader.verdict import Case, Outcome, Verdict

SOFTMAX = Exercise(name="softmax", points=10)
POLICY = Policy()

# A machine that is busy is no fault of the code.
UNHURRIED = settings(deadline=None)

_bad = st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.PASSED])
_weights = st.fractions(min_value=Fraction(1, 5), max_value=9, max_denominator=7)
_policies = st.builds(
    Policy,
    groups=st.fixed_dictionaries(
        {"core": st.integers(1, 100), "edge": st.integers(0, 50), "robust": st.integers(0, 50)}
    ),
    step=st.sampled_from([0.01, 0.1, 0.25, 0.3, 0.5, 1.0, 4.0, 300.0]),
)


@st.composite
def _suites(draw: st.DrawFn) -> list[Case]:
    drawn = draw(st.lists(st.tuples(st.sampled_from(["core", "edge", "robust"]), _weights, st.booleans()), max_size=8))
    first = ("core", draw(_weights), False)
    return [
        Case(id=f"T::{place}", exercise="softmax", group=group, weight=weight, expects_error=expects)
        for place, (group, weight, expects) in enumerate([first, *drawn])
    ]


@st.composite
def _judged(draw: st.DrawFn) -> tuple[list[Case], list[Verdict]]:
    cases = draw(_suites())
    outcome = st.just(Outcome.PASSED) | _bad
    return cases, [Verdict(case=case.id, outcome=draw(outcome)) for case in cases if draw(st.booleans())]


def _case(name: str, group: str = "core", **fields: object) -> Case:
    return Case(id=name, exercise="softmax", group=group, **fields)  # type: ignore[arg-type]  # by name


def _score(cases: Sequence[Case], passed: str, policy: Policy = POLICY, points: int = 10) -> ExerciseScore:
    """Score cases of one-letter names, those in ``passed`` passing and the others failing."""
    verdicts = [
        Verdict(case=case.id, outcome=Outcome.PASSED if case.id in passed else Outcome.FAILED) for case in cases
    ]
    (only,) = score([Exercise(name="softmax", points=points)], cases, verdicts, policy)
    return only


@UNHURRIED
@given(_judged(), _policies, st.integers(1, 200))
def test_the_maxima_add_up_to_the_points(judged: tuple[list[Case], list[Verdict]], policy: Policy, points: int) -> None:
    """Whatever the groups, weights and verdicts, the cases share exactly the exercise's points."""
    (only,) = score([Exercise(name="softmax", points=points)], *judged, policy)
    assert sum(case.max_score for case in only.cases) == only.max_score == points


@UNHURRIED
@given(_judged(), _policies)
def test_the_maxima_do_not_depend_on_verdicts(judged: tuple[list[Case], list[Verdict]], policy: Policy) -> None:
    """A submission moves no maximum, neither its own nor a case's."""
    cases, verdicts = judged
    (scored,), (unscored,) = score([SOFTMAX], cases, verdicts, policy), score([SOFTMAX], cases, [], policy)
    assert [case.max_score for case in scored.cases] == [case.max_score for case in unscored.cases]


@UNHURRIED
@given(_judged(), _policies, st.data())
def test_passing_one_more_case_never_costs(
    judged: tuple[list[Case], list[Verdict]], policy: Policy, data: st.DataObject
) -> None:
    """A verdict turned to passed lowers neither the exact nor the awarded score."""
    cases, verdicts = judged
    turned = data.draw(st.sampled_from([case.id for case in cases]))
    better = [verdict for verdict in verdicts if verdict.case != turned]
    better.append(Verdict(case=turned, outcome=Outcome.PASSED))
    (before,), (after,) = score([SOFTMAX], cases, verdicts, policy), score([SOFTMAX], cases, better, policy)
    assert after.exact >= before.exact
    assert after.score >= before.score


@UNHURRIED
@given(_judged(), _policies)
def test_full_marks_mean_that_every_case_passed(judged: tuple[list[Case], list[Verdict]], policy: Policy) -> None:
    """The score is the maximum where all cases passed, and below it otherwise, at any step and weight."""
    (only,) = score([SOFTMAX], *judged, policy)
    every = all(case.outcome is Outcome.PASSED for case in only.cases)
    assert (only.score == only.max_score) == every == (only.status == "passed")


@UNHURRIED
@given(_judged(), _policies)
def test_the_award_is_a_multiple_of_the_step_and_never_above_the_sum(
    judged: tuple[list[Case], list[Verdict]], policy: Policy
) -> None:
    """Short of full marks the score is rounded down to the step, and loses less than two steps by it."""
    (only,) = score([SOFTMAX], *judged, policy)
    step = Fraction(str(policy.step))
    if only.status != "passed":
        assert only.score % step == 0
        assert only.exact >= only.score
        if only.exact < only.max_score - step:
            assert only.exact - only.score < step


@UNHURRIED
@given(_suites(), _policies)
def test_every_case_passing_is_full_marks(cases: list[Case], policy: Policy) -> None:
    """Full marks can be reached in every suite that is accepted."""
    verdicts = [Verdict(case=case.id, outcome=Outcome.PASSED) for case in cases]
    (only,) = score([SOFTMAX], cases, verdicts, policy)
    assert only.exact == only.score == 10


def test_groups_share_by_the_policy_and_weights_within_a_group() -> None:
    """Core, edge and robust get 60, 25 and 15 percent; within a group points follow weight."""
    cases = [
        _case("a", weight=Fraction(1)),
        _case("b", weight=Fraction(2)),
        _case("c", "edge"),
        _case("d", "robust"),
    ]
    maxima = [case.max_score for case in _score(cases, "", points=100).cases]
    assert maxima == [20, 40, 25, 15]


def test_an_absent_group_gives_its_share_to_the_others_in_proportion() -> None:
    """Without edge cases, core and robust share all points as 60 to 15."""
    maxima = [case.max_score for case in _score([_case("a"), _case("b", "robust")], "", points=100).cases]
    assert maxima == [80, 20]


def test_a_score_is_rounded_down() -> None:
    """Two of three thirds of ten points are 6.5 at a step of a half, though 6.67 is nearer to 7 than to 6."""
    only = _score([_case("a"), _case("b"), _case("c")], "ab")
    assert (only.exact, only.score) == (Fraction(20, 3), Fraction(13, 2))


def test_a_step_is_the_decimal_that_was_written() -> None:
    """With a step of 0.1, three tenths are awarded as three tenths, not as the float below them."""
    cases = [_case("a", weight=Fraction(3)), _case("b", weight=Fraction(7))]
    assert _score(cases, "a", Policy(step=0.1), points=1).score == Fraction(3, 10)


def test_full_marks_need_be_no_multiple_of_the_step() -> None:
    """Ten points at a step of four: 8 with a fault, and 10 without."""
    cases = [_case("a", weight=Fraction(99)), _case("b")]
    assert _score(cases, "a", Policy(step=4)).score == 8
    assert _score(cases, "ab", Policy(step=4)).score == 10


def test_a_fault_worth_nothing_still_shows() -> None:
    """A failing case in a group without points keeps a submission one step below full marks."""
    policy = Policy(groups={"core": 100, "edge": 0, "robust": 0})
    only = _score([_case("a"), _case("b", "edge")], "a", policy)
    assert (only.exact, only.score, only.status) == (Fraction(10), Fraction(19, 2), "partial")


def test_a_case_without_a_verdict_is_missing_and_earns_nothing() -> None:
    """What the judge never heard of is no pass."""
    (only,) = score([SOFTMAX], [_case("a")], [], POLICY)
    assert [(case.outcome, case.score) for case in only.cases] == [(Outcome.MISSING, Fraction(0))]


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.PASSED])
def test_only_a_pass_earns(outcome: Outcome) -> None:
    """No other outcome is worth a point."""
    (only,) = score([SOFTMAX], [_case("a")], [Verdict(case="a", outcome=outcome)], POLICY)
    assert only.exact == only.score == 0


@pytest.mark.parametrize(("passed", "earned"), [("e", 0), ("xe", 0), ("ce", 5)])
def test_raising_counts_only_beside_a_working_core_case(passed: str, earned: int) -> None:
    """An expected error earns beside a passed plain core case, not alone, nor beside a passed edge case."""
    policy = Policy(groups={"core": 1, "edge": 1})
    cases = [_case("c"), _case("x", "edge"), _case("e", "edge", expects_error=True)]
    case = _score(cases, passed, policy, points=20).cases[2]
    assert (case.outcome, case.score) == (Outcome.PASSED, Fraction(earned))


def test_a_core_case_that_expects_an_error_does_not_vouch_for_another() -> None:
    """A function that always raises earns nothing, however many core cases expect an error."""
    cases = [_case("c"), _case("e", expects_error=True), _case("f", "edge", expects_error=True)]
    only = _score(cases, "ef")
    assert (only.exact, only.status) == (Fraction(0), "failed")


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "failed"], "partial"),
        (["passed", "not_implemented"], "partial"),
        (["failed", "failed"], "failed"),
        (["failed", "not_implemented"], "failed"),
        (["not_implemented", "not_implemented"], "not_implemented"),
    ],
)
def test_the_status_follows_from_the_outcomes(outcomes: list[str], status: str) -> None:
    """Passed, partial, failed and not implemented are told apart by what passed and what is not written."""
    verdicts = [Verdict(case=name, outcome=Outcome(o)) for name, o in zip("ab", outcomes, strict=True)]
    (only,) = score([SOFTMAX], [_case("a"), _case("b")], verdicts, POLICY)
    assert only.status == status


def test_a_score_rounded_to_nothing_is_partial() -> None:
    """Something was right, though less than a step."""
    only = _score([_case("a"), _case("b", weight=Fraction(99))], "a")
    assert (only.score, only.status) == (Fraction(0), "partial")


def test_exercises_and_cases_keep_their_order_and_messages() -> None:
    """The scores stand in the manifest's order, their cases in the suite's, with the verdicts' messages."""
    cases = [
        Case(id="z", exercise="relu"),
        Case(id="b", exercise="softmax"),
        Case(id="a", exercise="softmax"),
    ]
    verdicts = [Verdict(case="a", outcome=Outcome.FAILED, message="no")]
    scores = score([SOFTMAX, Exercise(name="relu", points=1)], cases, verdicts, POLICY)
    assert [(s.name, [(case.case, case.message) for case in s.cases]) for s in scores] == [
        ("softmax", [("b", ""), ("a", "no")]),
        ("relu", [("z", "")]),
    ]


def test_an_exercise_without_cases_is_an_error() -> None:
    """Points that nobody can earn are the author's fault."""
    with pytest.raises(CourseError, match="softmax: this exercise has no case; write one"):
        score([SOFTMAX], [], [], POLICY)


def test_a_case_of_an_unknown_exercise_is_an_error() -> None:
    """A suite may not name what the manifest does not."""
    with pytest.raises(CourseError, match="z: 'relu' is no exercise"):
        score([SOFTMAX], [_case("a"), Case(id="z", exercise="relu")], [], POLICY)


@pytest.mark.parametrize("weight", [Fraction(0), Fraction(-1)])
def test_a_weight_that_is_not_positive_is_an_error(weight: Fraction) -> None:
    """A case weighs something."""
    with pytest.raises(CourseError, match="a: its weight is"):
        score([SOFTMAX], [_case("a", weight=weight)], [], POLICY)


def test_a_group_unknown_to_the_policy_is_an_error() -> None:
    """A group without a written share is neither worth nothing nor worth something."""
    with pytest.raises(CourseError, match="b: the policy gives the group 'edge' no share"):
        score([SOFTMAX], [_case("a"), _case("b", "edge")], [], Policy(groups={"core": 1}))


def test_groups_without_any_share_are_an_error() -> None:
    """An exercise whose cases are all worth nothing cannot be scored."""
    with pytest.raises(CourseError, match="softmax: all its cases are in groups whose share is 0"):
        score([SOFTMAX], [_case("a", "edge")], [], Policy(groups={"core": 1, "edge": 0}))


def test_expected_errors_alone_are_an_error() -> None:
    """Cases that could never count are refused before anyone is graded by them."""
    with pytest.raises(CourseError, match="softmax: its cases that expect an error could never count"):
        score([SOFTMAX], [_case("a", "edge"), _case("b", expects_error=True)], [], POLICY)


def test_a_case_collected_twice_is_our_fault() -> None:
    """Two cases of one name could not be told apart."""
    with pytest.raises(JudgeError, match="a: this case was collected twice"):
        score([SOFTMAX], [_case("a"), _case("a")], [], POLICY)


def test_a_verdict_for_an_unknown_case_is_our_fault() -> None:
    """Nobody earns by a case that was never collected."""
    with pytest.raises(JudgeError, match="b: a verdict for a case that was never collected"):
        score([SOFTMAX], [_case("a")], [Verdict(case="b", outcome=Outcome.PASSED)], POLICY)


def test_a_second_verdict_is_our_fault() -> None:
    """A case has one verdict; there is no last word to overwrite it."""
    twice = [Verdict(case="a", outcome=Outcome.FAILED), Verdict(case="a", outcome=Outcome.PASSED)]
    with pytest.raises(JudgeError, match="a: a second verdict"):
        score([SOFTMAX], [_case("a")], twice, POLICY)
