"""The judge as a process: told its suite, asked for judgements, deaf to ctrl-C, silent on standard output."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from judging import PATIENT, PREAMBLE

from grader.errors import CourseError, JudgeError
from grader.grading.judges import Task
from grader.grading.pool import Judge
from grader.judge import service
from grader.judge.plugin import Judgement
from grader.judge.service import JudgeSpec, run_judge, supported
from grader.verdict import Outcome

SUITE = """
import os
print("imported")
def test_f(student):
    print("judged")
    os.write(1, b"written")
    assert student.f(1) == 2
"""
BREAKS_THE_JUDGE = """
from grader.judge.bench import Bench
def broken(*_): raise ValueError("broken from within")
Bench.take = broken
def test_f(): pass
"""


class Pipe:
    """Keeps what a judge sends, and has nothing to ask."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, message: object) -> None:
        """Keep a message."""
        self.sent.append(message)


def spec(folder: Path, suite: str) -> JudgeSpec:
    """Return what a judge of a public suite is told."""
    path = folder / "test_public.py"
    path.write_text(PREAMBLE + suite)
    return JudgeSpec(
        suite=path,
        reference=None,
        module="small",
        rules={},
        limits=PATIENT,
        seed=0,
        zygote=False,
        layers=(),
        clock=time.monotonic,
    )


@pytest.fixture
def judge(tmp_path: Path) -> Iterator[Judge]:
    """Start a judge whose workers are interpreters of their own, as a student's own run has them."""
    judge = Judge(spec(tmp_path, SUITE))
    yield judge
    judge.close(kill=True)


def ask(judge: Judge, source: str) -> Judgement:
    """Have a source judged."""
    judge.ask(Task(key=None, source=source, seed=0))
    answer = judge.receive()
    assert isinstance(answer, Judgement)
    return answer


def test_a_judge_tells_its_cases_and_then_answers(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One submission after the other is judged, and what the suite prints is no output of ours."""
    judge = Judge(spec(tmp_path, SUITE))  # here, so that it writes where this test looks
    assert [case.id for case in judge.ready()] == ["test_f"]
    assert ask(judge, "def f(x): return 2 * x").verdicts[0].outcome is Outcome.PASSED
    assert ask(judge, "def f(x): return x").verdicts[0].outcome is Outcome.FAILED
    assert ask(judge, "def f(").rejection
    judge.close()
    out, err = capfd.readouterr()
    assert out == ""
    assert all(word in err for word in ("imported", "judged", "written"))


def test_ctrl_c_is_the_runs_affair(judge: Judge) -> None:
    """A judge goes on when the terminal interrupts its whole group; the run then ends it."""
    judge.ready()
    assert judge._process.pid is not None
    os.kill(judge._process.pid, signal.SIGINT)
    assert ask(judge, "def f(x): return 2 * x").verdicts[0].outcome is Outcome.PASSED


def test_a_judge_ends_with_its_connection(judge: Judge) -> None:
    """When nobody listens any more, a judge ends by itself, and well."""
    judge.ready()
    judge.connection.close()
    judge._process.wait(60)
    assert judge._process.returncode == 0


@pytest.mark.parametrize(
    ("suite", "kind", "problem"),
    [
        ("def broken(:\n", CourseError, "cannot be collected"),
        (BREAKS_THE_JUDGE, JudgeError, "the judge failed: ValueError: broken from within"),
    ],
)
def test_what_stops_a_judge_is_sent(tmp_path: Path, suite: str, kind: type[Exception], problem: str) -> None:
    """An author's fault and ours arrive as what they are, in place of an answer."""
    judge = Judge(spec(tmp_path, suite))
    judge.ask(Task(key=None, source="x = 1", seed=0))
    answers = [judge.receive(), judge.receive()] if kind is JudgeError else [judge.receive()]
    judge.close()
    assert type(answers[-1]) is kind
    assert problem in str(answers[-1])


def test_a_judge_without_a_launcher_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where workers cannot be started, the run hears why."""

    def refuse(_: JudgeSpec) -> None:
        raise JudgeError("the zygote did not start")

    monkeypatch.setattr(service, "open_launcher", refuse)
    monkeypatch.setattr(service, "limit_memory", lambda _: None)
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    pipe = Pipe()
    run_judge(pipe, spec(tmp_path, SUITE))  # type: ignore[arg-type]  # all of a connection that is used
    assert [str(message) for message in pipe.sent] == ["the zygote did not start"]


@pytest.mark.parametrize(("platform", "well"), [("linux", True), ("darwin", False), ("win32", False)])
def test_grading_is_for_linux(monkeypatch: pytest.MonkeyPatch, platform: str, *, well: bool) -> None:
    """Elsewhere there is no zygote."""
    monkeypatch.setattr(sys, "platform", platform)
    assert supported() is well
