"""What is given, when submissions are judged: the same for all, in every tier, and out of their reach."""

import contextlib
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from giving_course import SECOND_RIGHT, GivingCourse

from grader.course.manifest import Policy, load_assignment
from grader.course.release import plan_release, write_release
from grader.errors import CourseError, JudgeError, UsageError
from grader.grading.judges import Task
from grader.grading.plan import Plan, plan_hidden, plan_public
from grader.grading.pool import JudgePool
from grader.grading.run import judge_one
from grader.grading.trials import Judged, judge_trials
from grader.judge.process import probe
from grader.proof.verify import verify_assignment
from grader.sandbox import Sandbox, Tier, choose
from grader.submission import Located, Submission, read


@contextlib.contextmanager
def watch(_what: str, _total: int) -> Iterator[Callable[[], None]]:
    """Show nothing."""
    yield lambda: None


UNCONFINED = Sandbox(tier=Tier.NONE, layers=())

# Changes whatever of the given module a process can reach, before and while it is judged.
VANDAL = """
import builtins, gc, linecache, sys, types
import numpy as np
import given

real = given.softmax
def fake(x, axis=-1):
    return np.full(np.shape(x), 0.5)
given.softmax = fake
given._checked.__code__ = (lambda x: x * 0.0).__code__
real.__defaults__ = (0,)
linecache.cache.clear()
sys.modules["given"] = types.ModuleType("given")
sys.modules["given"].softmax = fake
for found in gc.get_objects():
    if isinstance(found, dict) and "softmax" in found:
        found["softmax"] = fake

def cross_entropy(x, label):
    from given import softmax
    return float(-np.log(softmax(x)[label]))
"""


@pytest.fixture
def giving(tmp_path: Path) -> GivingCourse:
    """Build a sound course of three."""
    return GivingCourse(tmp_path)


def plan(giving: GivingCourse, name: str = "02_second", sandbox: Sandbox = UNCONFINED) -> Plan:
    """Plan to grade an assignment of the course."""
    course = giving.load()
    return plan_hidden(course, course.assignment(name), sandbox=sandbox, clock=time.monotonic)


def scores(plan: Plan, **sources: str) -> dict[str, float]:
    """Judge sources one after the other, by one judge."""
    judged = judge(plan, **sources)
    return {name: float(sum(exercise.score for exercise in one.scores)) for name, one in judged.items()}


def judge(plan: Plan, **sources: str) -> dict[str, Judged]:
    """Return what came of each source."""
    tasks = [Task(key=name, source=source, seed=plan.seeds[0]) for name, source in sources.items()]
    with JudgePool(plan, 1) as pool:
        return dict(judge_trials(plan, pool, tasks))


@pytest.mark.parametrize("tier", Tier)
def test_what_is_given_can_be_imported_in_every_tier(giving: GivingCourse, tier: Tier) -> None:
    """Even where no file can be opened; by the reference and by the suite, too."""
    try:
        sandbox = choose(probe(), tier)
    except UsageError:
        pytest.skip(f"this machine cannot form the tier {tier}")
    assert scores(plan(giving, sandbox=sandbox), right=SECOND_RIGHT) == {"right": 10.0}


def test_a_gift_that_is_built_on_another_works(giving: GivingCourse) -> None:
    """The third assignment's reference calls the second's function, which calls the first's."""
    course = giving.load()
    for name in GivingCourse.names[1:]:
        assignment = course.assignment(name)
        write_release(plan_release(course, assignment), course.releases / name)
        sound = verify_assignment(course, assignment, sandbox=UNCONFINED, jobs=1, clock=time.monotonic, watch=watch)
        assert sound.findings == ()


def test_what_a_student_does_to_the_module_stays_theirs(giving: GivingCourse) -> None:
    """It fails by its own wrong answers; reference, suite, and those after it see nothing of it."""
    found = scores(plan(giving), before=SECOND_RIGHT, vandal=VANDAL, after=SECOND_RIGHT)
    assert found == {"before": 10.0, "vandal": 0.0, "after": 10.0}


def test_a_worker_that_died_is_given_the_same_again(giving: GivingCourse) -> None:
    """The next case finds the module as the first did."""
    suite = giving.solutions / "02_second/test_hidden.py"
    again = suite.read_text().partition("@exercise")[2].replace("test_agrees", "test_again")
    suite.write_text(suite.read_text() + "\n\n@exercise" + again)
    dies = "import os\n" + SECOND_RIGHT.replace("    return float", "    os._exit(3)\n    return float")
    judged = judge(plan(giving), dies=dies)["dies"]
    assert [str(verdict.outcome) for verdict in judged.verdicts] == ["killed", "killed"]
    assert "exit code 3" in judged.verdicts[1].message


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_given_module_that_is_handed_in_is_ignored(giving: GivingCourse, tmp_path: Path, kind: str) -> None:
    """Whatever it says, the text comes from the solutions."""
    handed_in = {"second.py": SECOND_RIGHT, "given.py": "raise SystemExit\n", "notes.md": "Done."}
    path = tmp_path / ("student-01" if kind == "folder" else "student-01.zip")
    if kind == "folder":
        path.mkdir()
        for name, text in handed_in.items():
            (path / name).write_text(text)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in handed_in.items():
                archive.writestr(f"02_second/{name}", text)
    submission = read(Located(student="student-01", path=path), "second")
    assert isinstance(submission, Submission)
    report = judge_one(plan(giving), submission)
    assert report.score == report.max_score == 10.0


def test_what_is_given_is_in_the_digest(giving: GivingCourse) -> None:
    """A change of it is another suite for those who take it, and for nobody else."""
    before = {name: plan(giving, name).digest for name in GivingCourse.names}
    giving.replace("01_first/first.py", "TINY = 1e-3", "TINY = 1e-4")
    after = {name: plan(giving, name).digest for name in GivingCourse.names}
    assert {name for name in before if before[name] != after[name]} == {"01_first", "03_third"}


def test_what_an_exercise_forbids_is_allowed_to_what_is_given(giving: GivingCourse) -> None:
    """The given function may take the exponential; the student's own may not, seen or hidden."""
    giving.manifest("02_second", "cross_entropy", "01_first.softmax", more='forbid = ["numpy.exp"]')
    seen = "import numpy as np\ndef cross_entropy(x, label):\n    return float(np.log(np.exp(x).sum()) - x[label])\n"
    hidden = seen.replace("np.exp", "getattr(np, 'e' + 'xp')")
    right, *others = judge(plan(giving), right=SECOND_RIGHT, seen=seen, hidden=hidden).values()
    assert [str(v.outcome) for v in right.verdicts] == ["passed"]
    assert [str(v.outcome) for one in others for v in one.verdicts] == ["forbidden", "forbidden"]


def test_the_public_suite_is_run_with_the_released_module(giving: GivingCourse) -> None:
    """A student's own run needs the folder that was released and nothing else."""
    course = giving.load()
    folder = course.releases / "02_second"
    write_release(plan_release(course, course.assignment("02_second")), folder)
    giving.solutions.rename(giving.root / "elsewhere")
    submission = Submission(student="second", source=SECOND_RIGHT, digest="sha256:0")
    public = plan_public(load_assignment(folder), Policy(), seed=0, clock=time.monotonic)
    assert judge_one(public, submission).score == 10.0
    (folder / "given.py").write_text("raise ValueError('spoilt')\n")
    public = plan_public(load_assignment(folder), Policy(), seed=0, clock=time.monotonic)
    with pytest.raises(CourseError, match=r"given\.py: importing it raised ValueError: spoilt; take it anew"):
        judge_one(public, submission)


def test_what_a_worker_cannot_import_is_our_fault(giving: GivingCourse) -> None:
    """No submission is scored on a module that the judge has and its workers have not."""
    giving.replace("01_first/first.py", "import os, sys\n", "import msgspec, os, sys\n")
    giving.replace("01_first/first.py", "    x = _checked(x)\n", "    x = _checked(x, msgspec.UNSET)\n")
    with pytest.raises(JudgeError, match="what is given cannot be imported by a worker: No module named 'msgspec'"):
        scores(plan(giving), right=SECOND_RIGHT)
