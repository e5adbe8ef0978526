"""Runs: every submission gets a report or is named, nothing is done twice, and nothing is lost."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from small_course import (
    EMPTY_HANDED,
    HALF,
    HIDDEN,
    RIGHT,
    SOLUTION,
    SmallCourse,
    files,
    judges,
    outcomes,
    report,
    untimed,
)

from grader.course.manifest import Policy
from grader.errors import CourseError, JudgeError, UsageError
from grader.grading.folder import EARLIER, read_reports
from grader.grading.plan import plan_public
from grader.grading.run import Event, Summary, judge_one
from grader.report.model import encode
from grader.submission import Rejection, Submission

AGREES, BY_HAND, TOTAL = "TestDouble::test_agrees", "TestDouble::test_by_hand", "TestTotal::test_agrees"

# Goes wrong in the first case alone, and remembers in its module that it did.
STUMBLES = """
import ctypes, os, sys
import numpy as np

touched = False

def double(x):
    global touched
    if x.size == 3:
        touched = True
        {what}
    return x * 2.0

def total(x):
    return -1.0 if touched else float(np.sum(x))
"""
FAULTS = {
    "hangs": ("while True: pass", "timed_out"),
    "sleeps": ("import time; time.sleep(3600)", "timed_out"),
    "floods": ("while True: print('x' * 10_000)", "timed_out"),
    "exits": ("os._exit(0)", "killed"),
    "crashes": ("os.kill(os.getpid(), 11)", "killed"),
    "lies": ("os.write(3, b'x' * 64)", "killed"),
}

# Leaves something wherever code of one process can leave something.
VANDAL = (
    RIGHT
    + """
import builtins, os, random, sys, types, warnings
random.seed(1)
np.random.seed(1)
np.seterr(all="raise")
warnings.simplefilter("error")
os.environ["VANDAL"] = "was here"
sys.modules["vandal"] = types.ModuleType("vandal")
builtins.vandal = True
np.add = np.sum = lambda *a, **k: 42
vandal = True
"""
)
WITNESS = """
import builtins, os, random, sys, warnings
import numpy as np

def double(x):
    left = sorted(set(os.environ) & {"VANDAL"}), "vandal" in sys.modules, hasattr(builtins, "vandal")
    drawn = random.random(), np.random.random(), np.random.default_rng().random(), hash("vandal")
    raise ValueError(f"{left} {drawn} {np.geterr()} {np.add} {len(warnings.filters)} {'vandal' in globals()}")

total = double
"""

# Does to the judge what the submission says, as long as there is a file of that name.
CURSED = """
import os
from pathlib import Path

import numpy as np

from grader.testing import assert_close, exercise

HERE = Path({folder!r})


@exercise("double")
def test_double(student):
    curse = student.CURSE
    if (HERE / curse).exists():
        if curse == "dies_once":
            (HERE / curse).unlink()
        if curse == "errs":
            raise MemoryError
        os._exit(3)
    assert_close(student.double(np.array([1.0])), np.array([2.0]))


@exercise("total")
def test_total(student):
    assert_close(student.total(np.array([1.0])), 1.0)
"""

Graded = tuple[Summary, list[Event]]


class Fresh(msgspec.Struct, frozen=True):
    """A class graded twice, each time into a new folder."""

    course: SmallCourse
    out: Path
    other: Path
    summary: Summary
    events: list[Event]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Grade a class of all kinds, in two judges and in one."""
    root = tmp_path_factory.mktemp("fresh")
    course = SmallCourse(root)
    course.submit(right=RIGHT, half=HALF, untouched=EMPTY_HANDED, broken="def double(:\n", raises="1 / 0\n", empty="")
    (course.submissions / "misnamed").mkdir()
    (course.submissions / "misnamed" / "smal.py").write_text(RIGHT)
    summary, events = course.grade(root / "out", jobs=2)
    course.grade(root / "other", jobs=1)
    return Fresh(course, root / "out", root / "other", summary, events)


@pytest.fixture
def again(fresh: Fresh, tmp_path: Path) -> Callable[[], Graded]:
    """Return what grades a copy of the graded class, in ``tmp_path``, once more."""
    for folder in ("solutions", "class", "out"):
        shutil.copytree(fresh.course.root / folder, tmp_path / folder)
    course = SmallCourse(tmp_path)
    return lambda: course.grade(tmp_path / "out")


def test_a_run_leaves_a_gradebook_and_a_report_each_and_nothing_else(fresh: Fresh) -> None:
    """Seven students, seven reports."""
    names = ["broken", "empty", "half", "misnamed", "raises", "right", "untouched"]
    assert sorted(files(fresh.out)) == sorted(["gradebook.csv", *(f"reports/{name}.json" for name in names)])
    assert (fresh.summary.graded, fresh.summary.kept, fresh.summary.failed) == (7, 0, ())
    assert {event.kind for event in fresh.events} == {"graded"}


def test_the_gradebook_has_everybodys_points(fresh: Fresh) -> None:
    """A row per student, sorted, with a column per exercise."""
    assert (fresh.out / "gradebook.csv").read_text().splitlines() == [
        "student,status,score,max_score,double,total",
        "broken,rejected,0,10,0,0",
        "empty,rejected,0,10,0,0",
        "half,graded,4,10,4,0",
        "misnamed,rejected,0,10,0,0",
        "raises,graded,0,10,0,0",
        "right,graded,10,10,4,6",
        "untouched,graded,0,10,0,0",
    ]


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("broken", "line 1 of small.py is not valid Python (syntax error): invalid syntax"),
        ("empty", "the file is empty; did you save it before you handed it in?"),
        ("misnamed", "there is no small.py in this folder (it has smal.py); name your file small.py"),
    ],
)
def test_a_rejected_submission_says_why_and_stops_nobody(fresh: Fresh, student: str, reason: str) -> None:
    """What cannot be judged has a report with every case, a sentence, and no point; the others are graded."""
    one = report(fresh.out, student)
    assert (one.status, one.reason, one.score, one.max_score) == ("rejected", reason, 0.0, 10.0)
    assert set(outcomes(one).values()) == {"missing"}
    assert report(fresh.out, "right").score == 10


@pytest.mark.parametrize(
    ("student", "found"),
    [
        ("right", ["passed", "passed", "passed"]),
        ("half", ["passed", "passed", "failed"]),
        ("untouched", ["not_implemented"] * 3),
        ("raises", ["failed"] * 3),
    ],
)
def test_a_graded_submission_has_an_outcome_for_each_case(fresh: Fresh, student: str, found: list[str]) -> None:
    """The reports tell right, wrong and not written apart."""
    assert outcomes(report(fresh.out, student)) == dict(zip([AGREES, BY_HAND, TOTAL], found, strict=True))


def test_two_fresh_runs_differ_in_timing_alone(fresh: Fresh) -> None:
    """However many judges there are, reports and gradebook are the same to the byte but for the seconds."""
    assert untimed(fresh.out) == untimed(fresh.other)
    assert (fresh.out / "gradebook.csv").read_bytes() == (fresh.other / "gradebook.csv").read_bytes()


def test_a_report_says_what_its_submission_used(fresh: Fresh) -> None:
    """CPU time and memory of its own processes; nothing of one that had none."""
    half, empty = report(fresh.out, "half").timing, report(fresh.out, "empty").timing
    assert half.cpu_seconds is not None
    assert 0 < half.cpu_seconds < 60
    assert half.memory_mib is not None
    assert 5 < half.memory_mib < 4096
    assert (empty.cpu_seconds, empty.memory_mib) == (None, None)


def test_a_second_run_grades_nothing_and_changes_no_byte(again: Callable[[], Graded], tmp_path: Path) -> None:
    """What was graded under the same suite is kept."""
    before = files(tmp_path / "out")
    summary, events = again()
    assert (summary.graded, summary.kept, summary.changes) == (0, 7, ())
    assert {event.kind for event in events} == {"kept"}
    assert files(tmp_path / "out") == before


def test_a_second_run_starts_no_judge(again: Callable[[], Graded], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all is kept, nothing is even collected."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("grader.grading.pool.Judge", refuse)
    assert again()[0].kept == 7


def test_only_what_changed_is_graded_again(again: Callable[[], Graded], tmp_path: Path) -> None:
    """A new version, a new student and a damaged report are graded, the rest is kept; the summary says who moved."""
    (tmp_path / "class" / "half.py").write_text(RIGHT)
    (tmp_path / "class" / "late.py").write_text(RIGHT)
    whole = (tmp_path / "out" / "reports" / "right.json").read_bytes()
    (tmp_path / "out" / "reports" / "right.json").write_bytes(whole[: len(whole) // 2])
    summary, events = again()
    assert sorted(event.student for event in events if event.kind == "graded") == ["half", "late", "right"]
    assert (summary.graded, summary.kept) == (3, 5)
    (change,) = summary.changes
    assert (change.student, change.old.score, change.new.score) == ("half", 4, 10)
    assert report(tmp_path / "out", "right").score == 10


def test_a_changed_suite_grades_everybody_again(fresh: Fresh, tmp_path: Path) -> None:
    """Nothing is kept under another suite, and the summary says whose score moved and by how much."""
    for folder in ("class", "out"):
        shutil.copytree(fresh.course.root / folder, tmp_path / folder)
    more = '\n@exercise("double")\ndef test_more(student):\n    assert_close(student.double(np.ones(3)), np.zeros(3))\n'
    summary, _ = SmallCourse(tmp_path, hidden=HIDDEN + more).grade(tmp_path / "out")
    assert (summary.graded, summary.kept) == (7, 0)
    moved = {change.student: (change.old.score, change.new.score) for change in summary.changes}
    assert moved == {"right": (10, 8.5), "half": (4, 2.5)}
    assert {one.student: one.score for one in read_reports(tmp_path / "out", EARLIER)} == {"right": 10, "half": 4}


def test_the_marks_before_stay_until_a_student_is_graded_again(again: Callable[[], Graded], tmp_path: Path) -> None:
    """A run that grades nobody takes nothing away; of who is graded again to the same marks nothing is left to show."""
    out, half = tmp_path / "out", tmp_path / "class" / "half.py"
    half.write_text(RIGHT)
    again()
    (before,) = read_reports(out, EARLIER)
    assert (before.student, before.score, [one.cases for one in before.exercises]) == ("half", 4, [(), ()])
    again()
    assert list(read_reports(out, EARLIER)) == [before]
    half.write_text(RIGHT + "\n# the same again\n")
    again()
    assert list(read_reports(out, EARLIER)) == []


def test_a_student_who_is_gone_stays_in_the_gradebook(again: Callable[[], Graded], tmp_path: Path) -> None:
    """A run adds to the reports; it takes none away."""
    (tmp_path / "class" / "right.py").unlink()
    again()
    assert "right,graded,10" in (tmp_path / "out" / "gradebook.csv").read_text()


def test_a_report_of_somebody_else_is_not_kept(again: Callable[[], Graded], tmp_path: Path) -> None:
    """A report that was copied to another student's name is graded anew."""
    reports = tmp_path / "out" / "reports"
    shutil.copy(reports / "right.json", reports / "half.json")
    summary, _ = again()
    assert summary.graded == 1
    assert (report(tmp_path / "out", "half").student, report(tmp_path / "out", "half").score) == ("half", 4)


def test_another_assignments_reports_are_not_overwritten(again: Callable[[], Graded], tmp_path: Path) -> None:
    """Two assignments that were given one folder are told so, and nothing is lost."""
    path = tmp_path / "out" / "reports" / "right.json"
    foreign = encode(msgspec.structs.replace(report(tmp_path / "out", "right"), assignment="02_other"))
    path.write_bytes(foreign)
    with pytest.raises(UsageError, match=r"right\.json: is a report of 02_other; choose another --out"):
        again()
    assert path.read_bytes() == foreign


def test_an_unreadable_report_is_named(again: Callable[[], Graded], tmp_path: Path) -> None:
    """A gradebook is not written without the points of somebody whose report is there."""
    (tmp_path / "out" / "reports" / "someone.json").mkdir()
    with pytest.raises(UsageError, match=r"someone\.json: cannot be read \(Is a directory\)"):
        again()


def test_a_report_that_cannot_be_written_is_named(again: Callable[[], Graded], tmp_path: Path) -> None:
    """A folder in a report's place is an operator's fault, and no draft is left."""
    path = tmp_path / "out" / "reports" / "right.json"
    path.unlink()
    path.mkdir()
    with pytest.raises(UsageError, match=r"right\.json: cannot be written \(Is a directory\)"):
        again()
    assert not list(path.parent.glob(".*"))


@pytest.mark.parametrize("name", ["out", "out/reports"])
def test_a_file_in_place_of_the_folder_is_an_operators_fault(tmp_path: Path, name: str) -> None:
    """Where reports cannot go, nothing is judged."""
    course = SmallCourse(tmp_path)
    course.submit(right=RIGHT)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    with pytest.raises(UsageError, match=r"cannot be made .*; choose another --out"):
        course.grade(tmp_path / "out")


@pytest.fixture(scope="module")
def stumbled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grade a class in which every submission stumbles in its first case."""
    root = tmp_path_factory.mktemp("stumbled")
    course = SmallCourse(root, limits="call_seconds = 1.0\ncase_seconds = 30.0\nload_seconds = 30.0")
    course.submit(**{name: STUMBLES.format(what=what) for name, (what, _) in FAULTS.items()}, right=RIGHT)
    course.grade(root / "out", jobs=2)
    return root / "out"


@pytest.mark.parametrize("name", FAULTS)
def test_a_worker_that_fails_costs_its_case_only(stumbled: Path, name: str) -> None:
    """After a hang, a flood, an exit or a crash the next case has a fresh worker, with a module that is new."""
    assert outcomes(report(stumbled, name)) == {AGREES: FAULTS[name][1], BY_HAND: "passed", TOTAL: "passed"}


def test_a_worker_that_fails_costs_no_other_submission(stumbled: Path) -> None:
    """The class goes on."""
    assert report(stumbled, "right").score == 10


def test_no_submission_sees_another(tmp_path: Path) -> None:
    """Before and after a vandal, in one judge, a witness finds the same world to the last bit."""
    course = SmallCourse(tmp_path)
    course.submit(a_witness=WITNESS, b_vandal=VANDAL, c_witness=WITNESS)
    course.grade(tmp_path / "out", jobs=1)
    before, after = (report(tmp_path / "out", name).exercises for name in ("a_witness", "c_witness"))
    assert before == after
    assert "([], False, False)" in before[0].cases[0].message


def test_a_judge_that_fails_is_replaced_and_its_submission_judged_again(tmp_path: Path) -> None:
    """A judge that dies once costs nobody; one that fails twice leaves the old report, and the rest is graded."""
    course = SmallCourse(tmp_path, hidden=CURSED.format(folder=str(tmp_path)))
    curses = ("none", "dies_once", "dies", "errs")
    course.submit(**{curse: f"{RIGHT}\nCURSE = {curse!r}\n" for curse in curses})
    assert course.grade(tmp_path / "out")[0].graded == 4
    before = files(tmp_path / "out" / "reports")
    for curse in curses[1:]:
        (tmp_path / curse).touch()
    course.submit(**{curse: f"{HALF}\nCURSE = {curse!r}\n" for curse in curses})
    summary, events = course.grade(tmp_path / "out", jobs=1)
    assert dict(summary.failed) == {
        "dies": "a judge process ended (exit code 3)",
        "errs": "test_double: grader: MemoryError: ",
    }
    assert {event.student: event.kind for event in events} == {
        "none": "graded",
        "dies_once": "graded",
        "dies": "failed",
        "errs": "failed",
    }
    after = files(tmp_path / "out" / "reports")
    assert [name for name in before if before[name] == after[name]] == ["dies.json", "errs.json"]
    assert report(tmp_path / "out", "dies_once").score == 4
    assert not judges()


SUITES: dict[str, tuple[dict[str, str], str, str]] = {
    "no Python": ({"test_hidden.py": "def broken(:\n"}, "test_hidden.py", "cannot be collected"),
    "import fails": ({"test_hidden.py": "import no_such_module\n"}, "test_hidden.py", "no_such_module"),
    "no mark": (
        {"test_hidden.py": HIDDEN + "\ndef test_a():\n    pass\n"},
        "test_hidden.py:24",
        "test_a: it belongs to no exercise",
    ),
    "unknown mark": (
        {"test_hidden.py": HIDDEN + '\n@exercise("triple")\ndef test_a():\n    pass\n'},
        "test_hidden.py",
        "test_a: 'triple' is no exercise of the manifest",
    ),
    "misspelt mark": (
        {"test_hidden.py": HIDDEN + "\nimport pytest\n@pytest.mark.excercise('total')\ndef test_a():\n    pass\n"},
        "test_hidden.py",
        "excercise",
    ),
    "no case": (
        {"test_hidden.py": HIDDEN.partition('@exercise("total")')[0]},
        "test_hidden.py",
        "total: this exercise has no case",
    ),
    "empty": ({"test_hidden.py": "\n"}, "test_hidden.py", "this exercise has no case"),
    "reference fails": (
        {"small.py": SOLUTION + "1 / 0\n"},
        "small.py",
        "importing it raised ZeroDivisionError: division by zero",
    ),
}


@pytest.mark.parametrize("kind", SUITES)
def test_a_suite_that_cannot_be_judged_with_is_its_authors_fault(tmp_path: Path, kind: str) -> None:
    """The message begins with the whole path of the file, nothing is graded and no judge is left."""
    changed, where, problem = SUITES[kind]
    course = SmallCourse(tmp_path)
    for name, text in changed.items():
        course.write(name, text)
    course.submit(right=RIGHT)
    with pytest.raises(CourseError) as caught:
        course.grade(tmp_path / "out")
    assert str(caught.value).startswith(str(course.folder / where))
    assert problem in str(caught.value)
    assert files(tmp_path / "out") == {}
    assert not judges()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_run_leaves_whole_reports_and_no_judge(tmp_path: Path, stop: type[BaseException]) -> None:
    """What was graded stays, what was in a judge's hands is given up, and the same call goes on from there."""
    course = SmallCourse(tmp_path, limits="call_seconds = 600\ncase_seconds = 600\nsubmission_seconds = 900")
    course.submit(a=RIGHT, b=RIGHT + "\nimport time\ndef double(x):\n    time.sleep(600)\n")

    def interrupt(_: Event) -> None:
        raise stop

    with pytest.raises(stop):
        course.grade(tmp_path / "out", jobs=2, on_event=interrupt)
    assert not judges()
    assert list(files(tmp_path / "out")) == ["reports/a.json"]
    course.submit(b=RIGHT)
    summary, _ = course.grade(tmp_path / "out")
    assert (summary.graded, summary.kept) == (1, 1)


def public(tmp_path: Path, **texts: str) -> Any:
    """Return a plan for a student's own run of a suite."""
    course = SmallCourse(tmp_path)
    for name, text in texts.items():
        course.write(f"{name}.py", text)
    return plan_public(course.assignment(), Policy(), seed=0, clock=time.monotonic)


def test_one_submission_is_judged_by_itself(tmp_path: Path) -> None:
    """With no class around it there is the same report."""
    one = judge_one(public(tmp_path), Submission(student="small", source=RIGHT, digest="sha256:0"))
    assert (one.student, one.status, one.score) == ("small", "graded", 10)


def test_a_rejected_submission_is_told_as_a_report(tmp_path: Path) -> None:
    """The reason is said in the same form."""
    rejection = Rejection(student="small", reason="the file is empty", digest="sha256:0")
    one = judge_one(public(tmp_path), rejection)
    assert (one.status, one.reason) == ("rejected", "the file is empty")


def test_our_fault_is_no_students_report(tmp_path: Path) -> None:
    """Where the suite asks for a reference that no student has, nobody is told that he failed."""
    suite = HIDDEN.replace("rng.normal(size=3)", "np.ones(3)")
    with pytest.raises(JudgeError, match="a public suite has none; compare with numbers instead"):
        judge_one(public(tmp_path, test_public=suite), Submission(student="small", source=RIGHT, digest="sha256:0"))


def test_reports_are_read_in_the_order_of_their_names(fresh: Fresh) -> None:
    """Reading a run back runs nothing and forgets nobody."""
    names = [one.student for one in read_reports(fresh.out)]
    assert names == ["broken", "empty", "half", "misnamed", "raises", "right", "untouched"]
