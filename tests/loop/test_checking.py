"""A check judges what changed and nothing else, and reports everything, in both ways of judging."""

import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import pytest
from small_course import EMPTY_HANDED, HALF, NAME, RIGHT, SmallCourse

from grader.course.manifest import Assignment, Policy, load_assignment
from grader.course.release import plan_release, write_release
from grader.errors import CourseError
from grader.loop import judged, plain
from grader.loop.checking import Checking, Found, Judging, check_changed, hidden_only, hidden_sentence
from grader.report.model import Report
from grader.submission import Located, read
from grader.verdict import Case


class Counting:
    """A judge that notes what it is asked."""

    def __init__(self, judge: Judging) -> None:
        self.asked: list[Collection[str] | None] = []
        self._judge = judge

    def __call__(self, source: str | None, exercises: Collection[str] | None) -> Found:
        """Judge, and note it."""
        self.asked.append(exercises)
        return self._judge(source, exercises)


def _judged(assignment: Assignment) -> Judging:
    return partial(judged.judge, assignment, time.monotonic)


def _plain(assignment: Assignment) -> Judging:
    return partial(plain.judge, assignment)


Making = Callable[[Assignment], Judging]
both = pytest.mark.parametrize("make", [_judged, _plain])


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    """Release the small assignment."""
    course = SmallCourse(tmp_path)
    write_release(plan_release(course.load(), course.assignment()), tmp_path / NAME)
    return load_assignment(tmp_path / NAME)


def check(assignment: Assignment, judge: Judging, source: str, before: Checking | None = None) -> Checking:
    """Save a file and check it, with the memory of the check before."""
    assignment.source.write_text(source)
    submission = read(Located(student="me", path=assignment.source), assignment.module)
    return check_changed(assignment, submission, None if before is None else before.memory, judge, time.monotonic)


def marks(report: Report) -> dict[str, str]:
    """Return the status of each exercise."""
    return {exercise.name: exercise.status for exercise in report.exercises}


@both
def test_the_first_time_everything_is_judged(assignment: Assignment, make: Making) -> None:
    """And scored as a class would be."""
    done = check(assignment, make(assignment), HALF)
    assert marks(done.report) == {"double": "passed", "total": "failed"}
    assert (done.report.score, done.judged) == (4, ("double", "total"))


@both
def test_what_did_not_change_is_not_judged_again(assignment: Assignment, make: Making) -> None:
    """The report is the same as if it had been."""
    judge = Counting(make(assignment))
    first = check(assignment, judge, HALF)
    second = check(assignment, judge, HALF.replace("0.0", "float(x.sum())"), first)
    assert judge.asked == [("double", "total"), ("total",)]
    assert marks(second.report) == {"double": "passed", "total": "passed"}
    fresh = check(assignment, judge, assignment.source.read_text())
    assert second.report.exercises == fresh.report.exercises
    assert second.memory == fresh.memory


def test_where_nothing_changed_nothing_is_judged(assignment: Assignment) -> None:
    """Nor even the suite collected."""
    judge = Counting(_judged(assignment))
    first = check(assignment, judge, HALF)
    again = check(assignment, judge, HALF + "\n# done?\n", first)
    assert len(judge.asked) == 1
    assert again.report.exercises == first.report.exercises


def test_a_message_that_names_a_line_is_made_anew_when_the_line_moves(assignment: Assignment) -> None:
    """What passed names none, and stays."""
    judge = Counting(_judged(assignment))
    broken = HALF.replace("return 0.0", "return [][0]")
    first = check(assignment, judge, broken)
    moved = check(assignment, judge, "\n\n" + broken, first)
    assert judge.asked[1:] == [("total",)]
    (case,) = moved.report.exercises[1].cases
    assert "on line 7" in case.message


def test_another_suite_is_another_check(assignment: Assignment) -> None:
    """So are another manifest and another file that comes with it."""
    judge = Counting(_judged(assignment))
    first = check(assignment, judge, RIGHT)
    for name in ("test_public.py", "assignment.toml", "handout.md"):
        path = assignment.folder / name
        path.write_text(path.read_text() + "\n# another\n")
        check(assignment, judge, RIGHT, first)
    assert judge.asked == [("double", "total")] * 4


def test_what_took_too_long_is_judged_again(assignment: Assignment) -> None:
    """A busy machine may have been the reason."""
    (assignment.folder / "assignment.toml").write_text(
        (assignment.folder / "assignment.toml").read_text() + "\n[limits]\ncall_seconds = 0.2\ncase_seconds = 0.5\n"
    )
    slow = load_assignment(assignment.folder)
    judge = Counting(_judged(slow))
    first = check(slow, judge, RIGHT + "\nimport time\ndef double(x):\n    time.sleep(60)\n")
    assert marks(first.report) == {"double": "failed", "total": "passed"}
    check(slow, judge, slow.source.read_text(), first)
    assert judge.asked[1:] == [("double",)]


@both
def test_what_is_not_written_yet_is_said(assignment: Assignment, make: Making) -> None:
    """It is no failure."""
    done = check(assignment, make(assignment), EMPTY_HANDED)
    assert set(marks(done.report).values()) == {"not_implemented"}


@both
@pytest.mark.parametrize("source", ["def double(x:\n", ""])
def test_what_is_no_submission_is_refused(assignment: Assignment, make: Making, source: str) -> None:
    """With a reason, every exercise there, and what was known still known."""
    judge = make(assignment)
    first = check(assignment, judge, RIGHT)
    for before in (None, first):
        done = check(assignment, judge, source, before)
        assert (done.report.status, done.report.max_score) == ("rejected", 10)
        assert done.memory == (None if before is None else before.memory)


@both
def test_a_file_that_fails_at_import_fails_in_every_case(assignment: Assignment, make: Making) -> None:
    """The error is told with its line."""
    done = check(assignment, make(assignment), RIGHT + "\n1 / 0\n")
    assert "ZeroDivisionError" in done.report.exercises[0].cases[0].message
    assert "on line 9" in done.report.exercises[0].cases[0].message


@both
def test_a_suite_that_is_none_is_its_authors_fault(assignment: Assignment, make: Making) -> None:
    """Named by its path."""
    assignment.public_suite.write_text("def broken(:\n")
    with pytest.raises(CourseError, match=r"test_public\.py: cannot be collected"):
        check(assignment, make(assignment), RIGHT)


@both
def test_a_suite_without_a_case_for_an_exercise_cannot_be_scored(assignment: Assignment, make: Making) -> None:
    """Named by its path as well."""
    text = assignment.public_suite.read_text()
    assignment.public_suite.write_text(text[: text.index('@exercise("total")')])
    with pytest.raises(CourseError, match=r"test_public\.py: total: this exercise has no case"):
        check(assignment, make(assignment), RIGHT)


def test_plain_pytest_interrupts_a_loop(assignment: Assignment) -> None:
    """The case is over in time, and the next one runs."""
    manifest = assignment.folder / "assignment.toml"
    manifest.write_text(manifest.read_text() + "\n[limits]\ncase_seconds = 0.3\n")
    done = check(load_assignment(assignment.folder), _plain(load_assignment(assignment.folder)), RIGHT + LOOP)
    assert marks(done.report) == {"double": "failed", "total": "passed"}
    assert done.report.exercises[0].cases[0].outcome == "timed_out"


LOOP = "\ndef double(x):\n    while True:\n        pass\n"


def test_what_only_the_hidden_suite_looks_at_is_counted(assignment: Assignment) -> None:
    """Groups without a public case, by their shares; said in both languages with all the points."""
    cases = (Case(id="a", exercise="double"), Case(id="b", exercise="total"))
    assert hidden_only(assignment, cases, Policy()) == 4  # 25 % and 15 % of ten
    more = (*cases, Case(id="c", exercise="total", group="edge"))
    assert hidden_only(assignment, more, Policy()) == 2.5
    assert "all 10 points, 4 of them" in hidden_sentence(assignment, cases, "en")
    assert "10점은 모두 비공개 테스트가 정하며, 그중 4점은" in hidden_sentence(assignment, cases, "ko")
    assert hidden_sentence(assignment, (), "en").endswith("decide all 10 points.")
