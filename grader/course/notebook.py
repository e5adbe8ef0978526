"""The notebooks of an assignment, one for each language of its handout, from the source that the stub comes from.

The handout, the cells of the solution with each region replaced by what is left to do, after each exercise a cell that
runs its public tests, and the figures. All but the handout and the words of the stub is the same in every language.
"""

import re
from collections.abc import Iterator
from functools import partial

from grader.course.layout import FIGURES_FILE
from grader.course.manifest import Assignment, Course, Exercise
from grader.course.regions import Source, fill, parse, read_source, read_text
from grader.course.stub import render_region
from grader.notebook.document import Cell, answer_id, check_id, render_notebook
from grader.notebook.percent import Block, cut, separate

_HANDOUT = re.compile(r"handout(?:\.(?P<language>[a-z]{2,3}))?\.md")
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def plan_notebooks(course: Course, assignment: Assignment) -> dict[str, bytes]:
    """Return the notebooks to release, by file name: in the first language, and in each that has a handout."""
    source = read_source(assignment.source)
    first, *others = course.languages
    planned = {}
    for language in (first, *(other for other in others if handout_of(assignment, other, first))):
        name = f"{assignment.module}.ipynb" if language == first else f"{assignment.module}.{language}.ipynb"
        cells = plan_cells(assignment, source, language=language, first=first)
        planned[name] = render_notebook((_stub(cell, source, language) for cell in cells), released=True)
    return planned


def plan_cells(assignment: Assignment, source: Source, *, language: str, first: str) -> tuple[Cell, ...]:
    """Return the cells of the notebook in a language, the regions of the solution still in them."""
    handout = handout_of(assignment, language, first)
    text = read_text(assignment.folder / handout) if handout else ""
    sections = [section.strip() for section in _sections(text) if section.strip()]
    title = sections[0].partition("\n")[0] if sections else ""
    return (
        *(Cell(kind="text", id=f"handout-{n:02}", text=section) for n, section in enumerate(sections, 1)),
        Cell(kind="given", id="setup", text=_setup(assignment)),
        *_cells(assignment, source, language, title),
        *_figures(assignment, language),
    )


def exercises_in(text: str, source: Source) -> tuple[str, ...]:
    """Return the exercises that have a region in this part of a solution."""
    return parse(text, source.path).exercises


def _setup(assignment: Assignment) -> str:
    imported = "check, plot" if FIGURES_FILE in assignment.files else "check"
    return f"from grader.jupyter import {imported}"


def _cells(assignment: Assignment, source: Source, language: str, title: str) -> Iterator[Cell]:
    """Return the cells of the solution, each exercise's check after the last cell that it is written in.

    A title that the handout has said is not said again.
    """
    parts = list(_parts(source))
    last = {name: place for place, (_, names) in enumerate(parts) for name in names}
    seen: dict[str, int] = {}
    plain = {"text": 0, "given": 0}
    exercises = {exercise.name: exercise for exercise in assignment.exercises}
    for place, (block, names) in enumerate(parts):
        if names:
            seen[names[0]] = seen.get(names[0], 0) + 1
            yield Cell(kind="answer", id=answer_id(names[0], seen[names[0]]), text=block.text)
            yield from (_check(exercises[name], language) for name in names if last[name] == place)
        elif block.code:
            plain["given"] += 1
            yield Cell(kind="given", id=f"given-{plain['given']:02}", text=block.text)
        else:
            plain["text"] += 1
            text = block.text.removeprefix(f"{title}\n").strip()
            yield Cell(kind="text", id=f"text-{plain['text']:02}", text=text)


def _parts(source: Source) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Return the cells of a solution with the exercises in each: one at most, unless a class has regions of two."""
    for block in cut(source.text):
        if not block.code:
            yield block, ()
            continue
        for text in separate(block.text, lambda part: exercises_in(part, source)):
            yield Block(code=True, text=text), exercises_in(text, source)


def _check(exercise: Exercise, language: str) -> Cell:
    spoken = "" if language == "en" else f', "{language}"'
    text = f'check("{exercise.name}"{spoken})'
    return Cell(kind="check", id=check_id(exercise.name), text=text, points=exercise.points)


def _figures(assignment: Assignment, language: str) -> Iterator[Cell]:
    if FIGURES_FILE in assignment.files:
        yield Cell(kind="free", id="figures", text="plot()" if language == "en" else f'plot("{language}")')


def _stub(cell: Cell, source: Source, language: str) -> Cell:
    if cell.kind != "answer":
        return cell
    stub = fill(parse(cell.text, source.path), partial(render_region, language=language))
    return Cell(kind="answer", id=cell.id, text=stub.rstrip("\n"))


def handout_of(assignment: Assignment, language: str, first: str) -> str:
    """Return the file with the handout in a language, nothing where there is none: ``handout.md`` is in the first."""
    for name in assignment.files:
        found = _HANDOUT.fullmatch(name)
        if found and (found["language"] or first) == language:
            return name
    return ""


def _sections(handout: str) -> Iterator[str]:
    """Cut a handout at its sections, never inside a block of code."""
    pending = ""
    for part in _SECTION.split(handout):
        pending += part
        if len(_FENCE.findall(pending)) % 2 == 0:
            yield pending
            pending = ""
    yield pending
