"""Marked solutions of the course as modules: what is proved right is the text that students' work is compared with."""

from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

from grader.course.gifts import read_given
from grader.course.layout import GIVEN, GIVEN_FILE
from grader.course.manifest import load_assignment
from grader.testing.loading import load_module, load_text, standing_in

SOLUTIONS = Path(__file__).parents[2] / "solutions"


def load_solution(name: str) -> ModuleType:
    """Load an assignment's solution, with what it is given by earlier ones."""
    assignment = load_assignment(SOLUTIONS / name)
    given = read_given(assignment)
    with standing_in(GIVEN, load_text(given, assignment.folder / GIVEN_FILE)) if given else nullcontext():
        return load_module(assignment.source)
