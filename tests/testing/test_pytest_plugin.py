"""Plain pytest in an assignment's folder, for a student and for an instructor."""

from pathlib import Path

import pytest

MANIFEST = """
format = 1
module = "line_fit"
title = {en = "A line"}
[[exercise]]
name = "slope"
points = 5
"""
SOLUTION = """
def slope(x):
    # BEGIN SOLUTION slope: rise over run
    return 2.0
    # END SOLUTION
"""
STUB = """
def slope(x):
    # TODO(slope): rise over run
    raise NotImplementedError("slope")
"""
SUITE = """
from grader.testing import assert_close, exercise

@exercise("slope")
class TestSlope:
    def test_is_two(self, student):
        assert_close(student.slope(1), 2.0)
"""
HIDDEN = """
from grader.testing import assert_close, exercise, universal_battery

@exercise("slope")
def test_agrees(student, reference, rng):
    assert_close(student.slope(rng.normal()), reference.slope(1))

TestBattery = universal_battery("slope", lambda rng: (rng.normal(size=3),))
"""


def run(pytester: pytest.Pytester, source: str | None, suite: str, *options: str) -> pytest.RunResult:
    """Run plain pytest on a folder with a manifest, the student's file and a suite."""
    (pytester.path / "assignment.toml").write_text(MANIFEST, encoding="utf-8")
    if source is not None:
        (pytester.path / "line_fit.py").write_text(source, encoding="utf-8")
    (pytester.path / "test_public.py").write_text(suite, encoding="utf-8")
    return pytester.runpytest("-W", "error", "--strict-markers", "-p", "no:cacheprovider", *options)


def test_a_right_answer_passes(pytester: pytest.Pytester) -> None:
    """The student's file is found beside the suite, by the manifest's name for it."""
    run(pytester, "def slope(x):\n    return 2.0\n", SUITE).assert_outcomes(passed=1)


def test_a_wrong_answer_fails_at_the_suites_line(pytester: pytest.Pytester) -> None:
    """The failure shows the suite's line and the message, and none of our frames."""
    result = run(pytester, "def slope(x):\n    return 4.0\n", SUITE)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([">*assert_close(student.slope(1), 2.0)", "E*got 4, expected 2", "E*it is twice*"])
    result.stdout.no_fnmatch_line("*comparison.py*")


def test_an_untouched_stub_fails_with_not_implemented(pytester: pytest.Pytester) -> None:
    """The exercise is named, and the line of the stub is shown."""
    result = run(pytester, STUB, SUITE)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*NotImplementedError: slope*", "line_fit.py:4: NotImplementedError"])


def test_what_a_students_function_raises_is_shown(pytester: pytest.Pytester) -> None:
    """The traceback leads into the student's file."""
    result = run(pytester, "def slope(x):\n    return 1 / 0\n", SUITE)
    result.stdout.fnmatch_lines([">*return 1 / 0", "line_fit.py:2: ZeroDivisionError"])


def test_a_syntax_error_is_one_sentence(pytester: pytest.Pytester) -> None:
    """File and line, and no traceback through import machinery."""
    result = run(pytester, "def slope(x:\n    return 2.0\n", SUITE)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*line_fit.py:1: this is not valid Python: *"])
    result.stdout.no_fnmatch_line("*importlib*")


def test_a_missing_file_is_one_sentence(pytester: pytest.Pytester) -> None:
    """The file to hand in is named."""
    result = run(pytester, None, SUITE)
    result.stdout.fnmatch_lines(["*line_fit.py: there is no such file; it is the one to hand in"])


def test_a_suite_without_a_manifest_is_told(pytester: pytest.Pytester) -> None:
    """The manifest says which file the student's is."""
    pytester.makepyfile(SUITE)
    result = pytester.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*assignment.toml: there is no such file; *"])


def test_an_instructor_runs_the_hidden_suite_on_the_solution(pytester: pytest.Pytester) -> None:
    """Where the file has regions, it is the reference too."""
    run(pytester, SOLUTION, HIDDEN).assert_outcomes(passed=8)


def test_a_student_has_no_reference(pytester: pytest.Pytester) -> None:
    """A test that needs one fails with a sentence, and never passes by being left out."""
    result = run(pytester, STUB, HIDDEN)
    result.assert_outcomes(errors=8)
    result.stdout.fnmatch_lines(["*line_fit.py here is no solution*the hidden suite runs only in the judge"])


def test_the_file_is_imported_once_in_a_run(pytester: pytest.Pytester) -> None:
    """The tests of a folder share one module, as they would with an import."""
    again = "    def test_again(self, student):\n        assert_close(student.slope(1), 2.0)\n"
    source = "with open('loads', 'a', encoding='utf-8') as file:\n    file.write('one ')\n"
    run(pytester, source + "def slope(x):\n    return 2.0\n", SUITE + again).assert_outcomes(passed=2)
    assert (pytester.path / "loads").read_text(encoding="utf-8") == "one "


def test_two_folders_in_one_run_have_their_own_files(pytester: pytest.Pytester) -> None:
    """Equal names in two folders are two modules, also for what the student's code imports by name."""
    for name, value in (("a", 2.0), ("b", 3.0)):
        folder = pytester.mkdir(name)
        (folder / "assignment.toml").write_text(MANIFEST, encoding="utf-8")
        source = f"def slope(x):\n    import line_fit\n    return line_fit.value\nvalue = {value}\n"
        (folder / "line_fit.py").write_text(source, encoding="utf-8")
        (folder / f"test_{name}.py").write_text(SUITE.replace("2.0", str(value)), encoding="utf-8")
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_rng_depends_on_the_test_alone(pytester: pytest.Pytester) -> None:
    """The same in every run, in any order; another for another test."""
    suite = """
from grader.testing import case_rng
import pytest
@pytest.mark.parametrize("k", [0, 1])
def test_a(rng, request, k):
    first = rng.random()
    assert first == case_rng(0, f"test_a[{k}]").random()
    assert first != case_rng(0, "test_a").random()
"""
    run(pytester, STUB, suite).assert_outcomes(passed=2)


def test_the_marks_are_registered(pytester: pytest.Pytester) -> None:
    """Strict markers accept them, and ``--markers`` explains them."""
    result = pytester.runpytest("--markers")
    result.stdout.fnmatch_lines(
        [
            "@pytest.mark.exercise(name): *",
            "@pytest.mark.group(name): *core, edge, robust*",
            "@pytest.mark.weight(number): *",
            "@pytest.mark.expects_error: *",
        ]
    )


def test_a_project_of_its_own_fixtures_is_left_alone(pytester: pytest.Pytester, tmp_path: Path) -> None:
    """Fixtures of these names in another project are that project's."""
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef student():\n    return 'Kim'\n")
    pytester.makepyfile("def test_a(student):\n    assert student == 'Kim'\n")
    pytester.runpytest().assert_outcomes(passed=1)
    assert not list(tmp_path.glob("*.toml"))
