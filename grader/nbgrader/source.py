"""An nbgrader source notebook made into the files of an assignment, as far as that can be done honestly.

What has an equal here is carried over: solution regions, visible and hidden tests, points, text. Everything else is
listed for a person: nothing is guessed, and nothing disappears in silence. The notebook is an instructor's own.
"""

import ast
import json
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from grader.errors import CourseError

_HIDDEN = re.compile(r"^.*BEGIN HIDDEN TESTS.*\n(?P<body>(?:.*\n)*?).*END HIDDEN TESTS.*\n?", re.MULTILINE)
_BEGIN = re.compile(r"^(?P<indent>[ \t]*)#+ ?BEGIN SOLUTION.*$", re.MULTILINE)
_END = re.compile(r"^(?P<indent>[ \t]*)#+ ?END SOLUTION.*$", re.MULTILINE)
_SUITE = "from grader.testing import exercise"


class Cell(msgspec.Struct, frozen=True):
    """One cell of nbgrader's: its number, kind and text, and what its metadata say."""

    number: int
    type: str
    text: str
    id: str
    grade: bool
    solution: bool
    points: float


class Converted(msgspec.Struct, frozen=True):
    """The files of an assignment by name, and what a person must look at, by cell."""

    files: dict[str, bytes]
    todo: tuple[str, ...]


def convert_source(path: Path, module: str, languages: tuple[str, ...] = ("en",)) -> Converted:
    """Convert the notebook at ``path``; CourseError where it is none, or has nothing that is graded."""
    cells = tuple(_cells(path))
    defined = {name for cell in cells if cell.type == "code" and not cell.grade for name in _definitions(cell)}
    todo: list[str] = []
    solution, public, hidden = [], [_SUITE], [_SUITE]
    points: dict[str, float] = {}
    current = ""
    for cell in cells:
        if cell.type != "code":
            solution.append(_comment(cell.text))
            todo += _by_hand(cell)
        elif cell.solution and not cell.grade:
            current = _name(cell.id)
            solution.append("# %%\n" + _marked(cell, current, todo))
        elif cell.grade and not cell.solution and current:
            points[current] = points.get(current, 0) + cell.points
            for suite, body in ((public, _HIDDEN.sub("", cell.text)), (hidden, _everything(cell.text))):
                suite.append(_test(cell, body, current, defined, todo))
        else:
            solution.append("# %%\n" + cell.text)
            todo += _by_hand(cell)
    if not points:
        raise CourseError(path, "no cell with tests and points follows an answer; nothing of it can be judged")
    todo += [f"{name}: {worth:g} points are no whole number" for name, worth in points.items() if worth != int(worth)]
    files = {
        f"{module}.py": "\n\n".join(solution),
        "test_public.py": "\n\n".join(part for part in public if part),
        "test_hidden.py": "\n\n".join(part for part in hidden if part),
        "assignment.toml": _manifest(module, points, languages),
    }
    return Converted({name: (text.rstrip("\n") + "\n").encode() for name, text in files.items()}, tuple(todo))


def _cells(path: Path) -> Iterator[Cell]:
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for number, raw in enumerate(document["cells"], start=1):
            marks = raw["metadata"].get("nbgrader", {})
            yield Cell(
                number=number,
                type=raw["cell_type"],
                text="".join(raw["source"]),
                id=marks.get("grade_id", ""),
                grade=bool(marks.get("grade") or marks.get("task")),
                solution=bool(marks.get("solution")),
                points=float(marks.get("points", 0)),
            )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"is no notebook of nbgrader's ({type(error).__name__}: {error}); give one of its source/ folder"
        raise CourseError(path, problem) from None


def _by_hand(cell: Cell) -> Iterator[str]:
    if cell.grade or (cell.solution and cell.type != "code"):
        yield f"cell {cell.number} ({cell.id}): is graded by hand, or has points and no answer before it"


def _definitions(cell: Cell) -> Iterator[str]:
    try:
        body = ast.parse(cell.text).body
    except SyntaxError:
        return
    yield from (n.name for n in body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef))


def _name(grade_id: str) -> str:
    name = re.sub(r"\W", "_", grade_id)
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"exercise_{name}"


def _marked(cell: Cell, exercise: str, todo: list[str]) -> str:
    """Give the regions of an answer the name of its exercise."""
    if not _BEGIN.search(cell.text):
        todo.append(f"cell {cell.number} ({cell.id}): is an answer without a region; mark its function bodies")
    todo.append(f"cell {cell.number} ({cell.id}): say in the region of {exercise} what is to do")
    text = _BEGIN.sub(rf"\g<indent># BEGIN SOLUTION {exercise}: write this", cell.text)
    return _END.sub(r"\g<indent># END SOLUTION", text)


def _everything(text: str) -> str:
    """Return all tests of a cell, the hidden ones without their markers."""
    return _HIDDEN.sub(lambda found: found["body"], text)


class _OfStudent(ast.NodeTransformer):
    """Turns the names that the notebook defines into attributes of ``student``."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Read a name of the student's off the fixture."""
        if node.id in self._names and isinstance(node.ctx, ast.Load):
            return ast.Attribute(ast.Name("student", ast.Load()), node.id, node.ctx)
        return node


def _test(cell: Cell, body: str, exercise: str, defined: set[str], todo: list[str]) -> str:
    """Return one test function of a test cell; nothing where there is nothing to run, or it cannot be carried over."""
    if "AUTOTEST" in body:
        todo.append(f"cell {cell.number} ({cell.id}): write the tests that AUTOTEST stands for")
    try:
        tree = _OfStudent(defined).visit(ast.parse(body))
    except SyntaxError:
        todo.append(f"cell {cell.number} ({cell.id}): its tests are no plain Python; carry them over by hand")
        return ""
    if not tree.body:
        return ""
    if not isinstance(tree.body[-1], ast.Assert | ast.With | ast.For | ast.Try):
        todo.append(f"cell {cell.number} ({cell.id}): does not end in an assertion; partial credit is by tests here")
    lines = ast.unparse(ast.fix_missing_locations(tree)).split("\n")
    return f'\n@exercise("{exercise}")\ndef test_{_name(cell.id)}(student):\n' + "\n".join(f"    {x}" for x in lines)


def _comment(text: str) -> str:
    return "\n".join(["# %% [markdown]", *(f"# {line}".rstrip() for line in text.split("\n"))])


def _manifest(module: str, points: dict[str, float], languages: tuple[str, ...]) -> str:
    titles = "".join(f'{language} = "{module}"\n' for language in languages)
    head = f'format = 1\nmodule = "{module}"\n\n[title]\n{titles}'
    return head + "".join(
        f'\n[[exercise]]\nname = "{name}"\npoints = {max(1, round(worth))}\n' for name, worth in points.items()
    )
