"""The exceptions of authors and operators; a student's faults are values, never exceptions.

::

    GraderError                 exit code 2: it could not be done
    ├── CourseError             an author's fault: manifest, region, suite, misconception
    ├── UsageError              an operator's fault: a path or an option that cannot be
    └── JudgeError              our fault: the judge itself failed

A message reads ``path:line: what is wrong; what to do``. Only ``cli`` catches and prints them.
"""

import copyreg
from pathlib import Path


class GraderError(Exception):
    """Something an author, an operator or grader itself must mend."""

    exit_code = 2


class CourseError(GraderError):
    """A file of a course is wrong: ``where: what; what to do``.

    ``where`` is a path, followed by a line number or a key where one is known.
    """

    def __init__(self, where: Path | str, problem: str, *, line: int | None = None, key: str = "") -> None:
        place = str(where) + (f":{line}" if line is not None else "") + (f": {key}" if key else "")
        super().__init__(f"{place}: {problem}")

    def __reduce__(self) -> tuple[object, tuple[type, str]]:
        # A judge sends it through a pipe; pickle alone would call the class with the finished message.
        return copyreg.__newobj__, (type(self), str(self))  # type: ignore[attr-defined]  # what pickle itself writes


class UsageError(GraderError):
    """The command line asks for what cannot be."""


class JudgeError(GraderError):
    """The judge failed on its own account; nobody's score may depend on it."""
