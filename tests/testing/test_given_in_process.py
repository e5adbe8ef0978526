"""What is given, under plain pytest: beside the stub for a student, from the course for an instructor."""

import sys
from collections.abc import Iterator
from pathlib import Path

import jupytext  # noqa: F401  pytester forgets what a test imports, and this cannot be imported twice
import pytest
from giving_course import SECOND_RIGHT, GivingCourse

from grader.course.release import plan_release, write_release
from grader.errors import CourseError
from grader.testing.loading import load_text

THIRD_RIGHT = """\
from given import cross_entropy

def total(x, labels):
    import given
    return float(sum(given.cross_entropy(row, label) for row, label in zip(x, labels)))
"""


@pytest.fixture
def giving(pytester: pytest.Pytester) -> Iterator[GivingCourse]:
    """Build a course of three, and release what can be."""
    giving = GivingCourse(pytester.path)
    course = giving.load()
    for assignment in course.assignments:
        write_release(plan_release(course, assignment), course.releases / assignment.name)
    (course.releases / "02_second/second.py").write_text(SECOND_RIGHT)
    (course.releases / "03_third/third.py").write_text(THIRD_RIGHT)
    yield giving
    assert "given" not in sys.modules


def run(pytester: pytest.Pytester, *arguments: str | Path) -> pytest.RunResult:
    """Run plain pytest."""
    return pytester.runpytest("-W", "error", "-p", "no:cacheprovider", *arguments)


def test_a_student_has_it_beside_the_stub(pytester: pytest.Pytester, giving: GivingCourse) -> None:
    """For the suite, and for the student's file; without the solutions."""
    giving.solutions.rename(pytester.path / "elsewhere")
    run(pytester, pytester.path / "assignments/02_second").assert_outcomes(passed=1)


@pytest.mark.usefixtures("giving")
def test_two_folders_in_one_run_have_their_own(pytester: pytest.Pytester) -> None:
    """Equal names in two folders are two modules, also while the student's code runs."""
    folders = [pytester.path / "assignments" / name for name in ("03_third", "02_second")]
    run(pytester, "--import-mode=importlib", *folders).assert_outcomes(passed=2)


def test_an_instructor_has_it_from_the_course(pytester: pytest.Pytester, giving: GivingCourse) -> None:
    """Both suites run on the solution, beside which there is no such file."""
    folder = giving.solutions / "03_third"
    run(pytester, folder / "test_public.py", folder / "test_hidden.py").assert_outcomes(passed=2)


def test_a_missing_module_is_one_sentence(pytester: pytest.Pytester, giving: GivingCourse) -> None:
    """The file to fetch is named by every test that needs the student's file."""
    folder = pytester.path / "assignments/02_second"
    giving.solutions.rename(pytester.path / "elsewhere")
    (folder / "given.py").unlink()
    suite = (folder / "test_public.py").read_text().replace("from given import softmax\n", "softmax = len\n")
    (folder / "test_public.py").write_text(suite)
    result = run(pytester, folder)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*given.py: there is no such file; *"])


def test_a_given_module_of_a_project_without_assignments_is_its_own(pytester: pytest.Pytester) -> None:
    """Nothing of ours stands in for it."""
    pytester.makepyfile(given="value = 3")
    pytester.makepyfile("import given\ndef test_a():\n    assert given.value == 3\n")
    run(pytester).assert_outcomes(passed=1)
    sys.modules.pop("given", None)


def test_a_text_is_imported_as_if_from_its_file(tmp_path: Path) -> None:
    """Dataclasses and tracebacks find it; nothing stays behind."""
    text = "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: 'int'\ndef f():\n    return 1 / 0\n"
    module = load_text(text, tmp_path / "given.py")
    assert (module.__name__, module.__file__, module.A(1).x) == ("given", str(tmp_path / "given.py"), 1)
    with pytest.raises(ZeroDivisionError) as raised:
        module.f()
    assert str(raised.traceback[-1].statement).strip() == "return 1 / 0"
    assert "given" not in sys.modules


@pytest.mark.parametrize("text", ["def f(:\n", "1 / 0\n", "import nothing_of_that_name\n"])
def test_a_text_that_cannot_be_imported_is_no_students_fault(tmp_path: Path, text: str) -> None:
    """One sentence with the file, and nothing stays behind."""
    with pytest.raises(
        CourseError, match=r"given\.py: importing it raised \w+Error: .*; take it anew from the release"
    ):
        load_text(text, tmp_path / "given.py")
    assert "given" not in sys.modules
