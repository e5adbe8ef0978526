"""Notebooks as students hand them in, made from the ``.py`` form of their answers."""

import json
from pathlib import Path
from typing import Any

from grader.notebook.percent import cut


def as_notebook(source: str) -> dict[str, Any]:
    """Return a notebook with the cells of a source in percent form, as after all metadata and ids were stripped."""
    return notebook(*(cell(block.text, code=block.code) for block in cut(source)))


def notebook(*cells: dict[str, Any], **fields: object) -> dict[str, Any]:
    """Return a notebook of format 4 with these cells."""
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **fields}


def cell(text: str, *, code: bool = True, **fields: object) -> dict[str, Any]:
    """Return a cell; text of markdown unless it is code."""
    own: dict[str, object] = {"execution_count": None, "outputs": []} if code else {}
    return {"cell_type": "code" if code else "markdown", "metadata": {}, "source": text, **own, **fields}


def answer(text: str, exercise: str, **fields: object) -> dict[str, Any]:
    """Return the cell that an exercise is written in, known by its id."""
    return cell(text) | {"id": f"exercise-{exercise}", **fields}


def write(document: dict[str, Any], path: Path) -> Path:
    """Write a notebook and return where."""
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
