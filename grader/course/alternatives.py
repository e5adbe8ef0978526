"""Alternatives: right solutions in another style, which must earn full marks as the reference does.

All definitions of one file are applied together, so that an alternative is one submission of one student.
"""

from grader.course.layout import ALTERNATIVES
from grader.course.manifest import Assignment
from grader.course.regions import Source
from grader.course.variants import Variant, read_variant, replaced_exercises
from grader.errors import CourseError


def load_alternatives(assignment: Assignment, source: Source) -> tuple[Variant, ...]:
    """Load ``alternatives/<style>.py``, sorted by name; CourseError names the file that does not fit the solution."""
    folder = assignment.folder / ALTERNATIVES
    found = []
    for path in sorted(folder.rglob("*.py")):
        if path.parent != folder:
            raise CourseError(path, f"is in a folder of its own; move it to {ALTERNATIVES}/<style>.py")
        text, docstring = read_variant(path, "what its style is")
        alternative = Variant(name=path.stem, path=path, text=text, summary=docstring.strip().splitlines()[0])
        if not replaced_exercises(alternative, source):
            raise CourseError(path, "replaces no region, only what students are given; replace a function that has one")
        found.append(alternative)
    return tuple(found)
