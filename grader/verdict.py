"""What a judge is asked and what it answers: cases, outcomes, verdicts. Values only."""

import enum
from fractions import Fraction
from typing import Final

import msgspec


class Outcome(enum.StrEnum):
    """How one case ended; ``errored`` alone is our own fault."""

    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"
    TIMED_OUT = "timed_out"
    KILLED = "killed"
    MISSING = "missing"
    NOT_IMPLEMENTED = "not_implemented"
    FORBIDDEN = "forbidden"


class Feedback(enum.StrEnum):
    """How much students are told of what a hidden suite found; each tells what those before it tell, and more.

    The score of each exercise; how each case ended; hints, patterns and carried scores; the counterexample; everything.
    """

    SCORE = "score"
    CATEGORY = "category"
    HINT = "hint"
    COUNTEREXAMPLE = "counterexample"
    FULL = "full"

    def tells(self, what: "Feedback") -> bool:
        """Tell whether ``what`` is told."""
        tiers = list(Feedback)
        return tiers.index(what) <= tiers.index(self)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One test of a suite as it was collected, before any student's code existed.

    ``id`` is pytest's node id without the file. A case that expects an error (``expects_error``) counts only
    where the same exercise also works, so that raising always earns nothing.
    """

    id: str
    exercise: str
    group: str = "core"
    weight: Fraction = Fraction(1)
    expects_error: bool = False


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one case: the outcome and, unless it passed, one bounded, printable sentence or a few."""

    case: str
    outcome: Outcome
    message: str = ""


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """What a submission's workers used: CPU seconds in all, and the most memory that any of them had."""

    cpu_seconds: float = 0.0
    memory_kib: int = 0

    def and_then(self, cpu_seconds: float, memory_kib: int) -> "Usage":
        """Add what one more worker used."""
        memory = max(self.memory_kib, memory_kib)
        return Usage(cpu_seconds=self.cpu_seconds + cpu_seconds, memory_kib=memory)


NOTHING_USED: Final = Usage()


class Relation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that holds between every wrong result and the right one; ``value`` says which factor or which axis."""

    kind: str
    value: str = ""


class Counterexample(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The smallest input found on which student and reference differ, as code to paste, and both answers.

    ``lent`` says that what came is of the submission on the reference's version of what the exercise needs, where its
    own is wrong.
    """

    call: str
    expected: str
    got: str
    lent: bool = False
