"""Which exercises are looked at again, and when looking ends."""

from types import SimpleNamespace
from typing import Any

import pytest

from grader.course.manifest import Exercise
from grader.judge.diagnosis import Variant
from grader.judge.handle import Handle
from grader.judge.recording import Recording
from grader.judge.second_look import Diagnostician, Looker, Recorded, is_over
from grader.verdict import Case, Counterexample, Outcome, Verdict

EXERCISES = (
    Exercise(name="first", points=1),
    Exercise(name="second", points=1, needs=("first",)),
    Exercise(name="third", points=1, needs=("second", "unseen")),
)


def failing(**outcomes: str) -> list[str]:
    """Return the exercises to look at again where their cases ended so: ``first="passed failed"``."""
    verdicts, exercise_of = [], {}
    for exercise, ended in outcomes.items():
        for number, outcome in enumerate(ended.split()):
            case = f"{exercise}-{number}"
            exercise_of[case] = exercise
            verdicts.append(Verdict(case=case, outcome=Outcome(outcome)))
    return [exercise.name for exercise in Diagnostician(EXERCISES, ()).failing(verdicts, exercise_of)]


@pytest.mark.parametrize("outcome", ["failed", "timed_out", "killed", "errored", "missing"])
def test_what_did_not_pass_is_looked_at_again(outcome: str) -> None:
    """One case is enough, in the manifest's order."""
    assert failing(second=f"passed {outcome}", first=outcome) == ["first", "second"]


@pytest.mark.parametrize("outcome", ["passed", "not_implemented", "forbidden"])
def test_what_is_right_or_not_begun_or_forbidden_is_not(outcome: str) -> None:
    """There is nothing to find; nor of an exercise that was not judged."""
    assert failing(first=f"{outcome} {outcome}") == []
    assert failing() == []


def test_what_is_begun_is_looked_at() -> None:
    """A case that says it is not written, beside one that passed."""
    assert failing(first="passed not_implemented") == ["first"]


def test_what_stops_at_an_unwritten_need_may_be_begun() -> None:
    """Only right ground tells; where what it needs is written, it is the exercise that is not."""
    assert failing(first="not_implemented", second="not_implemented not_implemented") == ["second"]
    assert failing(first="passed not_implemented", second="not_implemented") == ["first", "second"]
    assert failing(first="passed", second="not_implemented") == []
    assert failing(first="failed", second="not_implemented", third="not_implemented") == ["first", "third"]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_looking_ends_where_it_costs_more_than_it_tells(outcome: Outcome) -> None:
    """Where a submission hangs or ends its process."""
    assert is_over(Verdict(case="c", outcome=outcome)) is (outcome in {Outcome.TIMED_OUT, Outcome.KILLED})


def test_nothing_recorded_is_nothing_found() -> None:
    """No variant is even loaded."""
    broken = Variant(exercise="first", name="broken", source="1 / 0")
    diagnostician = Diagnostician(EXERCISES, (broken,))
    module = Handle(lambda _: None, 1, "module")
    assert diagnostician.diagnose(EXERCISES[0], object(), module, []) == (None, None)
    assert diagnostician.diagnose(EXERCISES[0], object(), module, [Recording()]) == (None, None)


def test_what_decides_on_marks_comes_before_what_only_helps() -> None:
    """A search that uses the submission's time up costs no carried score."""
    heard: list[str] = []

    def record(exercise: str) -> Recorded:
        heard.append(f"judge {exercise}")
        return Recorded((Verdict(case=exercise, outcome=Outcome.FAILED),), [], None)

    def seek(exercise: str, *_: object, lent: bool) -> Counterexample:
        heard.append(f"seek {exercise}")
        return Counterexample(call=exercise, expected="1", got="2", lent=lent)

    reference: Any = SimpleNamespace(first=abs, second=abs)
    bench: Any = SimpleNamespace(leave=lambda: None, lend=lambda _: None, printed="")
    seeker: Any = SimpleNamespace(seek=seek)
    cases = [Case(id=name, exercise=name) for name in ("first", "second")]
    looker = Looker(bench, reference, cases, Diagnostician(EXERCISES, ()), seeker)
    looks = looker.look([Verdict(case=case.id, outcome=Outcome.FAILED) for case in cases], record)
    assert heard == ["judge first", "judge second", "seek first", "seek second"]
    assert [(look.exercise, len(look.carried)) for look in looks] == [("first", 0), ("second", 1)]
    assert [look.counterexample and look.counterexample.lent for look in looks] == [False, True]
