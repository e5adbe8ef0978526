"""The cells of a notebook put together as one module; runs in a worker, since parsing is where a hostile text bites.

Stdlib only: a worker is sent the text of this file. What comes out is Python that could have been handed in as it is.
Each definition, and each run of other statements, is on its own: what fails while it is imported loses nothing else.
A notebook is worked in out of order, so which of several definitions is the answer is decided: one that is no longer
a stub before one that is, one in the exercise's own cell before one elsewhere, a later one before an earlier one.
"""

import ast
import re
import warnings
from collections.abc import Iterator

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

Note = tuple[str, int, str]
"""What was left out or chosen, the number of the cell, and what of it."""

_OF_GRADER = ("check", "plot")
_PYTHON_CELLS = {"time", "timeit", "capture", "prun"}
_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*\n?")
# A magic or a shell line, also assigned from, and IPython's help: ``%time f()``, ``files = !ls``, ``np.dot?``.
_MAGIC = re.compile(r"(?P<indent>\s*)(?:[%!?].*|[\w.,\s\[\]]+=\s*[%!]\s*\w.*|[^#'\"]*\w\?{1,2}\s*)")
_SHOWN, _LONGEST, _MOST_NOTES, _MOST_JOINED = 60, 500, 20, 10


class Piece:
    """One cell that is Python: its number, the answer that it is (if any), its statements."""

    def __init__(self, number: int, answer: str, body: list[ast.stmt]) -> None:
        self.number = number
        self.answer = answer
        self.body = body


def assemble(cells: list[tuple[bool, str, str]]) -> tuple[str, list[Note]]:
    """Return the module's text and notes for the student, from ``(is code, answer, text)`` for each cell."""
    notes: list[Note] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an invalid escape is no reason to say anything
        pieces = list(_pieces(cells, notes))
        text = ast.unparse(ast.fix_missing_locations(_module(pieces, notes)))
    return text + "\n", notes[:_MOST_NOTES]


def _pieces(cells: list[tuple[bool, str, str]], notes: list[Note]) -> Iterator[Piece]:
    """Parse each cell, one that is no Python with those after it: students split a function in two."""
    number = 0
    while number < len(cells):
        first, (is_code, answer, text) = number + 1, cells[number]
        is_code |= bool(answer)
        body, dropped = _parse(text, is_code=is_code)
        number += 1
        while is_code and _goes_on(cells, first, number, body):
            longer = f"{text}\n{cells[number][2]}"
            joined, left_out = _parse(longer, is_code=True)
            if joined is None:
                break
            text, body, dropped, answer = longer, joined, left_out, answer or cells[number][1]
            number += 1
        if dropped:
            notes.append(("ipython", first, "; ".join(dropped)[:_SHOWN]))
        if body is None:
            if is_code:
                notes.append(("python", first, _syntax(text)))
        elif is_code or any(isinstance(node, Definition) for node in body):
            # Text of which all is Python, a definition among it, was code before its type was changed.
            yield Piece(first, answer, body)


def _goes_on(cells: list[tuple[bool, str, str]], first: int, number: int, body: list[ast.stmt] | None) -> bool:
    """Tell whether the next cell may be the rest of this one."""
    if number >= len(cells) or number - first >= _MOST_JOINED or not cells[number][0]:
        return False
    return body is None or _indent(cells[number][2]) != ""


def _indent(text: str) -> str:
    line = next((line for line in text.split("\n") if line.strip()), "")
    return line[: len(line) - len(line.lstrip())]


def _parse(text: str, *, is_code: bool) -> tuple[list[ast.stmt] | None, list[str]]:
    """Return the statements, or None, and the lines left out: those for IPython that keep the rest from parsing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    body = _statements(text)
    if body is not None or not is_code:
        return body, []
    if indent := _indent(text):  # IPython, too, takes the first line's off all of them
        text = "\n".join(line.removeprefix(indent) for line in text.split("\n"))
    text, dropped = _without_magics(text)
    body = _statements(text)
    return body, dropped if body is not None else []


def _statements(text: str) -> list[ast.stmt] | None:
    try:
        body = ast.parse(text).body
        for node in body:
            # What parses and yet cannot stand in a module, a `return` say, leaves its cell out, as it would in Jupyter.
            compile(ast.Module([node], []), "<cell>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return body


def _syntax(text: str) -> str:
    try:
        compile(text, "<cell>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}"
    except (ValueError, RecursionError, MemoryError) as error:
        return type(error).__name__
    return "it cannot stand in a module"


def _without_magics(text: str) -> tuple[str, list[str]]:
    dropped = []
    if cell_magic := _CELL_MAGIC.match(text):
        dropped.append(cell_magic[0].strip())
        if cell_magic[1] not in _PYTHON_CELLS:
            return "", dropped
        text = text[cell_magic.end() :]
    lines = []
    for line in text.split("\n"):
        magic = _MAGIC.fullmatch(line) if len(line) < _LONGEST else None
        if magic:
            dropped.append(line.strip())
        # An indented one may be all that a block has.
        lines.append(f"{magic['indent']}pass" if magic else line)
    return "\n".join(lines), dropped


def _module(pieces: list[Piece], notes: list[Note]) -> ast.Module:
    chosen = _chosen(pieces, notes)
    answers = {name for piece in pieces if piece.answer for name in _defined(piece)}
    body: list[ast.stmt] = []
    rebound: set[str] = set()
    for piece in pieces:
        elsewhere = {name for name in answers if chosen[name] is not piece}
        for run in _runs(piece, chosen):
            if not isinstance(run[0], Definition):
                rebound |= elsewhere & set(_bound(run))
            body.append(_guarded(run, piece.number))
    # A variable called like an answer, in some other cell, is no answer.
    for name in sorted(rebound):
        body += [_guarded([node], chosen[name].number) for node in _defined(chosen[name])[name]]
    return ast.Module([*_futures(pieces), *body], [])


def _chosen(pieces: list[Piece], notes: list[Note]) -> dict[str, Piece]:
    """Return for each name of which one definition counts and the others do not the cell that it is taken from."""
    places: dict[str, list[Piece]] = {}
    for piece in pieces:
        for name in _defined(piece):
            places.setdefault(name, []).append(piece)
    chosen = {}
    for name, found in places.items():
        ranks = [(not _is_stub(_defined(piece)[name]), bool(piece.answer)) for piece in found]
        if any(answer for _, answer in ranks) or len(set(ranks)) > 1:
            best = max(range(len(found)), key=lambda place: (ranks[place], place))
            chosen[name] = found[best]
            if len(found) > 1:
                notes.append(("chosen", found[best].number, name))
    return chosen


def _defined(piece: Piece) -> dict[str, list[ast.stmt]]:
    found: dict[str, list[ast.stmt]] = {}
    for node in piece.body:
        if isinstance(node, Definition):
            found.setdefault(node.name, []).append(node)
    return found


def _is_stub(definitions: list[ast.stmt]) -> bool:
    """Tell whether something is still as it was handed out: it raises NotImplementedError."""
    return any(
        isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and node.exc.func.id == "NotImplementedError"
        for node in ast.walk(definitions[-1])
    )


def _runs(piece: Piece, chosen: dict[str, Piece]) -> Iterator[list[ast.stmt]]:
    """Yield each definition that counts, and what stands between two of them."""
    run: list[ast.stmt] = []
    for node in piece.body:
        if isinstance(node, Definition):
            if run:
                yield run
                run = []
            if chosen.get(node.name, piece) is piece:
                yield [node]
        elif not _is_left_out(node):
            run.append(node)
    if run:
        yield run


def _is_left_out(node: ast.stmt) -> bool:
    """Tell whether a statement means nothing here: text, what stands at the top, and the calls of grader itself."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.ImportFrom(module=str() as module):
            return module == "__future__" or module.partition(".")[0] == "grader"
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name in _OF_GRADER
    return False


def _bound(run: list[ast.stmt]) -> Iterator[str]:
    for node in (node for statement in run for node in ast.walk(statement)):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, Definition):
            yield node.name


def _guarded(run: list[ast.stmt], number: int) -> ast.stmt:
    """Return the statements so that whatever they raise is printed, and the next ones still run."""
    said = f"print('cell {number} stopped:', type(_stopped).__name__, _stopped)"
    handler = ast.ExceptHandler(ast.Name("BaseException", ast.Load()), "_stopped", ast.parse(said).body)
    return ast.Try(run, [handler], [], [])


def _futures(pieces: list[Piece]) -> Iterator[ast.stmt]:
    """Yield what has to stand at the top of a module."""
    for piece in pieces:
        for node in piece.body:
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                yield node
