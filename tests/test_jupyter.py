"""What a notebook calls: the public tests of one exercise, on what the notebook has defined until now."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from small_course import NAME, RIGHT, SmallCourse

from grader.course.release import plan_release, write_release
from grader.errors import UsageError
from grader.jupyter import ChecksFailed

Cell = Callable[[str], None]


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cell:
    """Run cells as a kernel does, in one namespace, beside the files of the release."""
    small = SmallCourse(tmp_path)
    course = small.load()
    folder = course.releases / NAME
    write_release(plan_release(course, course.assignment(NAME)), folder)
    monkeypatch.chdir(folder)
    names: dict[str, object] = {"__name__": "__main__"}

    def run(text: str) -> None:
        exec(text, names)  # noqa: S102  a kernel does

    run("from grader.jupyter import check, plot")
    return run


def test_a_right_answer_passes(notebook: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    """Each test is named, and all of them pass."""
    notebook(RIGHT)
    notebook('check("double")')
    assert capsys.readouterr().out == "✓ test_one\ndouble: the public test passes\n"


def test_what_is_not_written_fails(notebook: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    """The cell raises, so that nbgrader's validation sees it, and says why in one line."""
    notebook("def total(x):\n    raise NotImplementedError('total')")
    with pytest.raises(ChecksFailed, match="total: 1 of 1 public test fails"):
        notebook('check("total")')
    assert capsys.readouterr().out == "✗ test_three: not written yet\n"


def test_it_is_the_present_definition_that_counts(notebook: Cell) -> None:
    """Running a cell again and checking again is all it takes."""
    notebook("def total(x):\n    return 0.0")
    with pytest.raises(ChecksFailed):
        notebook('check("total")')
    notebook("def total(x):\n    return float(sum(x))")
    notebook('check("total")')


def test_a_suite_that_has_changed_is_read_anew(notebook: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    """A kernel goes on for days; files are taken anew, and another assignment's suite has the same name."""
    notebook(RIGHT)
    notebook('check("double")')
    suite = Path("test_public.py")
    suite.write_text(suite.read_text(encoding="utf-8").replace("test_one", "test_other"), encoding="utf-8")
    capsys.readouterr()
    notebook('check("double")')
    assert "test_other" in capsys.readouterr().out


def test_one_exercise_is_checked_whatever_the_others_are(notebook: Cell) -> None:
    """What another exercise lacks is not said here."""
    notebook("def double(x):\n    return x * 2.0")
    notebook('check("double", "ko")')


def test_an_unknown_exercise_is_named(notebook: Cell) -> None:
    """A slip of the pen is told from a test that fails."""
    with pytest.raises(UsageError, match="write one of double, total"):
        notebook('check("dubble")')


def test_the_released_notebook_checks_each_exercise(notebook: Cell) -> None:
    """After the cell of an exercise comes the one that checks it, alone in its cell."""
    del notebook
    cells = json.loads(Path("small.ipynb").read_text(encoding="utf-8"))["cells"]
    ids = [cell["id"] for cell in cells]
    assert ids[-4:] == ["exercise-double", "check-double", "exercise-total", "check-total"]
    assert [cells[place]["source"] for place in (-3, -1)] == [['check("double")'], ['check("total")']]
