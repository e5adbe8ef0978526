"""Marked solutions of the course as modules: what is proved right is the text that students' work is compared with."""

from pathlib import Path
from types import ModuleType

from grader.course.gifts import read_given
from grader.course.layout import GIVEN_FILE
from grader.course.manifest import load_assignment
from grader.testing.loading import giving, load_module

SOLUTIONS = Path(__file__).parents[2] / "solutions"


def load_solution(name: str) -> ModuleType:
    """Load an assignment's solution, with what it is given by earlier ones."""
    assignment = load_assignment(SOLUTIONS / name)
    with giving(read_given(assignment), assignment.folder / GIVEN_FILE):
        return load_module(assignment.source)
