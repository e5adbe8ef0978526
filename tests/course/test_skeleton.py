"""The skeleton of a course: sound from its first minute."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.course.leaks import find_leaks, hint_leaks
from grader.course.manifest import Course, load_course
from grader.course.misconceptions import load_misconceptions
from grader.course.regions import read_source
from grader.course.release import plan_release
from grader.course.skeleton import plan_assignment, plan_course, write_skeleton
from grader.errors import UsageError


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Write a skeleton course and load it."""
    write_skeleton(plan_course("machine-learning"), tmp_path)
    return load_course(tmp_path / "solutions")


def run_suite(folder: Path, suite: str, module: str) -> subprocess.CompletedProcess[str]:
    """Run a suite of the skeleton on the text of a module, in a folder of its own."""
    (folder / "first_steps.py").write_text(module)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", suite]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_new_course_has_one_assignment_in_two_languages(course: Course) -> None:
    """Manifests, suites, handouts and a misconception are there, and the title is the name's."""
    assert course.title == {"en": "Machine learning", "ko": "Machine learning"}
    (assignment,) = course.assignments
    assert assignment.name == "01_first_steps"
    assert assignment.files == ("handout.md", "handout.ko.md")
    (misconception,) = load_misconceptions(assignment, read_source(assignment.source).text)
    assert set(misconception.hints) == {"en", "ko"}


def test_a_new_course_releases_and_gives_nothing_away(course: Course) -> None:
    """The first release of a new course is sound."""
    (assignment,) = course.assignments
    release = plan_release(course, assignment)
    assert b"NotImplementedError" in release["first_steps.py"]
    assert find_leaks(course, assignment, release) == ()
    source = read_source(assignment.source)
    assert hint_leaks(load_misconceptions(assignment, source.text), source) == ()


def test_its_suites_tell_right_from_wrong(course: Course) -> None:
    """The solution passes both suites, the stub fails the public one, the misconception the hidden one."""
    (assignment,) = course.assignments
    solution = assignment.source.read_text()
    (misconception,) = load_misconceptions(assignment, solution)
    folder = assignment.folder
    right = run_suite(folder, ".", solution)
    assert right.returncode == 0, right.stdout
    stub = plan_release(course, assignment)["first_steps.py"].decode()
    assert run_suite(folder, "test_public.py", stub).returncode == 1
    assert run_suite(folder, "test_hidden.py", misconception.apply(solution)).returncode == 1


def test_a_new_assignment_gets_the_next_number(course: Course) -> None:
    """A name without a number comes last in the course, its module named after it."""
    plan = plan_assignment(course, "least_squares")
    assert "02_least_squares/least_squares.py" in plan
    write_skeleton(plan, course.folder)
    again = load_course(course.folder)
    assert [a.name for a in again.assignments] == ["01_first_steps", "02_least_squares"]
    assert find_leaks(again, again.assignments[1], plan_release(again, again.assignments[1])) == ()


def test_a_number_and_a_module_can_be_chosen(course: Course) -> None:
    """A name with a number keeps it."""
    plan = plan_assignment(course, "07_trees", "forest")
    assert "07_trees/forest.py" in plan
    assert b'module = "forest"' in plan["07_trees/assignment.toml"]


def test_the_first_assignment_of_an_empty_course_is_number_one(course: Course, tmp_path: Path) -> None:
    """Numbers begin with 01."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/course.toml").write_bytes((course.folder / "course.toml").read_bytes())
    assert "01_trees/trees.py" in plan_assignment(load_course(tmp_path / "empty"), "trees")


@pytest.mark.parametrize("name", ["", "a/b", "..", "1st", "-rf", "a b", "a\n"])
def test_a_course_with_an_impossible_name_is_refused(name: str) -> None:
    """A name becomes a folder and a title."""
    with pytest.raises(UsageError, match="no name for a course; write letters"):
        plan_course(name)


@pytest.mark.parametrize("name", ["", "a/b", "..", "1_a", "Trees", "02_", "a-b", "02_a\n"])
def test_an_assignment_with_an_impossible_name_is_refused(course: Course, name: str) -> None:
    """A name becomes a folder and, without its number, a module."""
    with pytest.raises(UsageError, match="no name for an assignment; write it like"):
        plan_assignment(course, name)


@pytest.mark.parametrize(("name", "module"), [("02_a", "no-module"), ("02_random", None), ("02_a", "test_hidden")])
def test_a_module_that_cannot_be_imported_is_refused(course: Course, name: str, module: str | None) -> None:
    """What the manifest would refuse is refused before it is written."""
    with pytest.raises(UsageError, match=r"is no module name|would hide another module"):
        plan_assignment(course, name, module)


def test_an_assignment_that_is_there_is_refused(course: Course) -> None:
    """A second one of the same name is not planned."""
    with pytest.raises(UsageError, match="01_first_steps: is there already; choose another name"):
        plan_assignment(course, "01_first_steps")


def test_nothing_is_overwritten_and_nothing_written_beside_it(tmp_path: Path) -> None:
    """One file in the way, be it a broken link, and the folder stays as it was."""
    way = tmp_path / "solutions/course.toml"
    way.parent.mkdir()
    way.symlink_to("nowhere")
    with pytest.raises(UsageError, match=r"course\.toml: is there already"):
        write_skeleton(plan_course("a"), tmp_path)
    assert list(way.parent.iterdir()) == [way]
