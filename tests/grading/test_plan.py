"""Plans: a digest of everything that decides a verdict or a point, and where a report comes from."""

import platform
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from small_course import HIDDEN, UNCONFINED, SmallCourse

import grader
from grader.course.manifest import Course, Policy
from grader.errors import CourseError
from grader.grading.plan import BUCKETS, Plan, plan_hidden, plan_public, this_machine
from grader.sandbox import Tier
from grader.verdict import Feedback


def hidden(course: Course) -> Plan:
    """Plan to grade with the hidden suite."""
    return plan_hidden(course, course.assignments[0], sandbox=UNCONFINED, clock=time.monotonic)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("test_hidden.py", "16.5", "16.50"),
        ("small.py", "order of memory", "order of the memory"),
        ("misconceptions/total/mean.py", "Hint: ", "Hint: So: "),
        ("assignment.toml", "points = 6", "points = 7"),
        ("assignment.toml", "[title]", "limits.call_seconds = 9\n[title]"),
    ],
)
def test_whatever_decides_a_point_is_in_the_digest(tmp_path: Path, file: str, old: str, new: str) -> None:
    """Suite, reference, hints, exercises and limits, once changed, make another suite."""
    course = SmallCourse(tmp_path)
    before = course.plan().digest
    text = (course.folder / file).read_text()
    assert old in text
    course.write(file, text.replace(old, new))
    assert course.plan().digest != before


def test_strategies_are_in_the_digest(tmp_path: Path) -> None:
    """They decide what a report says."""
    course = SmallCourse(tmp_path)
    digests = [course.plan().digest]
    for text in ("", "# more\n"):
        course.write("strategies.py", text)
        digests.append(course.plan().digest)
    assert len(set(digests)) == 3


@pytest.mark.parametrize("file", ["handout.md", "test_public.py"])
def test_what_decides_nothing_is_not_in_the_digest(tmp_path: Path, file: str) -> None:
    """A reworded handout regrades nobody."""
    course = SmallCourse(tmp_path)
    before = course.plan().digest
    course.write(file, (course.folder / file).read_text() + "\n# more\n")
    assert course.plan().digest == before


def test_the_policy_is_in_the_digest(tmp_path: Path) -> None:
    """Another way from cases to points is another suite."""
    course = SmallCourse(tmp_path).load()
    policies = (Policy(), Policy(step=0.25), Policy(groups={"core": 1}), Policy(feedback=Feedback.FULL))
    courses = [msgspec.structs.replace(course, policy=policy) for policy in policies]
    assert len({hidden(one).digest for one in courses}) == 4


def test_hidden_inputs_are_drawn_from_suite_seed_and_secret(tmp_path: Path) -> None:
    """Whoever lacks one of the three cannot draw them; whoever has all draws the same."""
    small = SmallCourse(tmp_path)
    course = small.load()
    plans = [hidden(course), hidden(msgspec.structs.replace(course, secret="one of its own"))]  # noqa: S106  of a test
    plans.append(hidden(msgspec.structs.replace(course, seed=course.seed + 1)))
    small.write("test_hidden.py", HIDDEN + "# more\n")
    plans.append(hidden(course))
    assert len({seed for plan in plans for seed in plan.seeds}) == 4 * BUCKETS
    assert hidden(course).seeds == plans[-1].seeds


def test_a_submission_falls_into_one_of_a_few_buckets(tmp_path: Path) -> None:
    """Its bytes alone decide on which inputs it is judged, and all buckets are used."""
    plan = SmallCourse(tmp_path).plan()
    drawn = [plan.seed_of(f"sha256:{number}") for number in range(100)]
    assert set(drawn) == set(plan.seeds)
    assert drawn == [plan.seed_of(f"sha256:{number}") for number in range(100)]


def test_text_cannot_move_from_suite_to_reference_unseen(tmp_path: Path) -> None:
    """The digest knows where one file ends and the next begins."""
    course = SmallCourse(tmp_path)
    solution = (course.folder / "small.py").read_text()
    course.write("small.py", "#\n" + solution)
    before = course.plan().digest
    course.write("test_hidden.py", HIDDEN + "#\n")
    course.write("small.py", solution)
    assert course.plan().digest != before


def test_the_provenance_says_what_a_report_was_made_from(tmp_path: Path) -> None:
    """Submission, suite, versions, sandbox and seed are there."""
    plan = SmallCourse(tmp_path).plan()
    made = plan.provenance("sha256:abc", this_machine(Tier.NONE))
    assert (made.submission, made.suite, made.sandbox) == ("sha256:abc", plan.digest, "none")
    assert made.seed == plan.seed_of("sha256:abc")
    assert (made.grader, made.python, made.numpy) == (grader.__version__, platform.python_version(), np.__version__)


def test_a_public_plan_holds_no_secret(tmp_path: Path) -> None:
    """A student's own run knows the public suite and no reference, and works without a zygote."""
    plan = plan_public(SmallCourse(tmp_path).assignment(), Policy(), seed=0, clock=time.monotonic)
    assert plan.spec.suite.name == "test_public.py"
    assert plan.spec.reference is None
    assert not plan.spec.zygote
    assert plan.seed_of("sha256:abc") == 0


def _remove(path: Path) -> None:
    path.unlink()


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_remove, _make_folder])
@pytest.mark.parametrize("file", ["test_hidden.py", "small.py"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, file: str, spoil: Callable[[Path], None]) -> None:
    """Without its suite or its reference an assignment is not graded."""
    course = SmallCourse(tmp_path)
    spoil(course.folder / file)
    with pytest.raises(CourseError, match=f"{course.folder / file}: (cannot be read|there is no such file).*; "):
        course.plan()
