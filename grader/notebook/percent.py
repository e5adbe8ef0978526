"""A source cut into cells where it says ``# %%``: jupytext's percent form, read by jupytext itself.

A cell that holds more than one answer is cut once more, before its definitions, so that each answer has its own.
"""

import ast
from collections.abc import Callable, Collection, Iterator

import msgspec

from grader.errors import UsageError

_MARK = "# %%"


class Block(msgspec.Struct, frozen=True):
    """One cell of a source: whether it is code, and its text without an end of line."""

    code: bool
    text: str


def cut(source: str) -> tuple[Block, ...]:
    """Return the cells of a source, all of it in one where it marks none; UsageError where jupytext is missing."""
    source = source.removeprefix("\ufeff").replace("\r\n", "\n")
    if not any(line.startswith(_MARK) for line in source.split("\n")):
        return (Block(code=True, text=source.strip("\n")),)
    try:
        import jupytext  # noqa: PLC0415  an extra, and slow to import: only who writes notebooks needs it
    except ModuleNotFoundError:
        problem = "notebooks are written with jupytext; install it: pip install 'grader[instructor]'"
        raise UsageError(problem) from None
    cells = jupytext.reads(source, fmt="py:percent").cells
    return tuple(Block(code=cell.cell_type == "code", text=cell.source) for cell in cells if cell.source)


def separate(text: str, answers: Callable[[str], Collection[str]]) -> Iterator[str]:
    """Cut the text of a cell so that each part has one answer at most, as far as answers are definitions apart.

    ``answers`` names those in a text; the text is Python of an author's.
    """
    if len(answers(text)) < 2:  # noqa: PLR2004  two would have to be told apart
        yield text
        return
    lines = text.split("\n")
    starts = [_start(node, lines) for node in ast.parse(text).body if _is_definition(node)]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        part = "\n".join(lines[start:end]).strip("\n")
        if part:
            yield part


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _start(node: ast.stmt, lines: list[str]) -> int:
    """Return the index of a definition's first line, its decorators and the comment right above it included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    start = min([node.lineno, *(decorator.lineno for decorator in decorators)]) - 1
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start
