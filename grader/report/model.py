"""The report ``grader.report/1``: frozen and typed; one submission gives the same bytes but for ``timing``."""

from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from grader.clock import Moment
from grader.errors import UsageError
from grader.notebook.cells import Note
from grader.verdict import Counterexample, Feedback, Outcome, Relation

SCHEMA: Final = "grader.report/1"


class CaseReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One case: its outcome and its share of the exercise's points."""

    id: str
    outcome: Outcome
    score: float
    max_score: float
    message: str


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The misconception whose results the submission has on every recorded call; its hint per language.

    ``published`` says that it is right elsewhere, under another convention.
    """

    misconception: str
    hint: dict[str, str]
    published: bool = False


class ExerciseReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise; ``carried`` is its score on the reference's version of what it needs, where that is better.

    ``counted`` is then what counts, by the course's policy. ``relation`` is said where no misconception was found.
    """

    name: str
    score: float
    max_score: float
    status: Literal["passed", "partial", "failed", "not_implemented"]
    carried: float | None
    diagnosis: Diagnosis | None
    counterexample: Counterexample | None
    cases: tuple[CaseReport, ...]
    counted: float | None = None
    relation: Relation | None = None


class Provenance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the report was made from: a report with the same provenance has the same bytes.

    ``hypothesis`` is the version that seeks counterexamples, empty where none are sought.
    """

    submission: str
    suite: str
    grader: str
    python: str
    numpy: str
    sandbox: Literal["full", "kernel", "nofiles", "none"]
    seed: int
    hypothesis: str = ""


class Timing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What judging the submission took: the one thing that two gradings may differ in.

    ``seconds`` are those of the clock on the wall; CPU seconds and the largest memory are of the submission's own
    processes, which begin with NumPy in them.
    """

    seconds: float
    cpu_seconds: float | None = None
    memory_mib: float | None = None


class HandedIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which attempt counts, when the platform received it, and what that did to the score.

    ``days_late`` counts days begun after ``due``, which is the student's own where it was ``extended``; None says that
    the platform calls the attempt late and gives no time, so that nothing was taken off. ``penalty`` is in percent.
    """

    attempt: int = 1
    attempts: int = 1
    policy: Literal["last", "best", "first"] = "last"
    submitted: Moment | None = None
    due: Moment | None = None
    extended: bool = False
    days_late: int | None = 0
    penalty: float = 0.0
    deducted: float = 0.0


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one submission got and why.

    ``notes`` say what was left out of a notebook, ``feedback`` how much of all this the course lets its student know.
    """

    schema: Literal["grader.report/1"] = SCHEMA
    assignment: str
    student: str
    status: Literal["graded", "rejected"]
    reason: str | None
    score: float
    max_score: float
    exercises: tuple[ExerciseReport, ...]
    provenance: Provenance
    timing: Timing
    handed_in: HandedIn | None = None
    notes: tuple[Note, ...] = ()
    feedback: Feedback = Feedback.HINT


def encode(report: Report) -> bytes:
    """Return the report as indented JSON with a final newline."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def decode(data: bytes, source: Path | str) -> Report:
    """Read a report back; UsageError names ``source`` where it is damaged or not a report."""
    try:
        return msgspec.json.decode(data, type=Report)
    except msgspec.DecodeError as error:
        raise UsageError(f"{source}: not a {SCHEMA}: {error}; grade this submission again") from None


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a report."""
    return msgspec.json.schema(Report)
