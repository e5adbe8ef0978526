"""A course of two functions whose suite takes no time, and a class to grade with it."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from grader.course.manifest import Assignment, Course, load_course
from grader.grading.plan import Plan, plan_hidden
from grader.grading.pool import JudgePool
from grader.grading.run import Event, Summary, grade_class
from grader.report.model import Report, Timing, decode, encode
from grader.sandbox import Sandbox, Tier
from grader.submission import Located, locate

NAME = "01_small"

# What is tested here is the same in every tier, and this one works on every machine.
UNCONFINED = Sandbox(tier=Tier.NONE, layers=())

COURSE = """\
format = 1
languages = ["en", "ko"]
seed = 7

[title]
en = "Small"
ko = "작은 강좌"
"""

ASSIGNMENT = """\
format = 1
module = "small"
files = ["handout.md"]

[title]
en = "Small"
ko = "작은 과제"

[[exercise]]
name = "double"
points = 4

[[exercise]]
name = "total"
points = 6
"""

SOLUTION = '''\
"""Two functions."""

import numpy as np


def double(x):
    """Return twice x, an array."""
    # BEGIN SOLUTION double: add the array to itself
    return np.add(x, x, dtype=np.result_type(x, np.float32))
    # END SOLUTION


def total(x):
    """Return the sum of all entries of x, an array, as a float."""
    # BEGIN SOLUTION total: sum in the order of memory
    flat = np.ascontiguousarray(x).reshape(-1)
    return float(np.add.reduce(flat))
    # END SOLUTION
'''

RIGHT = """\
import numpy as np

def double(x):
    return np.asarray(x) * 2.0

def total(x):
    return float(np.sum(x))
"""

HINTS = """\
[[double]]
en = "What is twice one?"
ko = "1의 두 배는 얼마일까요?"

[[double]]
en = "Adding is enough."
ko = "더하기로 충분합니다."
"""
HALF = """\
def double(x):
    return x * 2.0

def total(x):
    return 0.0
"""

EMPTY_HANDED = """\
def double(x):
    raise NotImplementedError("double")

def total(x):
    raise NotImplementedError("total")
"""

PUBLIC = """\
import numpy as np

from grader.testing import assert_close, exercise


@exercise("double")
def test_one(student):
    assert_close(student.double(np.array([1.0])), np.array([2.0]))


@exercise("total")
def test_three(student):
    assert_close(student.total(np.array([1.0, 2.0])), 3.0)
"""

HIDDEN = """\
import numpy as np

from grader.testing import assert_close, exercise


@exercise("double")
class TestDouble:
    def test_agrees(self, student, reference, rng):
        x = rng.normal(size=3)
        expected = reference.double(x)
        assert_close(student.double(x), expected)

    def test_by_hand(self, student):
        assert_close(student.double(np.array([-4.5, 8.25])), np.array([-9.0, 16.5]))


@exercise("total")
class TestTotal:
    def test_agrees(self, student, reference, rng):
        x = rng.normal(size=4)
        expected = reference.total(x)
        assert_close(student.total(x), expected)
"""

NOT_DOUBLED = '''\
"""The array comes back as it was.

Hint: Compare what goes in with what comes out.
힌트: 들어간 것과 나온 것을 비교해 보세요.
"""


def double(x):
    return np.add(x, 0.0)
'''

MEAN = '''\
"""The mean is returned in place of the sum.

Hint: What should two equal entries give?
힌트: 같은 수 두 개라면 얼마가 되어야 할까요?
"""


def total(x):
    return float(np.mean(x))
'''


class SmallCourse:
    """A course in a folder, released or not, and submissions beside it."""

    def __init__(self, root: Path, *, hidden: str = HIDDEN, limits: str = "", seed: int = 7) -> None:
        self.root = root
        self.solutions = root / "solutions"
        self.folder = self.solutions / NAME
        self.submissions = root / "class"
        self.write("assignment.toml", ASSIGNMENT + (f"\n[limits]\n{limits}\n" if limits else ""))
        self.write("small.py", SOLUTION)
        self.write("test_public.py", PUBLIC)
        self.write("test_hidden.py", hidden)
        self.write("handout.md", "# Small\n\nWrite two functions.\n")
        self.write("misconceptions/double/not_doubled.py", NOT_DOUBLED)
        self.write("misconceptions/total/mean.py", MEAN)
        (self.solutions / "course.toml").write_text(COURSE.replace("seed = 7", f"seed = {seed}"), encoding="utf-8")

    def write(self, name: str, text: str) -> Path:
        """Write a file of the assignment."""
        return _write(self.folder / name, text)

    def submit(self, **sources: str) -> Path:
        """Hand in files, one for each student, and return the folder of the class."""
        for student, source in sources.items():
            _write(self.submissions / f"{student}.py", source)
        return self.submissions

    def load(self) -> Course:
        """Load what is there now."""
        return load_course(self.solutions)

    def assignment(self) -> Assignment:
        """Return its only assignment."""
        return self.load().assignment(NAME)

    def plan(self) -> Plan:
        """Plan to grade with the hidden suite."""
        course = self.load()
        return plan_hidden(course, course.assignment(NAME), sandbox=UNCONFINED, clock=time.monotonic)

    def grade(
        self, out: Path, *, jobs: int = 1, on_event: Callable[[Event], None] = lambda _: None
    ) -> tuple[Summary, list[Event]]:
        """Grade the class and return what happened."""
        events: list[Event] = []

        def keep(event: Event) -> None:
            events.append(event)
            on_event(event)

        plan = self.plan()
        with JudgePool(plan, jobs) as judges:
            summary = grade_class(plan, self.located(), out, judges, keep)
        return summary, events

    def located(self) -> tuple[Located, ...]:
        """Return the submissions handed in."""
        return locate(self.submissions, "small")


def report(out: Path, student: str) -> Report:
    """Read a student's report."""
    path = out / "reports" / f"{student}.json"
    return decode(path.read_bytes(), path)


def outcomes(one: Report) -> dict[str, str]:
    """Return the outcome of each case."""
    return {case.id: str(case.outcome) for exercise in one.exercises for case in exercise.cases}


def judges() -> list[int]:
    """Return the judges that this process has started and that are still there."""
    found = (int(pid) for thread in Path("/proc/self/task").iterdir() for pid in _words(thread / "children"))
    return [pid for pid in found if b"grader.judge.start" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its relative path."""
    paths: Iterable[Path] = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


def untimed(folder: Path) -> dict[str, bytes]:
    """Return the files of a run with what they took taken out of the reports."""
    found = files(folder)
    for name, data in found.items():
        if name.endswith(".json"):
            one = decode(data, name)
            found[name] = encode(msgspec.structs.replace(one, timing=Timing(seconds=0.0)))
    return found


def _words(path: Path) -> list[str]:
    return path.read_text().split()


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
