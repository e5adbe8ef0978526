"""The screen of a watch: what it shows of a report, and what keys do."""

from pathlib import Path

import pytest
from report_samples import PROVENANCE
from rich.console import Console
from small_course import NAME, SmallCourse

from grader.course.manifest import Assignment
from grader.loop.screen import draw
from grader.loop.view import View, checked, key_of, pressed, started
from grader.report.model import CaseReport, ExerciseReport, Report, Timing
from grader.verdict import Outcome

HINTS = '[[total]]\nen = "Add them up."\nko = "모두 더하세요."\n'
NOTE = "The hidden tests decide all 10 points."


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    """Load the small assignment, with a hint."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", HINTS)
    return course.assignment()


def exercise(name: str, outcome: Outcome, message: str = "") -> ExerciseReport:
    """Return an exercise of one case."""
    earned = 5.0 if outcome is Outcome.PASSED else 0.0
    status = {Outcome.PASSED: "passed", Outcome.FAILED: "failed"}.get(outcome, "not_implemented")
    case = CaseReport(id=f"test_{name}", outcome=outcome, score=earned, max_score=5.0, message=message)
    return ExerciseReport(
        name=name,
        score=earned,
        max_score=5.0,
        status=status,  # type: ignore[arg-type]  # one of these
        carried=None,
        diagnosis=None,
        counterexample=None,
        cases=(case,),
    )


def report(*exercises: ExerciseReport, reason: str | None = None) -> Report:
    """Return a report on these exercises."""
    return Report(
        assignment=NAME,
        student="small",
        status="graded" if reason is None else "rejected",
        reason=reason,
        score=sum(one.score for one in exercises),
        max_score=10.0,
        exercises=exercises,
        provenance=PROVENANCE,
        timing=Timing(seconds=0.0),
    )


HALF = report(exercise("double", Outcome.PASSED), exercise("total", Outcome.FAILED, "got 1, expected 2"))
NONE = report(exercise("double", Outcome.FAILED, "too small"), exercise("total", Outcome.NOT_IMPLEMENTED))


def view(assignment: Assignment, found: Report, *, language: str = "en", source: str = "") -> View:
    """Return the view after a check."""
    begun = started(View(title="small.py", language=language))
    return checked(begun, assignment, source=source, note=NOTE, report=found)


def lines(shown: View, *, width: int = 60, height: int = 20) -> list[str]:
    """Draw a screen and return its lines."""
    console = Console(width=width, height=height, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(draw(shown, width=width, height=height, colour=False))
    return [line.rstrip() for line in captured.get().rstrip("\n").split("\n")]


def test_the_first_exercise_that_fails_is_shown_in_full(assignment: Assignment) -> None:
    """With the points, how many pass, what is hidden, and the keys."""
    screen = lines(view(assignment, HALF))
    assert screen[0].split() == ["small.py", "5", "/", "10"]
    assert screen[1].endswith("1 of 2 exercises")
    assert screen[3].startswith("✗  total")
    assert "        got 1, expected 2" in screen
    assert "1 hint, 0 shown; press h" in screen
    assert screen[-3:] == [NOTE, "─" * 60, "h hint   n next   a all   q quit"]
    assert not [line for line in screen if "double" in line]


def test_it_speaks_korean(assignment: Assignment) -> None:
    """Every sentence of the frame."""
    screen = lines(view(assignment, HALF, language="ko"))
    assert screen[1].endswith("2문제 중 1문제")
    assert screen[-1] == "h 힌트   n 다음   a 전체   q 끝내기"


def test_the_screen_is_as_high_as_the_terminal(assignment: Assignment) -> None:
    """What does not fit is counted, at any size."""
    long = report(exercise("total", Outcome.FAILED, "\n".join(f"line {n}" for n in range(50))))
    for height in (10, 20, 40):
        screen = lines(view(assignment, long), height=height)
        assert len(screen) == height
        assert any(line.startswith("… ") and "more lines" in line for line in screen)
    assert len(lines(view(assignment, HALF), height=30)) == 30


def test_next_goes_round_what_fails(assignment: Assignment) -> None:
    """And what is not written yet shows what the stub says is to be done."""
    source = "def total(x):\n    # TODO(total): sum in the order of memory\n"
    first = view(assignment, NONE, source=source)
    second = pressed(first, "n", assignment)
    assert lines(first)[3].startswith("✗  double")
    assert lines(second)[3].startswith("·  total")
    assert lines(second)[4] == "    2: sum in the order of memory"
    assert lines(pressed(second, "n", assignment)) == lines(first)


def test_a_hint_is_shown_and_stays(assignment: Assignment) -> None:
    """On this screen and after the next check; another press changes nothing once there is no more."""
    shown = pressed(view(assignment, HALF), "h", assignment)
    assert lines(shown)[3].startswith("✗  total")
    assert lines(shown)[4] == "    Hint 1 of 1: Add them up."
    assert pressed(shown, "h", assignment) == shown
    assert "    힌트 1/1: 모두 더하세요." in lines(view(assignment, HALF, language="ko"))


def test_all_shows_a_line_for_each(assignment: Assignment) -> None:
    """And the same key goes back."""
    first = view(assignment, HALF)
    overview = pressed(first, "a", assignment)
    assert [line.split()[:2] for line in lines(overview)[3:5]] == [["✓", "double"], ["✗", "total"]]
    assert pressed(overview, "a", assignment) == first


def test_any_other_key_does_nothing(assignment: Assignment) -> None:
    """Quitting is not the view's to do."""
    first = view(assignment, HALF)
    assert pressed(first, "", assignment) is first
    assert pressed(first, "q", assignment) is first


def test_when_everything_passes_that_is_said(assignment: Assignment) -> None:
    """There is no exercise to show, and no hint to give."""
    done = view(assignment, report(exercise("double", Outcome.PASSED)))
    assert "Every public test passes." in lines(done)
    assert pressed(pressed(done, "h", assignment), "n", assignment).chosen is None


def test_what_cannot_be_checked_is_said(assignment: Assignment) -> None:
    """A file that is no Python, and a fault of somebody else's."""
    assert "line 1 of small.py is not valid Python" in lines(
        view(assignment, report(reason="line 1 of small.py is not valid Python"))
    )
    failed = checked(
        View(title="", language="en"), assignment, source="", note="", report=None, problem="grader: no\x1b"
    )
    assert "grader: no\\x1b" in lines(failed)


def test_while_it_is_being_checked_that_is_said(assignment: Assignment) -> None:
    """What was found before stays."""
    again = started(view(assignment, HALF))
    assert lines(again)[0].endswith("checking …")
    assert lines(again)[3:] == lines(view(assignment, HALF))[3:]


@pytest.mark.parametrize(
    ("typed", "key"), [("h", "h"), ("N", "n"), ("ㅁ", "a"), ("ㅂ", "q"), ("x", ""), ("", ""), ("\x1b[A", "")]
)
def test_a_korean_keyboard_has_the_same_keys(typed: str, key: str) -> None:
    """What is typed where the letters are; arrows and others are none."""
    assert key_of(typed) == key
