"""Changes between two gradings: who moved, where, by how much."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from report_samples import UNHURRIED, hostile, make_exercise, make_report, reports

from grader.errors import UsageError
from grader.report.changes import Change, ExerciseChange, Mark, compare, render_changes
from grader.report.model import Report, Timing

OLD = make_report("student-01", make_exercise(score=1.0, status="partial"), make_exercise("relu"))


def _compared(old: Report, new: Report) -> Change:
    change = compare(old, new)
    assert change is not None
    return change


@UNHURRIED
@given(reports)
def test_a_report_does_not_differ_from_itself(report: Report) -> None:
    """The same marks are no change, however long the grading took."""
    assert compare(report, msgspec.structs.replace(report, timing=Timing(seconds=9.0))) is None


def test_only_what_moved_is_in_the_change() -> None:
    """The change names the exercise that moved, with both marks, and not the one that stayed."""
    new = make_report("student-01", make_exercise(score=1.5, status="partial"), make_exercise("relu"))
    change = _compared(OLD, new)
    assert (change.old, change.new) == (Mark(3.0, 4.0), Mark(3.5, 4.0))
    assert change.exercises == (ExerciseChange(name="softmax", old=Mark(1.0, 2.0), new=Mark(1.5, 2.0)),)


def test_moves_that_cancel_are_changes() -> None:
    """A total that stays hides no exercise that moved."""
    new = make_report("student-01", make_exercise(), make_exercise("relu", score=1.0))
    assert [exercise.name for exercise in _compared(OLD, new).exercises] == ["softmax", "relu"]


def test_what_counts_is_compared() -> None:
    """A carried score that newly counts is a move of its exercise."""
    new = make_report("student-01", make_exercise(score=1.0, carried=2.0), make_exercise("relu"), score=4.0)
    assert _compared(OLD, new).exercises[0].new == Mark(2.0, 2.0)


def test_a_maximum_that_moves_is_a_change() -> None:
    """Three of four is not three of six."""
    new = make_report("student-01", make_exercise(score=1.0, max_score=4.0), make_exercise("relu"))
    assert _compared(OLD, new).new == Mark(3.0, 6.0)


def test_exercises_come_and_go() -> None:
    """An exercise that only one of the reports has is a change with one mark."""
    new = make_report("student-01", make_exercise(score=1.0), make_exercise("tanh", score=0.0))
    assert _compared(OLD, new).exercises == (
        ExerciseChange(name="tanh", old=None, new=Mark(0.0, 2.0)),
        ExerciseChange(name="relu", old=Mark(2.0, 2.0), new=None),
    )


def test_a_status_that_moves_is_a_change() -> None:
    """A rejection that became a grade of zero is a change."""
    new = msgspec.structs.replace(OLD, status="rejected")
    change = _compared(OLD, new)
    assert (change.old_status, change.new_status, change.exercises) == ("graded", "rejected", ())


@pytest.mark.parametrize("field", ["student", "assignment"])
def test_reports_of_two_students_or_assignments_are_refused(field: str) -> None:
    """Only two gradings of one thing can be compared."""
    with pytest.raises(UsageError, match="nothing to compare; give two of one student and assignment"):
        compare(OLD, msgspec.structs.replace(OLD, **{field: "another"}))


def test_changes_are_listed_by_student_with_signs() -> None:
    """Students by name, their exercises below them, and a count of ups and downs."""
    up = make_report("student-01", make_exercise(), make_exercise("tanh", score=0.5))
    before = make_report("student-00", make_exercise())
    down = make_report("student-00", make_exercise(score=0.0), status="rejected")
    flat = _compared(make_report("student-03", score=1.0), make_report("student-03", score=1.0, max_score=9.0))
    assert render_changes(iter([_compared(OLD, up), flat, _compared(before, down)])) == (
        "student-00  2 / 2 → 0 / 2  (-2)  graded → rejected\n"
        "    softmax  2 / 2 → 0 / 2  (-2)\n"
        "student-01  3 / 4 → 2.5 / 4  (-0.5)\n"
        "    softmax  1 / 2 → 2 / 2  (+1)\n"
        "    tanh     absent → 0.5 / 2  (+0.5)\n"
        "    relu     2 / 2 → absent  (-2)\n"
        "student-03  1 / 0 → 1 / 9  (0)\n"
        "\n"
        "3 changed: 0 up, 2 down.\n"
    )


def test_no_change_says_so() -> None:
    """Nothing moved is an answer too."""
    assert render_changes([]) == "No score moved.\n"


@UNHURRIED
@given(hostile)
def test_hostile_names_are_inert(text: str) -> None:
    """A name neither moves the cursor nor breaks its line."""
    old = make_report(text, make_exercise(text), assignment=text)
    new = make_report(text, make_exercise(text, score=0.0), assignment=text)
    shown = render_changes([_compared(old, new)])
    assert shown.count("\n") == 4
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c != "\n" for c in shown)
