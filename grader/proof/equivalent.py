"""Mutants declared equivalent: no suite can kill them, and the author says why, one entry for each."""

import msgspec

from grader.course.layout import EQUIVALENTS
from grader.course.manifest import Assignment
from grader.course.toml import read_toml
from grader.errors import CourseError


class Equivalent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A changed line of a function, both stripped, and an argument that no input tells the two apart.

    A change of several lines has them all, one below the other.
    """

    function: str
    original: str
    mutated: str
    why: str

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise ValueError("`why` is empty; argue that no input tells the two apart")

    @property
    def key(self) -> tuple[str, str, str]:
        """What a mutant must have for this entry to be about it."""
        return self.function, _stripped(self.original), _stripped(self.mutated)

    def __str__(self) -> str:
        return f"{self.function}: {' / '.join(_stripped(self.mutated).splitlines())}"


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    equivalent: tuple[Equivalent, ...] = ()
    format: int = 1


def load_equivalents(assignment: Assignment) -> tuple[Equivalent, ...]:
    """Load ``equivalent.toml``, if there is one; CourseError where an entry is incomplete or there twice."""
    path = assignment.folder / EQUIVALENTS
    if not path.exists():
        return ()
    entries = read_toml(path, _File).equivalent
    keys = [entry.key for entry in entries]
    for index, entry in enumerate(entries):
        if entry.key in keys[:index]:
            raise CourseError(path, f"{entry} is there twice; take one out", key=f"equivalent[{index}]")
    return entries


def _stripped(lines: str) -> str:
    return "\n".join(line.strip() for line in lines.strip().splitlines())
