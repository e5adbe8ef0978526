"""What is read of a notebook's bytes: every form that tools write, within bounds, and never the outputs."""

import json
from typing import Any

import nbformat
import pytest
from notebook_forms import answer, cell, notebook

from grader.notebook.cells import MAX_CELLS, MAX_TEXT, NotebookError, read_cells

SOURCE = "def f(x):\n    return x\n"


def read(document: dict[str, Any]) -> list[tuple[bool, str, str]]:
    """Read a document's cells."""
    return [(one.code, one.answer, one.text) for one in read_cells(json.dumps(document).encode())]


def saved_by(tool: str) -> dict[str, Any]:
    """Return one notebook as different tools save it: ids in other places, other metadata, lines or one text."""
    marks = {"nbgrader": {"grade_id": "exercise-f", "solution": True}}
    lines = SOURCE.splitlines(keepends=True)
    forms: dict[str, dict[str, Any]] = {
        "jupyter": notebook(answer("", "f", source=lines)),
        "a copy without ids": notebook(cell(SOURCE, metadata=marks), nbformat_minor=4),
        "colab": notebook(
            cell("", source=lines, metadata={"id": "Zx81_a", "outputId": "5b", "colab": {"base_uri": "u"}, **marks}),
            nbformat_minor=0,
            metadata={"colab": {"provenance": []}, "accelerator": "GPU"},
        ),
        "vs code": notebook(
            answer("", "f", source=lines, metadata={"vscode": {"languageId": "python"}}),
            metadata={"language_info": {"name": "python", "version": "3.11"}, "orig_nbformat": 4},
            nbformat_minor=2,
        ),
    }
    return forms[tool]


@pytest.mark.parametrize("tool", ["jupyter", "a copy without ids", "colab", "vs code"])
def test_every_tools_form_is_read(tool: str) -> None:
    """The answer is known by the cell's id or by nbgrader's, whichever the tool has kept."""
    assert read(saved_by(tool)) == [(True, "exercise-f", SOURCE)]


def test_format_3_as_nbformat_writes_it() -> None:
    """A notebook that was converted down by nbformat has the same cells."""
    new = nbformat.from_dict(notebook(cell("Words", code=False), cell(SOURCE), nbformat_minor=4))
    old = json.loads(nbformat.writes(nbformat.convert(new, 3), version=3))
    assert old["nbformat"] == 3
    assert read(old) == [(False, "", "Words"), (True, "", SOURCE)]


def test_outputs_of_fifty_megabytes_are_passed_over() -> None:
    """A plot too many is no reason to lose a submission."""
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * (50 << 20)}}
    assert read(notebook(cell(SOURCE, outputs=[picture]))) == [(True, "", SOURCE)]


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("[]", "no notebook"),
        ("{", "no notebook"),
        ('{"cells": ' + "[" * 50_000, "no notebook"),
        ('{"cells": [{"cell_type": "code", "source": "", "outputs": ' + '{"a":' * 50_000, "no notebook"),
        (json.dumps(notebook(cell(SOURCE), nbformat=2)), "format 2"),
        (json.dumps(notebook(cell(SOURCE, id=7))), "cells[0].id"),
        (json.dumps(notebook(*[cell("")] * (MAX_CELLS + 1))), f"more than {MAX_CELLS} cells"),
        (json.dumps(notebook(cell("x" * (MAX_TEXT + 1)))), "KiB of text"),
        (json.dumps(notebook(cell(" \n"), cell(""))), "empty"),
    ],
)
def test_what_cannot_be_read_says_why(document: str, problem: str) -> None:
    """Nothing but NotebookError ever comes out, with a sentence for the student."""
    with pytest.raises(NotebookError) as raised:
        read_cells(document.encode())
    assert problem in str(raised.value)
