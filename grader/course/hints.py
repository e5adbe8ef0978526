"""``hints.toml``: an author's hints for an exercise, in steps, each in every language of the course.

They are released with the stub, so they are about the way to a right answer and never about a hidden test; what is
said of one particular mistake belongs to its misconception, and the leak scan looks for both.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from grader.course.layout import HINTS_FILE
from grader.course.manifest import Assignment
from grader.course.toml import read_toml
from grader.errors import CourseError

# By exercise its steps, by language the text of a step.
Hints: TypeAlias = Mapping[str, tuple[Mapping[str, str], ...]]


def load_hints(assignment: Assignment, languages: Iterable[str] = ()) -> Hints:
    """Load an assignment's hints, none where there is no such file; CourseError where they do not fit the manifest."""
    path = assignment.folder / HINTS_FILE
    if not path.is_file():
        return MappingProxyType({})
    hints = read_toml(path, dict[str, tuple[dict[str, str], ...]])
    known = {exercise.name for exercise in assignment.exercises}
    for exercise, steps in hints.items():
        if exercise not in known:
            raise CourseError(path, f"{exercise!r} is no exercise here; write its name", key=exercise)
        for number, step in enumerate(steps):
            for language in languages:
                if not step.get(language, "").strip():
                    problem = f"there is no text in {language!r}; write one"
                    raise CourseError(path, problem, key=f"{exercise}[{number}].{language}")
    return MappingProxyType(hints)
