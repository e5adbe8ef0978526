"""The pool: judges side by side, tasks drawn as they are needed, and no judge trusted to live."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_course import HIDDEN, RIGHT, SmallCourse

from grader.errors import CourseError, GraderError, JudgeError
from grader.grading import pool as pool_module
from grader.grading.judges import Task
from grader.grading.pool import Judge, JudgePool, _failure, _is_sound
from grader.judge.plugin import Judgement
from grader.verdict import Outcome, Verdict

CORES = len(os.sched_getaffinity(0))

# Cases have another name in each judge.
RANDOM_NAMES = """
import os
import pytest

@exercise("total")
@pytest.mark.parametrize("name", [os.urandom(8).hex()])
def test_named_by_chance(name):
    pass
"""

LINGERS = """
import atexit
import time

atexit.register(time.sleep, 600)
"""


def judgement(*outcomes: Outcome) -> Judgement:
    """Return a judgement of so many cases."""
    verdicts = tuple(Verdict(case=f"c{i}", outcome=outcome, message="why") for i, outcome in enumerate(outcomes))
    return Judgement(rejection=None, verdicts=verdicts, printed="", transcripts={})


def test_tasks_are_drawn_as_judges_come_free(tmp_path: Path) -> None:
    """Never more submissions are read than there are judges, and each key comes back once."""
    drawn: list[int] = []

    def tasks() -> Iterator[Task[int]]:
        for number in range(5):
            drawn.append(number)
            yield Task(key=number, source=RIGHT, seed=0)

    done: list[int] = []
    with JudgePool(SmallCourse(tmp_path).plan(), 2) as pool:
        for answer in pool.judge_all(tasks()):
            assert isinstance(answer.result, Judgement)
            assert len(drawn) - len(done) <= 2
            done.append(answer.key)
    assert sorted(done) == [0, 1, 2, 3, 4]


def test_a_judge_that_died_while_idle_is_replaced(tmp_path: Path) -> None:
    """A judge killed between two submissions costs nobody anything."""
    with JudgePool(SmallCourse(tmp_path).plan(), 1) as pool:
        assert pool.cases
        pool._idle[0]._process.kill()
        pool._idle[0]._process.wait()
        (answer,) = pool.judge_all([Task(key="a", source=RIGHT, seed=0)])
    assert isinstance(answer.result, Judgement)
    assert {verdict.outcome for verdict in answer.result.verdicts} == {Outcome.PASSED}


@pytest.mark.skipif(CORES < 2, reason="one core is shared by all")
def test_each_judge_has_a_core_of_its_own(tmp_path: Path) -> None:
    """Also the one that replaces another; where there are more judges than cores the kernel decides."""
    for jobs in (2, CORES + 1):
        with JudgePool(SmallCourse(tmp_path / str(jobs)).plan(), jobs, pinned=True) as pool:
            first = pool._start()
            second = pool._start()
            pool._end(first)
            third = pool._start()
            kept = [judge.core for judge in (second, third)]
            for judge in (second, third):
                pool._end(judge)
        assert len(set(kept) - {None}) == (2 if jobs == 2 else 0)


def test_a_judge_keeps_to_its_core(tmp_path: Path) -> None:
    """And so does what it starts; it is ready only then, so that nothing was started elsewhere."""
    core = max(os.sched_getaffinity(0))
    judge = Judge(SmallCourse(tmp_path).plan().spec, core)
    try:
        judge.ready()
        assert os.sched_getaffinity(judge._process.pid) == {core}
    finally:
        judge.close(kill=True)


def test_judges_that_collect_different_cases_are_refused(tmp_path: Path) -> None:
    """Cases named by chance could not be told apart, so nobody is graded by them."""
    course = SmallCourse(tmp_path, hidden=HIDDEN + RANDOM_NAMES)
    with (
        JudgePool(course.plan(), 2) as pool,
        pytest.raises(JudgeError, match="found different cases; is a test's name or parameter random"),
    ):
        list(pool.judge_all(Task(key=number, source=RIGHT, seed=0) for number in range(2)))


def test_a_judge_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a suite leaves running at its end keeps nobody waiting."""
    monkeypatch.setattr(pool_module, "_END_SECONDS", 0.2)
    course = SmallCourse(tmp_path, hidden=HIDDEN + LINGERS)
    started = time.monotonic()
    with JudgePool(course.plan(), 1) as pool:
        assert len(pool.cases) == 3
    assert time.monotonic() - started < 60


def test_a_judge_that_cannot_start_ends_the_run(tmp_path: Path) -> None:
    """A suite that was broken after the first judge had read it is an error, not an endless wait."""
    course = SmallCourse(tmp_path)
    with JudgePool(course.plan(), 2) as pool:
        assert pool.cases
        course.write("test_hidden.py", "def broken(:\n")
        with pytest.raises(CourseError, match="cannot be collected"):
            list(pool.judge_all(Task(key=number, source=RIGHT, seed=0) for number in range(2)))


def test_only_a_judgement_without_our_fault_is_sound() -> None:
    """A case that errored spoils a judgement, as does an answer that is none."""
    assert _is_sound(judgement(Outcome.PASSED, Outcome.FAILED, Outcome.KILLED, Outcome.TIMED_OUT))
    assert not _is_sound(judgement(Outcome.PASSED, Outcome.ERRORED))
    assert not _is_sound(JudgeError("gone"))


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (judgement(Outcome.PASSED, Outcome.ERRORED), JudgeError, "c1: why"),
        (CourseError("suite", "is wrong"), CourseError, "suite: is wrong"),
        ("hello", JudgeError, "the judge answered out of turn"),
    ],
)
def test_a_failure_says_what_is_known(answer: object, kind: type[GraderError], text: str) -> None:
    """The error that a run reports is the case that errored, or the judge's own."""
    failure = _failure(answer)
    assert type(failure) is kind
    assert str(failure) == text


def test_a_judge_that_speaks_before_its_turn_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first thing that a judge says is its cases."""
    monkeypatch.setattr(pool_module.Judge, "receive", lambda _: "hello")
    with pytest.raises(JudgeError, match="out of turn"):
        _ = JudgePool(SmallCourse(tmp_path).plan(), 1).cases
