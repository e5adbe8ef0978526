"""An author's trials: any source, any cases, with transcripts."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from small_course import HALF, RIGHT, SmallCourse

from grader.errors import JudgeError
from grader.grading.judges import Task
from grader.grading.run import open_judges
from grader.grading.trials import Judged, judge_trials

AGREES, BY_HAND, TOTAL = "TestDouble::test_agrees", "TestDouble::test_by_hand", "TestTotal::test_agrees"

ERRS = """
import numpy as np
from grader.testing import exercise

@exercise("double")
def test_double(student):
    if student.CURSE: raise MemoryError

@exercise("total")
def test_total(student): pass
"""


def judge(course: SmallCourse, sources: Mapping[str, str], cases: tuple[str, ...] | None = None) -> dict[str, Judged]:
    """Judge sources by name."""
    plan = course.plan()
    tasks = [
        Task(key=name, source=source, seed=1, transcribe=True, cases=cases, until_fault=cases is not None)
        for name, source in sources.items()
    ]
    with open_judges(plan, 1) as pool:
        return dict(judge_trials(plan, pool, tasks))


def test_sources_are_judged_with_a_transcript(tmp_path: Path) -> None:
    """Two sources that answer alike have equal transcripts, and one that does not differs where it does."""
    sources = {"one": RIGHT, "other": RIGHT.replace("* 2.0", "+ np.asarray(x)"), "half": HALF, "broken": "def f(:"}
    judged = judge(SmallCourse(tmp_path), sources)
    assert judged["one"].transcripts[BY_HAND] == judged["half"].transcripts[BY_HAND]
    assert judged["one"].transcripts == judged["other"].transcripts
    assert judged["one"].transcripts[TOTAL] != judged["half"].transcripts[TOTAL]
    assert judged["broken"].rejection
    assert [score.score for score in judged["half"].scores] == [4, 0]
    assert [score.score for score in judged["broken"].scores] == [0, 0]


def test_what_was_judged_in_part_has_no_scores(tmp_path: Path) -> None:
    """Cases that were not asked for, or come after a fault, are neither judged nor scored."""
    judged = judge(SmallCourse(tmp_path), {"half": HALF}, (TOTAL, AGREES))["half"]
    assert [verdict.case for verdict in judged.verdicts] == [TOTAL]
    assert judged.scores == ()


def test_sources_that_cannot_be_judged_end_the_trials(tmp_path: Path) -> None:
    """An author hears of a judge that errs at once."""
    with pytest.raises(JudgeError, match="test_double: grader: MemoryError"):
        judge(SmallCourse(tmp_path, hidden=ERRS), {"one": "CURSE = True\n"})
