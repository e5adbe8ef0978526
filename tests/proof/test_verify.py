"""Verifying: a sound assignment has no finding, and each way to be unsound is found and named."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from small_course import HIDDEN, NAME, SOLUTION, UNCONFINED, SmallCourse

from grader.course.release import plan_release, write_release
from grader.errors import CourseError
from grader.grading.trials import Judged
from grader.proof.checks import (
    REFERENCE,
    SEEDS,
    Judgements,
    Subjects,
    _check_reference,
    _check_seeds,
    _differences,
    find_lucky,
)
from grader.proof.verify import CHECKS, Soundness, _check_release, verify_assignment
from grader.verdict import Outcome, Verdict

# Each exercise has a fault of its own, so that one verification shows them all.
EXERCISES = ("double", "total", "blind", "twins", "free", "wrong", "random", "layout", "order", "chance")

UNSOUND_SOLUTION = (
    SOLUTION
    + "".join(
        f'''

def {name}(x):
    """Return x, an array, times a number."""
    # BEGIN SOLUTION {name}: multiply
    return np.multiply(x, {factor}, dtype=np.result_type(x))
    # END SOLUTION
'''
        for name, factor in (
            ("blind", 11.5),
            ("twins", 12.5),
            ("free", 13.5),
            ("wrong", 14.5),
            ("layout", 15.5),
            ("order", 16.5),
            ("chance", 17.5),
        )
    )
    + '''

def random(x):
    """Return x, an array, upside down."""
    # BEGIN SOLUTION random: negate
    return np.negative(x, dtype=np.result_type(x))
    # END SOLUTION
'''
)

UNSOUND_HIDDEN = (
    HIDDEN
    + """

import os

import pytest


@exercise("blind")
def test_blind(student):
    assert student.blind(np.zeros(3)).shape == (3,)


@exercise("twins")
def test_twins(student):
    assert_close(student.twins(np.array([2.0])), np.array([25.0]))


@exercise("free")
def test_free(student):
    assert_close(student.free(np.array([2.0])), np.array([27.0]))


@exercise("free")
def test_anything_is_there(student):
    student.free


@exercise("wrong")
def test_wrong(student):
    assert_close(student.wrong(np.array([2.0])), np.array([30.0]))


@exercise("layout")
def test_layout(student):
    assert student.layout(np.ones((2, 3))).flags.c_contiguous


SEEN = []


@exercise("order")
def test_before(student):
    assert_close(student.order(np.array([2.0])), np.array([33.0]))
    SEEN.append(1)


@exercise("order")
def test_after(student):
    assert_close(student.order(np.array([2.0])), np.array([33.0]))
    seen = bool(SEEN)
    SEEN.clear()
    assert seen, "it is not seen"


@exercise("chance")
def test_chance(student, rng):
    assert_close(student.chance(np.array([2.0])), np.array([35.0]))
    assert rng.random() < 0.7, "bad luck"


@exercise("random")
def test_random(student):
    if student.random(np.ones(2))[0] > 0:
        pytest.fail(os.urandom(8).hex())
"""
)

VARIANT = '''\
"""{summary}

Hint: {hint}
힌트: 다시 해 보세요.
"""


def {name}(x):
    return np.multiply(x, {factor})
'''


ALTERNATIVE = '''\
"""Column by column."""


def layout(x):
    return np.asfortranarray(x * 15.5)
'''


STRATEGIES = """
from grader.testing.strategies import arrays, inputs, numbers


@inputs("layout")
def layout(draw, student):
    return student.layout(draw(arrays(2, 2))).flags.c_contiguous


@inputs("blind")
def blind(draw, student):
    return student.blind(draw(arrays(2, of=numbers(0.0))))
"""


@contextmanager
def watch(_what: str, _total: int) -> Iterator[Callable[[], None]]:
    """Show nothing."""
    yield lambda: None


class Verified(msgspec.Struct, frozen=True):
    """A course and what verifying it found, by check."""

    course: SmallCourse
    soundness: Soundness

    def problems(self, check: str) -> list[str]:
        """Return what one check found."""
        return [finding.problem for finding in self.soundness.findings if finding.check == check]


def verify(course: SmallCourse) -> Verified:
    """Verify the assignment."""
    loaded = course.load()
    (assignment,) = loaded.assignments
    soundness = verify_assignment(loaded, assignment, sandbox=UNCONFINED, jobs=1, clock=time.monotonic, watch=watch)
    return Verified(course, soundness)


def release(course: SmallCourse) -> Path:
    """Release the assignment and return where."""
    loaded = course.load()
    folder: Path = loaded.releases / NAME
    write_release(plan_release(loaded, loaded.assignments[0]), folder)
    return folder


def write_variant(course: SmallCourse, exercise: str, name: str, factor: float, hint: str = "Try again.") -> None:
    """Write a misconception that multiplies by something else."""
    text = VARIANT.format(summary=f"Multiplies by {factor}.", name=exercise, factor=factor, hint=hint)
    course.write(f"misconceptions/{exercise}/{name}.py", text)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Verified:
    """Verify a course that is well."""
    course = SmallCourse(tmp_path_factory.mktemp("sound"))
    course.write("alternatives/plain.py", '"""Twice."""\n\n\ndef double(x):\n    return x * 2.0\n')
    release(course)
    return verify(course)


@pytest.fixture(scope="module")
def unsound(tmp_path_factory: pytest.TempPathFactory) -> Verified:
    """Verify a course in which every check has something to find."""
    course = SmallCourse(tmp_path_factory.mktemp("unsound"), hidden=UNSOUND_HIDDEN)
    course.write("small.py", UNSOUND_SOLUTION)
    manifest = (course.folder / "assignment.toml").read_text()
    more = "".join(f'\n[[exercise]]\nname = "{name}"\npoints = 1\n' for name in EXERCISES[2:])
    course.write("assignment.toml", manifest + more)
    for name, factor in (("blind", 1.5), ("free", 1.5), ("wrong", 1.5), ("random", 1.5)):
        write_variant(course, name, f"{name}_variant", factor)
    write_variant(course, "twins", "one_twin", 3.5)
    write_variant(course, "twins", "other_twin", 3.5)
    write_variant(course, "twins", "told", 4.5, hint="Write np.multiply(x, 12.5, dtype=np.result_type(x)) there.")
    broken = VARIANT.format(summary="Is no Python in the end.", name="twins", factor=1.0, hint="Try again.")
    course.write("misconceptions/twins/unfit.py", broken + "    x = 1\n    global x\n")
    course.write("alternatives/columns.py", ALTERNATIVE)
    course.write("strategies.py", STRATEGIES)
    course.write("handout.md", "# Small\n\nreturn np.add(x, x, dtype=np.result_type(x, np.float32))\n")
    folder = release(course)
    (folder / "test_public.py").write_text("stale\n")
    (folder / "stray.txt").touch()
    return verify(course)


def test_a_sound_assignment_has_no_finding(sound: Verified) -> None:
    """Reference, stub, misconceptions, release, leaks and hints are well; the counts say what was looked at."""
    assert sound.soundness == Soundness(
        assignment=NAME, cases=3, misconceptions=2, alternatives=1, rewritings=1, findings=()
    )


def test_inputs_are_put_to_the_proof(unsound: Verified) -> None:
    """What they find in what is right is a fault of theirs; what they do not find is said."""
    (problem,) = unsound.problems("inputs")
    assert "strategies.py: layout: of " in problem
    assert (
        "columns.py, which is right, `layout(np.array([[0.0, 0.0], [0.0, 0.0]])).flags.c_contiguous` gives" in problem
    )
    assert "blind/blind_variant: the inputs of strategies.py do not show it" in unsound.soundness.warnings


def test_every_finding_belongs_to_a_check(unsound: Verified) -> None:
    """And every check found something."""
    assert {finding.check for finding in unsound.soundness.findings} == set(CHECKS)


def test_a_reference_that_fails_is_found(unsound: Verified) -> None:
    """The case that the reference does not pass is named with its message."""
    problem, *_ = (problem for problem in unsound.problems("reference") if "test_chance" not in problem)
    suite = unsound.course.folder / "test_hidden.py"
    assert problem.startswith(f"{suite}: test_wrong: failed on the reference: ")
    assert problem.endswith("; mend the case or the reference")


def test_a_case_that_the_stub_passes_is_found(unsound: Verified) -> None:
    """The case that an untouched file earns points with is named."""
    suite = unsound.course.folder / "test_hidden.py"
    problem = f"{suite}: test_anything_is_there: the untouched stub passes it; let it compare a value"
    assert unsound.problems("stub") == [problem]


def test_a_misconception_that_loses_nothing_is_found(unsound: Verified) -> None:
    """A suite too blind for a mistake that its author listed, and a variant that is no Python, are named."""
    folder = unsound.course.folder / "misconceptions"
    blind = "blind_variant keeps full marks in blind; write a hidden case that catches it"
    found = unsound.problems("misconceptions")
    assert found[0] == f"{folder / 'blind' / 'blind_variant.py'}: {blind}"
    assert found[1].startswith(f"{folder / 'twins' / 'unfit.py'}: ")
    assert "is not valid Python" in found[1]
    assert found[1].endswith("; mend the variant")
    assert len(found) == 2


def test_misconceptions_that_look_alike_are_found(unsound: Verified) -> None:
    """Two variants that answer every call alike could never be told apart, and are named together."""
    one = unsound.course.folder / "misconceptions" / "twins" / "one_twin.py"
    problem = f"{one}: behaves like other_twin on every call; write a hidden case that tells them apart"
    assert unsound.problems("distinct") == [problem]


def test_a_suite_that_cannot_be_repeated_is_found(unsound: Verified) -> None:
    """A case with randomness of its own is named, with the source that showed it."""
    problem = "random/random_variant: test_random: judged twice, two verdicts; draw randomness from `rng` alone"
    assert unsound.problems("repeatable") == [problem]


def test_an_alternative_that_loses_marks_is_found(unsound: Verified) -> None:
    """What is right in another style, the case that refuses it, and what that says."""
    (problem,) = unsound.problems("alternatives")
    path = unsound.course.folder / "alternatives" / "columns.py"
    assert problem.startswith(f"{path}: test_layout: failed: ")
    assert problem.endswith("; let the suite accept what is right, or mend the alternative")


def test_a_rewriting_that_loses_marks_is_found(unsound: Verified) -> None:
    """The rewriting is named, since nobody wrote it."""
    (problem,) = unsound.problems("rewritings")
    source = unsound.course.folder / "small.py"
    assert problem.startswith(f"{source}: with results in Fortran order: test_layout: failed: ")


def test_cases_that_depend_on_each_other_are_found(unsound: Verified) -> None:
    """A case that passes only after another one is named, and randomness is not blamed."""
    order = unsound.problems("order")
    assert f"{REFERENCE}: test_after: another verdict where the cases run in reversed order" in order[0]
    assert all("test_after" in problem for problem in order)


def test_a_case_that_needs_luck_is_found(unsound: Verified) -> None:
    """A right answer that passes under some seeds only is counted, with what the case said."""
    chance = [problem for problem in unsound.problems("seeds") if problem.startswith(f"{REFERENCE}: test_chance: ")]
    assert len(chance) == 1
    assert f"of {SEEDS - 1} other seeds" in chance[0]
    assert chance[0].endswith("; draw inputs that leave nothing to chance")


def test_a_stale_release_is_found(unsound: Verified) -> None:
    """Each released file that differs from its source is named, with what to do."""
    folder = unsound.course.root / "assignments" / NAME
    stray, suite = unsound.problems("release")
    assert stray.startswith(f"{folder / 'stray.txt'}: is not part of the release; run `grader release")
    assert suite.startswith(f"{folder / 'test_public.py'}: differs from its source; run `grader release")


def test_a_leak_is_found(unsound: Verified) -> None:
    """A line of the solution in the handout is named with its place, and so it is where a notebook repeats it."""
    in_handout, *in_notebooks = unsound.problems("leaks")
    assert in_handout.startswith("handout.md:3: gives away a line of the solution")
    assert in_notebooks
    assert all(".ipynb" in problem for problem in in_notebooks)


def test_a_hint_that_gives_the_answer_away_is_found(unsound: Verified) -> None:
    """A hint that holds the line to be found is named."""
    (problem,) = unsound.problems("hints")
    assert problem.startswith(str(unsound.course.folder / "misconceptions" / "twins" / "told.py"))


def test_a_course_that_is_not_released_is_found(tmp_path: Path) -> None:
    """Every file that students lack is named."""
    course = SmallCourse(tmp_path).load()
    (assignment,) = course.assignments
    findings = list(_check_release(course, assignment, plan_release(course, assignment)))
    assert len(findings) == len(plan_release(course, assignment))
    assert all("is missing" in finding.problem for finding in findings)


def test_a_suite_that_cannot_be_judged_with_is_no_finding_but_an_error(tmp_path: Path) -> None:
    """Without a collected suite there is nothing to verify."""
    with pytest.raises(CourseError, match=r"test_hidden\.py: cannot be collected"):
        verify(SmallCourse(tmp_path, hidden="def broken(:\n"))


def judged(*outcomes: Outcome, rejection: str | None = None) -> Judged:
    """Return what came of a source."""
    verdicts = tuple(Verdict(case=f"c{i}", outcome=outcome) for i, outcome in enumerate(outcomes))
    return Judged(rejection=rejection, verdicts=verdicts)


def test_a_reference_that_is_rejected_is_found(tmp_path: Path) -> None:
    """A reference that no worker can load is named with the reason."""
    assignment = SmallCourse(tmp_path).assignment()
    (finding,) = _check_reference(judged(rejection="it is too large"), assignment)
    assert finding.problem == f"{assignment.source}: it is too large; mend the reference"


def test_a_rejection_that_comes_and_goes_is_found() -> None:
    """A source that is judged only one time of two is told apart from one whose verdicts differ."""
    (what,) = _differences(judged(Outcome.PASSED), judged(rejection="took too long"))
    assert what.startswith("rejected one time")
    assert _differences(judged(Outcome.PASSED), judged(Outcome.FAILED)) == ["c0"]
    assert _differences(judged(Outcome.PASSED), judged(Outcome.PASSED)) == []


def test_a_misconception_that_a_fixed_case_catches_is_caught_for_certain() -> None:
    """A case that draws nothing is not judged anew: what failed it once always will."""
    subjects = Subjects({}, {}, "", {"f/one": "", "f/other": ""})
    found = Judgements(
        first={"f/one": judged(Outcome.PASSED, Outcome.FAILED), "f/other": judged(Outcome.FAILED, Outcome.PASSED)},
        again={},
        elsewhere={(name, 1): judged(Outcome.PASSED) for name in subjects.misconceptions},
    )
    (finding,) = _check_seeds(found, subjects)
    assert finding.problem.startswith("f/other: keeps full marks under another seed")


def test_a_misconception_that_is_caught_by_luck_is_found() -> None:
    """One that another draw lets through is a fault of the suite; one that is caught by other cases is a warning."""
    subjects = Subjects({REFERENCE: ""}, {}, "", {"f/lucky": "", "f/mixed": ""})
    first = {name: judged(Outcome.FAILED, Outcome.PASSED) for name in subjects.misconceptions}
    found = Judgements(
        first={REFERENCE: judged(Outcome.PASSED, Outcome.PASSED), **first},
        again={},
        elsewhere={
            (REFERENCE, 1): judged(Outcome.PASSED, Outcome.PASSED),
            ("f/lucky", 1): judged(Outcome.PASSED, Outcome.PASSED),
            ("f/mixed", 1): judged(Outcome.FAILED, Outcome.FAILED),
        },
    )
    (finding,) = _check_seeds(found, subjects)
    assert finding.problem.startswith("f/lucky: keeps full marks under another seed")
    assert [warning.partition(" under")[0] for warning in find_lucky(found, subjects)] == [
        "f/lucky: c0: passed",
        "f/mixed: c1: failed",
    ]
