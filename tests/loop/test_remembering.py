"""What is remembered in a released folder: read back as written, and never an obstacle."""

from fractions import Fraction
from pathlib import Path

import pytest

from grader.loop.memory import Checked, Memory, count_hint, recall, recall_hints, remember
from grader.verdict import Case, Outcome, Verdict

MEMORY = Memory(
    key="sha256:0",
    cases=(Case(id="test_a", exercise="a", weight=Fraction(1, 3)),),
    exercises={
        "a": Checked(content="c", placed="p", verdicts=(Verdict(case="test_a", outcome=Outcome.FAILED, message="x"),))
    },
)


def test_it_is_read_back_as_it_was(tmp_path: Path) -> None:
    """Weights stay exact."""
    remember(tmp_path, MEMORY)
    assert recall(tmp_path) == MEMORY


@pytest.mark.parametrize("text", ["", "{", '{"key": 1}', '{"key":"k","cases":[],"exercises":{},"more":1}', "\xff"])
def test_what_cannot_be_read_was_never_there(tmp_path: Path, text: str) -> None:
    """Damage, an older form, another program's file."""
    remember(tmp_path, MEMORY)
    (tmp_path / ".grader" / "checked.json").write_text(text, encoding="latin-1")
    assert recall(tmp_path) is None


def test_git_passes_it_over(tmp_path: Path) -> None:
    """Nobody commits it by accident."""
    remember(tmp_path, MEMORY)
    assert (tmp_path / ".grader" / ".gitignore").read_text() == "*\n"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    """A file in the folder's place is no reason to fail."""
    (tmp_path / ".grader").write_text("mine")
    remember(tmp_path, MEMORY)
    assert recall(tmp_path) is None


def test_hints_are_counted_up_to_the_last(tmp_path: Path) -> None:
    """Each exercise by itself."""
    for _ in range(3):
        count_hint(tmp_path, "a", 2)
    count_hint(tmp_path, "b", 2)
    assert recall_hints(tmp_path).shown == {"a": 2, "b": 1}
