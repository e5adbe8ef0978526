"""What a second look finds reaches the report: the carried score by the policy, the hint, the relation."""

from importlib.metadata import version
from pathlib import Path

import pytest
from small_course import ASSIGNMENT, COURSE, HIDDEN, MEAN, RIGHT, SmallCourse, report

from grader.report.model import Diagnosis, ExerciseReport
from grader.report.view import Audience, view
from grader.verdict import Feedback, Relation

NEEDS = ASSIGNMENT.replace('name = "total"\npoints = 6', 'name = "total"\npoints = {points}\nneeds = ["double"]')
SOLUTION = '''\
"""Two functions, one built on the other."""

import numpy as np


def double(x):
    """Return twice x, an array."""
    # BEGIN SOLUTION double: add
    return x + x
    # END SOLUTION


def total(x):
    """Return the sum of twice the entries of x."""
    # BEGIN SOLUTION total: double, then add up
    return float(np.sum(double(x)))
    # END SOLUTION
'''
SUITE = """\
import numpy as np

from grader.testing import assert_close, exercise


@exercise("double")
def test_double(student):
    assert_close(student.double(np.ones(2)), np.full(2, 2.0))


@exercise("total")
class TestTotal:
    def test_zeros(self, student): assert_close(student.total(np.zeros(2)), 0.0)
    def test_ones(self, student): assert_close(student.total(np.ones(2)), 4.0)
    def test_negative(self, student): assert_close(student.total(np.array([-1.0, 5.0])), 8.0)
    def test_matrix(self, student): assert_close(student.total(np.ones((2, 2))), 8.0)
"""
TOTAL_MEAN = MEAN.replace("np.mean(x)", "np.mean(double(x))")

ONE_MISTAKE = "import numpy as np\ndef double(x): return x * 3.0\ndef total(x): return float(np.sum(double(x)))\n"
TWO_MISTAKES = ONE_MISTAKE.replace("np.sum(double(x))", "np.sum(double(x) * (1 + (x < 0)))")
BY_ITSELF = ONE_MISTAKE.replace("np.sum(double(x))", "2 * np.sum(x)")


def graded(
    root: Path, source: str, *, carry: str = "full", points: int = 6, step: float = 0.5
) -> dict[str, ExerciseReport]:
    """Grade one submission of a course in which ``total`` needs ``double``, and return its exercises."""
    course = SmallCourse(root, hidden=SUITE)
    course.write("assignment.toml", NEEDS.format(points=points))
    course.write("small.py", SOLUTION)
    course.write("misconceptions/total/mean.py", TOTAL_MEAN)
    policy = f'\n[policy]\ncarry = "{carry}"\nstep = {step}\n'
    (course.solutions / "course.toml").write_text(COURSE + policy, encoding="utf-8")
    course.submit(student=source)
    course.grade(root / "out")
    one = report(root / "out", "student")
    assert one.score == sum(
        exercise.score if exercise.counted is None else exercise.counted for exercise in one.exercises
    )
    return {exercise.name: exercise for exercise in one.exercises}


@pytest.mark.parametrize(("carry", "carried", "counted"), [("full", 6.0, 6.0), ("half", 6.0, 3.5), ("off", None, None)])
def test_what_a_mistake_elsewhere_costs_is_the_policys(
    tmp_path: Path, carry: str, carried: float | None, counted: float | None
) -> None:
    """All of the gain counts, or half of it (1.5 of 6 points are its own; 3.75 is rounded down), or none."""
    found = graded(tmp_path, ONE_MISTAKE, carry=carry)
    assert (found["double"].score, found["double"].carried, found["double"].counted) == (0.0, None, None)
    assert (found["total"].score, found["total"].carried, found["total"].counted) == (1.5, carried, counted)


def test_full_marks_on_right_ground_are_full_marks(tmp_path: Path) -> None:
    """Also where they are no multiple of the step."""
    total = graded(tmp_path, ONE_MISTAKE, points=3, step=0.4)["total"]
    assert (total.score, total.carried, total.counted) == (0.4, 3.0, 3.0)


def test_half_of_a_gain_never_costs(tmp_path: Path) -> None:
    """Rounded down it may be nothing."""
    total = graded(tmp_path, TWO_MISTAKES, carry="half", step=5)["total"]
    assert (total.score, total.carried, total.counted) == (0.0, None, None)
    total = graded(tmp_path / "again", ONE_MISTAKE, carry="half", step=4)["total"]
    assert (total.score, total.carried, total.counted) == (0.0, 6.0, 0.0)


def test_its_own_mistakes_cost_an_exercise_on_right_ground_too(tmp_path: Path) -> None:
    """Three of four cases pass there."""
    total = graded(tmp_path, TWO_MISTAKES)["total"]
    assert (total.score, total.carried, total.counted) == (1.5, 4.5, 4.5)


def test_what_gains_nothing_is_not_carried(tmp_path: Path) -> None:
    """Where it passed by itself, and where right ground changes nothing."""
    total = graded(tmp_path, BY_ITSELF)["total"]
    assert (total.score, total.carried, total.counted) == (6.0, None, None)
    same = BY_ITSELF.replace("2 * np.sum(x)", "3 * np.sum(x)")
    total = graded(tmp_path / "again", same)["total"]
    assert (total.score, total.carried, total.counted) == (1.5, None, None)


def test_a_mistake_on_right_ground_is_diagnosed(tmp_path: Path) -> None:
    """Beside the mistake elsewhere that hid it, with its hint in every language."""
    found = graded(tmp_path, ONE_MISTAKE.replace("np.sum", "np.mean"))
    assert found["total"].diagnosis == Diagnosis(
        misconception="mean",
        hint={"en": "What should two equal entries give?", "ko": "같은 수 두 개라면 얼마가 되어야 할까요?"},
    )
    assert found["double"].diagnosis is None


def test_a_published_variant_is_said_to_be_one(tmp_path: Path) -> None:
    """The student is right elsewhere."""
    course = SmallCourse(tmp_path, hidden=HIDDEN)
    published = "return twice.\n\nPublished: so it is done elsewhere.\n\nHint:"
    course.write("misconceptions/total/mean.py", MEAN.replace("returned in place of the sum.\n\nHint:", published))
    course.submit(student=RIGHT.replace("np.sum(x)", "np.mean(x)"))
    course.grade(tmp_path / "out")
    diagnosis = report(tmp_path / "out", "student").exercises[1].diagnosis
    assert diagnosis is not None
    assert diagnosis.published


def test_a_relation_is_told_where_there_is_no_diagnosis(tmp_path: Path) -> None:
    """And none where the exercise passed."""
    course = SmallCourse(tmp_path)
    course.submit(student=RIGHT.replace("* 2.0", "* 4.0"))
    course.grade(tmp_path / "out")
    double, total = report(tmp_path / "out", "student").exercises
    assert (double.relation, double.diagnosis) == (Relation(kind="factor", value="2"), None)
    assert (total.relation, total.diagnosis) == (None, None)


STRATEGIES = """
from grader.testing.strategies import arrays, inputs, sizes


@inputs("double")
def double(draw, student):
    return student.double(draw(arrays(draw(sizes()))))
"""


@pytest.mark.parametrize("told", Feedback)
def test_how_much_is_told_is_the_policys(tmp_path: Path, told: Feedback) -> None:
    """The counterexample, to those whom the course lets know; the instructor sees it anyway."""
    course = SmallCourse(tmp_path)
    (course.solutions / "course.toml").write_text(f'{COURSE}\n[policy]\nfeedback = "{told}"\n', encoding="utf-8")
    course.write("strategies.py", STRATEGIES)
    course.submit(student=RIGHT.replace("* 2.0", "* 4.0"))
    course.grade(tmp_path / "out")
    one = report(tmp_path / "out", "student")
    found = one.exercises[0].counterexample
    assert (one.feedback, one.provenance.hypothesis) == (told, version("hypothesis"))
    assert found is not None
    assert found.call == "import numpy as np\nfrom small import double\ndouble(np.array([1.0]))"
    assert (found.expected, found.got) == ("np.array([2.0])", "np.array([4.0])")
    seen = view(one, Audience.STUDENT).exercises[0].counterexample
    assert seen == (found if told.tells(Feedback.COUNTEREXAMPLE) else None)


def test_a_course_without_strategies_has_no_counterexamples(tmp_path: Path) -> None:
    """And its reports do not depend on what would seek them."""
    course = SmallCourse(tmp_path)
    course.submit(student=RIGHT.replace("* 2.0", "* 4.0"))
    course.grade(tmp_path / "out")
    one = report(tmp_path / "out", "student")
    assert one.exercises[0].counterexample is None
    assert one.provenance.hypothesis == ""
