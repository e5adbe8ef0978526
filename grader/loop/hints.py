"""Hints in steps: how many of an exercise's have been shown here, and their texts."""

from grader.course.hints import load_hints
from grader.course.manifest import Assignment
from grader.loop.memory import count_hint, recall_hints


def shown_hints(assignment: Assignment, exercise: str, language: str) -> tuple[tuple[str, ...], int]:
    """Return the hints of an exercise that have been shown, in a language or else in any, and how many there are."""
    steps = load_hints(assignment).get(exercise, ())
    shown = recall_hints(assignment.folder).shown.get(exercise, 0)
    texts = (step.get(language) or next(iter(step.values()), "") for step in steps[:shown])
    return tuple(text.strip() for text in texts), len(steps)


def reveal(assignment: Assignment, exercise: str) -> None:
    """Note that one more hint of an exercise is shown, as long as there is one."""
    if steps := load_hints(assignment).get(exercise, ()):
        count_hint(assignment.folder, exercise, len(steps))
