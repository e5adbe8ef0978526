"""The notebook form of answers in a ``.py``: what students hand in, made from what the class handed in."""

import json
from pathlib import Path
from typing import Any

from grader.notebook.percent import cut


def as_notebook(source: str, **fields: object) -> dict[str, Any]:
    """Return a notebook of format 4 with the cells of a source in percent form, without ids or metadata."""
    cells = [{"cell_type": "code" if b.code else "markdown", "metadata": {}, "source": b.text} for b in cut(source)]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4, **fields}


def filled(release: Path, answers: dict[str, str]) -> dict[str, Any]:
    """Return a released notebook with answers, by cell id, in it."""
    notebook: dict[str, Any] = json.loads(release.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] in answers:
            cell["source"] = answers[cell["id"]]
    return notebook


def write(notebook: dict[str, Any], path: Path) -> Path:
    """Write a notebook and return where."""
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    return path
