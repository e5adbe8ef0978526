"""A source notebook of nbgrader's becomes an assignment that can be released and graded, and a list for a person."""

from pathlib import Path
from typing import Any

import pytest
from commanding import Inside
from notebook_forms import cell, notebook, write

from grader.errors import CourseError
from grader.grading.folder import read_reports
from grader.judge.service import supported
from grader.nbgrader.source import convert_source

SOLUTION = "def square(x):\n    ### BEGIN SOLUTION\n    return x ** 2\n    ### END SOLUTION\n"
TESTS = "assert square(2) == 4\n### BEGIN HIDDEN TESTS\nassert square(-3) == 9\n### END HIDDEN TESTS\n"


def marked(text: str, name: str, *, code: bool = True, **marks: object) -> dict[str, Any]:
    """Return a cell with nbgrader's metadata."""
    return cell(text, code=code, metadata={"nbgrader": {"grade_id": name, "grade": False, "solution": False} | marks})


SOURCE = notebook(
    cell("# Squares", code=False),
    cell("import math"),
    marked(SOLUTION, "square-1", solution=True),
    marked(TESTS, "test-1", grade=True, points=2),
    marked("square(3) / 9 * 1.5", "test-2", grade=True, points=1.5),
    marked("### AUTOTEST square(5)", "test-3", grade=True, points=1),
    marked("Because.", "why", code=False, grade=True, solution=True, points=3),
)


def test_answers_tests_and_points_are_carried_over(tmp_path: Path) -> None:
    """Regions get the exercise's name, tests ask the student's module, hidden ones are in the hidden suite alone."""
    files = convert_source(write(SOURCE, tmp_path / "squares.ipynb"), "squares").files
    assert b"    # BEGIN SOLUTION square_1: write this\n    return x ** 2\n    # END SOLUTION\n" in files["squares.py"]
    assert b"# %% [markdown]\n# # Squares\n" in files["squares.py"]
    assert b"    assert student.square(2) == 4\n" in files["test_public.py"]
    assert b"student.square(-3) == 9" in files["test_hidden.py"]
    assert b"-3" not in files["test_public.py"]


def test_what_has_no_equal_is_listed(tmp_path: Path) -> None:
    """Nothing that was graded disappears in silence."""
    todo = convert_source(write(SOURCE, tmp_path / "squares.ipynb"), "squares").todo
    for place, words in {
        3: "say in the region",
        5: "does not end in an assertion",
        6: "AUTOTEST",
        7: "graded by hand",
    }.items():
        assert any(line.startswith(f"cell {place} ") and words in line for line in todo), (place, todo)
    assert "square_1: 4.5 points are no whole number" in todo


@pytest.mark.parametrize("text", ["", "[]", '{"cells": [{}]}', '{"cells": []}'])
def test_what_is_no_source_notebook_is_refused(tmp_path: Path, text: str) -> None:
    """The author is told which file, and what to give."""
    path = tmp_path / "squares.ipynb"
    path.write_text(text)
    with pytest.raises(CourseError, match=r"squares\.ipynb"):
        convert_source(path, "squares")


@pytest.mark.skipif(not supported(), reason="grading needs Linux")
def test_the_new_assignment_is_released_and_graded(inside: Inside, tmp_path: Path) -> None:
    """Its own solution gets full marks, and half an answer does not."""
    assert inside("new", "course").code == 0
    course = tmp_path / "course"
    path = write(notebook(*SOURCE["cells"][:4]), tmp_path / "squares.ipynb")
    ran = inside("new", "solutions/02_squares", "--from-nbgrader", path, folder=course)
    assert (ran.code, ran.err) == (0, "")
    assert "to do: cell 3 (square-1)" in ran.out
    assert inside("release", "02_squares", folder=course).code == 0
    students = course / "class"
    students.mkdir()
    (students / "student-01.py").write_text("def square(x):\n    return x * x\n")
    (students / "student-02.py").write_text("def square(x):\n    return x * abs(x)\n")
    assert inside("grade", "02_squares", students, "--sandbox", "none", folder=course).code == 0
    scores = {report.student: report.score for report in read_reports(course / "out" / "02_squares")}
    assert scores == {"student-01": 2.0, "student-02": 0.0}
