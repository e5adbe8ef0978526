"""Back to the stub: the functions of one exercise as they were released, all else in the file as it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec

from grader.course.layout import STUB_FOLDER
from grader.course.manifest import Assignment
from grader.course.regions import read_text, split_lines
from grader.errors import UsageError
from grader.language import said

_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """A file's text with what was put back, and the qualified names of that."""

    text: str
    names: tuple[str, ...]


def read_stub(assignment: Assignment) -> str:
    """Return the stub as it was released; UsageError where the folder has none."""
    path = assignment.folder / STUB_FOLDER / assignment.source.name
    if not path.is_file():
        raise UsageError(
            said("told", "{name}: there is no such file; take the assignment's folder anew from the release", name=path)
        )
    return read_text(path)


def restore(source: str, stub: str, exercise: str, file: str) -> Restored:
    """Put back the functions that the stub leaves to do for an exercise; UsageError where they cannot be found."""
    try:
        present = dict(_functions(ast.parse(source)))
    except (SyntaxError, ValueError) as error:
        where = file
        if isinstance(error, SyntaxError) and error.lineno:
            where = said("part", "line {line} of {name}", line=error.lineno, name=file)
        text = said("told", "{where}: this is not Python; mend it, or say --all to take the whole stub", where=where)
        raise UsageError(text) from None
    wanted = {name: node for name, node in _functions(ast.parse(stub)) if _is_left(node, exercise)}
    if not wanted:
        raise UsageError(said("told", "the stub leaves nothing to do for {name!r}", name=exercise))
    missing = [name for name in wanted if name not in present]
    if missing:
        raise UsageError(
            said(
                "told",
                "{file}: there is no {name} in it; write its first line again, or say --all",
                file=file,
                name=missing[0],
            )
        )
    lines, original = split_lines(source), split_lines(stub)
    for name in sorted(wanted, key=lambda name: -_span(present[name])[0]):  # from the end, so that lines stay right
        first, last = _span(present[name])
        begin, end = _span(wanted[name])
        lines[first - 1 : last] = original[begin - 1 : end]
    return Restored(text="".join(lines), names=tuple(wanted))


def beside(path: Path) -> Path:
    """Return the name that a file's old text is kept under: the first that is free."""
    names = (path.with_name(f"{path.stem}.old{number or ''}{path.suffix}") for number in range(10_000))
    return next(name for name in names if not name.exists())


def _functions(tree: ast.Module) -> Iterator[tuple[str, _Function]]:
    """Return functions and methods by qualified name; of two of one name the last is the one that counts."""
    for node in tree.body:
        if isinstance(node, _Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, _Function))


def _is_left(function: _Function, exercise: str) -> bool:
    """Tell whether the stub's function is one that students write for this exercise."""
    raised = (node.exc for node in ast.walk(function) if isinstance(node, ast.Raise))
    return any(ast.unparse(error) == f"NotImplementedError({exercise!r})" for error in raised if error is not None)


def _span(function: _Function) -> tuple[int, int]:
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return first, function.end_lineno or function.lineno
