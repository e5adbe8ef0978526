"""A branch of a run, in this process: what a worker of a cluster does with one, without a cluster."""

import stat
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from small_course import HALF, NAME, RIGHT, SmallCourse, judges

from grader.errors import UsageError
from grader.grading import branch as branch_module
from grader.grading.branch import Branch, describe
from grader.grading.bundle import Replies, Reply, decode, pack
from grader.judge.service import Ask
from grader.sandbox import Tier

QUESTIONS = tuple(Ask(source=source, seed=1) for source in (RIGHT, HALF, "def f(:\n"))


class Place:
    """A branch where a worker would have it."""

    def __init__(self, root: Path, tier: Tier | None) -> None:
        course = SmallCourse(root).load()
        self.folder = root / "worker"
        self.folder.mkdir()
        self.worker = cast("Any", SimpleNamespace(local_directory=str(self.folder), plugins={}))
        self.branch = Branch("b", pack(course, course.assignment(NAME)), tier, time.monotonic)
        self.branch.setup(self.worker)
        self.worker.plugins["b"] = self.branch


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Set up a branch that confines nothing, which works on every machine."""
    return Place(tmp_path, Tier.NONE)


def test_replies_are_in_the_order_of_the_questions(place: Place) -> None:
    """Right, half right and no Python at all, each with its seconds, and the same judge for the next chunk."""
    first = place.branch.judge(QUESTIONS)
    started = judges()
    second = place.branch.judge(QUESTIONS[::-1])
    assert judges() == started
    place.branch.teardown(place.worker)
    counts = [sum(v.outcome == "passed" for v in r.judgement.verdicts) for r in first.replies if r.judgement]
    assert counts == [3, 2, 0]
    found, again = (
        [r.judgement.verdicts for r in replies if r.judgement] for replies in (first.replies, second.replies)
    )
    assert again == found[::-1]
    assert all(reply.seconds > 0 for reply in first.replies)


def test_nobody_else_reads_the_course_and_nothing_stays(place: Place) -> None:
    """The folder is its owner's alone, and gone at the end with the judges."""
    place.branch.judge(QUESTIONS[:1])
    (folder,) = place.folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IRWXU
    assert (folder / NAME / "test_hidden.py").is_file()
    place.branch.teardown(place.worker)
    assert not list(place.folder.iterdir())
    assert not judges()


def test_a_branch_that_ends_finishes_the_submission_at_hand(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of the chunk is left out, and no judge outlives it."""

    def end(_: object) -> Reply:
        place.branch.teardown(place.worker)
        return Reply(judgement=None, problem="", seconds=0.0)

    monkeypatch.setattr(branch_module, "_reply", end)
    assert len(place.branch.judge(QUESTIONS).replies) == 1
    assert not judges()


def test_a_machine_that_cannot_confine_as_asked_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a refusal, not as a failure; and nothing is unpacked there."""
    place = Place(tmp_path, Tier.KERNEL)
    monkeypatch.setattr(branch_module, "probe", lambda: {"seccomp": True})
    with pytest.raises(UsageError):
        place.branch.judge(QUESTIONS)
    replies = decode(describe("b", place.worker), Replies)
    assert replies.refusal.startswith("--sandbox kernel: landlock cannot be used here")
    assert replies.machine is None
    assert not [path for path in place.folder.rglob("*") if path.is_file()]
