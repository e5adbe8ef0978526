"""A submitted notebook as the text of its cells: bounded, typed, read without running anything; outputs are dropped.

The JSON is decoded straight into the few fields that count, so that what nobody asked for is never built. Whether the
text of a cell is Python is not asked here: that is a worker's to find out.
"""

from typing import Literal

import msgspec

from grader.language import said
from grader.printable import one_line

MAX_NOTEBOOK = 64 << 20
"""Larger than any plot that is worth keeping; what is left of it without outputs must fit into ``MAX_TEXT``."""
MAX_TEXT = 1 << 20
MAX_CELLS = 2000

ANSWER = "exercise-"
"""What the id of a cell with an answer begins with."""

_SHOWN = 200
_CURRENT, _FORMER = 4, 3


class NotebookError(Exception):
    """Why a notebook cannot be read, said to its student."""


class Cell(msgspec.Struct, frozen=True):
    """One cell: whether it is code, the id of the answer that it is (nothing for any other cell), its text."""

    code: bool
    answer: str
    text: str


Kind = Literal["ipython", "python", "chosen"]


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was done with a cell beyond reading it: lines for IPython left out, the cell left out, a name taken."""

    kind: Kind
    cell: int
    detail: str


class _NbGrader(msgspec.Struct, frozen=True):
    grade_id: str = ""


class _Metadata(msgspec.Struct, frozen=True):
    nbgrader: _NbGrader | None = None


class _Cell(msgspec.Struct, frozen=True):
    """A cell of format 4, or of format 3, where the text of code was called ``input``."""

    cell_type: str
    source: str | list[str] = ""
    input: str | list[str] = ""
    id: str = ""
    metadata: _Metadata = _Metadata()


class _Worksheet(msgspec.Struct, frozen=True):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct, frozen=True):
    nbformat: int
    cells: list[_Cell] = []
    worksheets: list[_Worksheet] = []


def read_cells(data: bytes) -> tuple[Cell, ...]:
    """Return the cells in their order, those without text left out; NotebookError says why there are none."""
    try:
        notebook = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Notebook)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        problem = one_line(str(error), _SHOWN)
        raise NotebookError(
            said("told", "this is no notebook ({text}); save it in Jupyter and hand it in again", text=problem)
        ) from None
    if notebook.nbformat not in {_FORMER, _CURRENT}:
        raise NotebookError(
            said(
                "told",
                "the notebook is in format {count}; save it in format {wanted}, as Jupyter does",
                count=notebook.nbformat,
                wanted=_CURRENT,
            )
        )
    raw = [*notebook.cells, *(cell for sheet in notebook.worksheets for cell in sheet.cells)]
    if len(raw) > MAX_CELLS:
        raise NotebookError(
            said("told", "the notebook has more than {count} cells; hand in your answers alone", count=MAX_CELLS)
        )
    cells = tuple(_cell(cell) for cell in raw)
    if sum(len(cell.text) for cell in cells) > MAX_TEXT:
        raise NotebookError(
            said(
                "told", "the cells have more than {limit} KiB of text; hand in your answers alone", limit=MAX_TEXT >> 10
            )
        )
    if not any(cell.text.strip() for cell in cells):
        raise NotebookError(said("told", "the notebook is empty; did you save it before you handed it in?"))
    return cells


def _cell(raw: _Cell) -> Cell:
    text = raw.source or raw.input
    named = raw.metadata.nbgrader.grade_id if raw.metadata.nbgrader else ""
    # The id is what Jupyter keeps; what some tools drop, nbgrader's metadata may still tell.
    answer = next((name for name in (named, raw.id) if name.startswith(ANSWER)), "")
    return Cell(raw.cell_type == "code", answer, text if isinstance(text, str) else "".join(text))
