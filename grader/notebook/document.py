"""A notebook as bytes: format 4.5, stable ids, nbgrader's metadata (version 3) and checksums, no outputs.

The bytes depend on the cells alone. nbgrader names the kinds of cells by flags; here each kind has one name.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from grader.notebook.cells import ANSWER

Kind = Literal["text", "given", "answer", "check", "free", "note"]
"""What a cell is for: to read, code that is given, to write in, to be marked by; code and text of one's own."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FLAGS = {"text": (False, False, True), "given": (False, False, True), "answer": (False, True, False)} | {
    "check": (True, False, True)
}
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell to write: its kind, its id, its text, and where it marks what it is worth and what it has said."""

    kind: Kind
    id: str
    text: str
    points: int = 0
    output: str = ""

    @property
    def type(self) -> str:
        """What Jupyter calls it."""
        return "markdown" if self.kind in {"text", "note"} else "code"


def answer_id(exercise: str, number: int = 1) -> str:
    """Return the id of the cell, or of one of several, that an exercise is written in."""
    return _id(f"{ANSWER}{exercise}" + ("" if number == 1 else f"-{number}"), ANSWER)


def check_id(exercise: str) -> str:
    """Return the id of the cell that marks an exercise."""
    return _id(f"check-{exercise}", "check-")


def render_notebook(cells: Iterable[Cell], *, released: bool) -> bytes:
    """Return the notebook; ``released`` adds what nbgrader adds when it releases: checksums and locks."""
    document = {
        "cells": [_render(cell, released=released) for cell in cells],
        "metadata": _METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    # As nbformat writes it, so that opening and saving changes nothing.
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def checksum(cell: Cell) -> str:
    """Return nbgrader's checksum of a cell: of what a student must not change in it."""
    grade, solution, locked = _FLAGS[cell.kind]
    parts = [cell.text, cell.type, str(grade), str(solution), str(locked), cell.id]
    if grade:
        parts.append(str(float(cell.points)))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def _render(cell: Cell, *, released: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "cell_type": cell.type,
        "id": cell.id,
        "metadata": _metadata(cell, released=released),
        "source": cell.text.splitlines(keepends=True),
    }
    if cell.type == "markdown":
        return document
    said = {"name": "stdout", "output_type": "stream", "text": cell.output.splitlines(keepends=True)}
    return document | {"execution_count": None, "outputs": [said] if cell.output else []}


def _metadata(cell: Cell, *, released: bool) -> dict[str, Any]:
    if cell.kind in {"free", "note"}:
        return {}
    grade, solution, locked = _FLAGS[cell.kind]
    marks: dict[str, Any] = {
        "schema_version": 3,
        "grade": grade,
        "grade_id": cell.id,
        "locked": locked,
        "solution": solution,
        "task": False,
    }
    if grade:
        marks["points"] = cell.points
    if not released:
        return {"nbgrader": marks}
    marks |= {"checksum": checksum(cell), "cell_type": cell.type}
    return {"nbgrader": marks, "deletable": False} | ({} if solution else {"editable": False})


def _id(name: str, prefix: str) -> str:
    """Return a name that may be an id, or one made from it: a name may be longer, or of other letters."""
    if _ID.fullmatch(name):
        return name
    return prefix + hashlib.sha256(name.encode()).hexdigest()[:16]
