"""What nbgrader shows of a submission: ``autograded/<student>/<assignment>/``, from which it also makes its feedback.

The cells are those that the student handed in, read without running anything; what grader says of an exercise stands
as the output of its test cell.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from grader.course.manifest import Assignment, Course
from grader.course.notebook import plan_cells
from grader.course.regions import read_source
from grader.notebook import cells as submitted
from grader.notebook.document import Cell, check_id, render_notebook
from grader.printable import printable
from grader.report.compose import TEXT_LIMIT, counted_score
from grader.report.model import ExerciseReport, Report
from grader.report.phrases import phrases
from grader.report.text import render_text
from grader.report.view import Audience, view

# What nbgrader keeps beside a submission, and asks for when it releases feedback.
_KEPT = ("timestamp.txt", "submission_secret.txt")


def write_graded(course: Course, assignment: Assignment, report: Report, folder: Path) -> None:
    """Write what nbgrader shows, where its ``submitted/`` has a notebook of the student's that can be read."""
    source = folder / "submitted" / report.student / assignment.name
    notebook = source / f"{assignment.module}.ipynb"
    if not notebook.is_file() or notebook.stat().st_size > submitted.MAX_NOTEBOOK:
        return
    try:
        found = submitted.read_cells(notebook.read_bytes())
    except submitted.NotebookError:
        return
    target = folder / "autograded" / report.student / assignment.name
    target.mkdir(parents=True, exist_ok=True)
    cells = _cells(course, assignment, view(report, Audience.STUDENT), found)
    (target / notebook.name).write_bytes(render_notebook(cells, released=True))
    for name in _KEPT:
        if (source / name).is_file():
            shutil.copyfile(source / name, target / name)


def comment_on(report: Report, exercise: ExerciseReport, language: str) -> str | None:
    """Return what is said beside an answer: a hint, a rule behind the wrong results, why nothing was judged."""
    say = phrases(language)
    if report.status == "rejected":
        reason = printable(say.told(report.reason or ""), TEXT_LIMIT)
        return f"{say.rejected} {reason}" if exercise is report.exercises[0] else None
    lines = []
    if exercise.diagnosis is not None:
        hints = exercise.diagnosis.hint
        lines.append(f"{say.hint}: {hints.get(language) or next(iter(hints.values()), '')}")
    if exercise.carried is not None and counted_score(exercise) > exercise.score:
        lines.append(say.carried_note.format(score=exercise.carried, max_score=exercise.max_score))
    return printable("\n".join(lines), TEXT_LIMIT) or None


def _cells(course: Course, assignment: Assignment, report: Report, found: tuple[submitted.Cell, ...]) -> Iterator[Cell]:
    """Yield the student's cells, after each answer the test cell that marks it, at the end those that are left."""
    first = course.languages[0]
    planned = plan_cells(assignment, read_source(assignment.source), language=first, first=first)
    checks = _checks(planned, report, first)
    texts = {cell.text for cell in planned if cell.kind == "check"}
    # Of a cell that was copied the last one, as nbgrader does it.
    last = {cell.answer: place for place, cell in enumerate(found) if cell.answer}
    known = {cell.id for cell in planned if cell.kind == "answer"}
    for place, cell in enumerate(found):
        if cell.answer in known and last[cell.answer] == place:
            yield Cell(kind="answer", id=cell.answer, text=cell.text)
            yield from checks.pop(cell.answer, ())
        elif cell.text.strip() not in texts:
            yield Cell(kind="free" if cell.code else "note", id=f"cell-{place + 1:04}", text=cell.text)
    for left in checks.values():
        yield from left


def _checks(planned: tuple[Cell, ...], report: Report, language: str) -> dict[str, list[Cell]]:
    """Return by answer the test cells that follow it, with what is said of their exercises."""
    exercises = {check_id(exercise.name): exercise for exercise in report.exercises}
    checks: dict[str, list[Cell]] = {}
    answer = ""
    for cell in planned:
        if cell.kind == "answer":
            answer = cell.id
        elif cell.kind == "check":
            one = msgspec.structs.replace(report, exercises=(exercises[cell.id],), notes=())
            said = render_text(one, language=language)
            checks.setdefault(answer, []).append(msgspec.structs.replace(cell, output=said))
    return checks
