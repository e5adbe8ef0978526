"""What an assignment takes from earlier ones: definitions cut out of their solutions, as the text of one module.

The text depends on the solutions alone, to the byte, and holds what the given definitions need and nothing else.
An assignment takes from those before it in the course, so nobody gives their own exercises, and there is no circle.
"""

import ast
import contextlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from grader.clock import Moment
from grader.course.layout import ASSIGNMENT_FILE, COURSE_FILE, GIVEN, GIVEN_FILE
from grader.course.manifest import Assignment, Course, load_course
from grader.course.pieces import Definition, Piece, cut, needed
from grader.course.regions import BOM, Source, read_source, read_text, split_lines
from grader.errors import CourseError
from grader.rendering import render

_CELL = "# %%"


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What comes from one assignment: the names that it binds, and the pieces of the source that bind them."""

    assignment: str
    due: Moment | None
    source: Source
    names: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def covers(self, line: int) -> bool:
        """Tell whether a line of the source is one that is given."""
        return any(first <= line <= last for first, last in (piece.span for piece in self.pieces))


class Given(msgspec.Struct, frozen=True):
    """A module of given definitions: its text, and where that comes from, in the order of the course."""

    text: str
    everything: tuple[Taken, ...]

    def still_open(self, now: Moment) -> tuple[Taken, ...]:
        """Return what comes from assignments that are not yet past their due."""
        return tuple(taken for taken in self.everything if taken.due is not None and now <= taken.due)


def plan_given(course: Course, assignment: Assignment) -> Given | None:
    """Plan what an assignment is given, or None; CourseError where a gift is none, or two would be one name."""
    _check_source(assignment)
    if not assignment.gives:
        return None
    everything = tuple(_collect(course, assignment))
    kept = _merge(everything)
    _check_own(assignment, everything)
    imports = [piece for taken in everything for piece in kept[taken.assignment] if piece.is_import]
    pieces = [(taken, piece) for taken in everything for piece in kept[taken.assignment] if not piece.is_import]
    origins = {
        taken.assignment: [
            piece.node.name for one, piece in pieces if one is taken and isinstance(piece.node, Definition)
        ]
        for taken in everything
    }
    text = render("given.py.j2", origins=origins.items(), imports=_import_lines(imports), body=_body(pieces))
    return Given(text, everything)


def read_given(assignment: Assignment) -> str:
    """Return the text that an assignment in a folder works with: the file there, in a course what is planned.

    Nothing where it takes nothing; CourseError where the file is missing.
    """
    if not assignment.gives:
        return ""
    if (assignment.folder.parent / COURSE_FILE).is_file():
        planned = plan_given(load_course(assignment.folder.parent), assignment)
        return "" if planned is None else planned.text
    return read_text(assignment.folder / GIVEN_FILE)


def _collect(course: Course, assignment: Assignment) -> Iterator[Taken]:
    """Return what is taken from each assignment before this one, in the order of the course.

    From the last to the first, since what is taken from one may itself be built on gifts from those before it.
    """
    asked: dict[str, set[str]] = {}
    _ask(course, assignment, assignment.gives, asked)
    found = []
    for earlier in reversed(_before(course, assignment)):
        if earlier.name in asked:
            taken, gifts = _take(earlier, sorted(asked[earlier.name]))
            found.append(taken)
            _ask(course, earlier, gifts, asked)
    return reversed(found)


def _before(course: Course, assignment: Assignment) -> tuple[Assignment, ...]:
    return tuple(itertools.takewhile(lambda other: other.name != assignment.name, course.assignments))


def _ask(course: Course, taker: Assignment, gives: Iterable[str], asked: dict[str, set[str]]) -> None:
    """Note what an assignment takes by the assignment that it takes it from."""
    before = [other.name for other in _before(course, taker)]
    for gift in gives:
        origin, _, name = gift.rpartition(".")
        if origin not in before:
            others = f"of no assignment before it ({', '.join(before) or 'none is'})"
            whose = "its own" if origin == taker.name else others
            problem = f"{gift!r} is {whose}; take from an earlier assignment"
            raise CourseError(taker.folder / ASSIGNMENT_FILE, problem, key="gives")
        asked.setdefault(origin, set()).add(name)


def _take(earlier: Assignment, wanted: Iterable[str]) -> tuple[Taken, tuple[str, ...]]:
    """Take definitions out of an earlier solution; return them, and the gifts that they are themselves built on."""
    source = read_source(earlier.source)
    pieces = cut(_parse(source.path, source.text), source.path)
    defined = {name for piece in pieces if isinstance(piece.node, Definition) for name in piece.binds}
    for name in wanted:
        if name not in defined:
            problem = f"defines no function or class {name!r}, which is given from here; correct the name in `gives`"
            raise CourseError(source.path, problem)
    found = needed(pieces, wanted)
    gifts = tuple(gift for piece in found for gift in _gifts(earlier, piece))
    kept = tuple(piece for piece in found if not _imports_given(piece.node))
    names = tuple(dict.fromkeys(name for piece in kept if not piece.is_import for name in sorted(piece.binds)))
    return Taken(assignment=earlier.name, due=earlier.due, source=source, names=names, pieces=kept), gifts


def _gifts(earlier: Assignment, piece: Piece) -> Iterator[str]:
    """Return what a piece of a solution takes from still earlier ones; CourseError where it is not plain what."""
    for node in ast.walk(piece.node):
        if not _imports_given(node):
            continue
        aliases = node.names if isinstance(node, ast.ImportFrom) else []
        if node is not piece.node or not aliases or any(alias.asname for alias in aliases):
            problem = "what is given must be plain to see; write `from given import name` at the top"
            raise CourseError(earlier.source, problem, line=getattr(node, "lineno", None))
        for alias in aliases:
            yield _gift(earlier, alias.name, piece.node.lineno)


def _gift(assignment: Assignment, name: str, line: int) -> str:
    for gift in assignment.gives:
        if gift.rpartition(".")[2] == name:
            return gift
    problem = f"{name!r} is not given to {assignment.name}; write it in `gives` of its manifest"
    raise CourseError(assignment.source, problem, line=line)


def _imports_given(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.partition(".")[0] == GIVEN for alias in node.names)
    return isinstance(node, ast.ImportFrom) and node.module == GIVEN and not node.level


def _check_source(assignment: Assignment) -> None:
    """Refuse a solution that imports what it is not given; what else is wrong with it is named elsewhere."""
    with contextlib.suppress(OSError, ValueError, SyntaxError):
        for node in ast.walk(ast.parse(assignment.source.read_bytes())):
            if isinstance(node, ast.ImportFrom) and _imports_given(node):
                for alias in node.names:
                    _gift(assignment, alias.name, node.lineno)


def _check_own(assignment: Assignment, everything: Iterable[Taken]) -> None:
    """Refuse what would be an exercise's own solution under its own name."""
    own = {name for exercise in assignment.exercises for name in (exercise.name, *exercise.definitions)}
    for taken in everything:
        for name in taken.names:
            if name in own:
                problem = f"{name!r}, which comes from {taken.assignment}, is an exercise here; rename one of the two"
                raise CourseError(assignment.folder / ASSIGNMENT_FILE, problem, key="gives")


def _merge(everything: Iterable[Taken]) -> Mapping[str, tuple[Piece, ...]]:
    """Return for each assignment the pieces that are not there from an earlier one.

    CourseError where one name would mean two things.
    """
    known: dict[str, tuple[str, str]] = {}
    kept: dict[str, tuple[Piece, ...]] = {}
    for taken in everything:
        new = {name: _content(taken.pieces, name) for piece in taken.pieces for name in piece.names}
        for name, content in new.items():
            if name in known and known[name][0] != content:
                line = next(piece.span[0] for piece in taken.pieces if name in piece.names)
                problem = f"{name!r} means something else in {known[name][1]}, from where it is given, too"
                raise CourseError(taken.source.path, f"{problem}; rename one, or make them the same", line=line)
        # Imports are put together later, since one name may need several: `import numpy.fft, numpy.linalg`.
        kept[taken.assignment] = tuple(p for p in taken.pieces if p.is_import or not p.names <= known.keys())
        known = {name: (content, taken.assignment) for name, content in new.items()} | known
    return kept


def _content(pieces: Iterable[Piece], name: str) -> str:
    """Return all that a module says of a name, without its layout and comments."""
    return "\n".join(dict.fromkeys(_said(piece.node, name) for piece in pieces if name in piece.names))


def _said(node: ast.stmt, name: str) -> str:
    # `import numpy.linalg` says of `numpy` only whose it is.
    plain = isinstance(node, ast.Import) and not any(alias.asname for alias in node.names)
    return f"import {name}" if plain else ast.dump(node)


def _import_lines(pieces: Iterable[Piece]) -> tuple[list[str], ...]:
    """Return the imports in three groups: of the future, of the standard library, of NumPy; each sorted."""
    plain: set[str] = set()
    names: dict[str, set[str]] = {}
    for node in (piece.node for piece in pieces):
        if isinstance(node, ast.ImportFrom):
            names.setdefault("." * node.level + (node.module or ""), set()).update(map(ast.unparse, node.names))
        elif isinstance(node, ast.Import):
            plain.update(map(ast.unparse, node.names))
    lines = [(name, f"import {name}") for name in sorted(plain)]
    lines += [(module, f"from {module} import {', '.join(sorted(names[module]))}") for module in sorted(names)]
    groups: tuple[list[str], ...] = ([], [], [])
    for module, line in lines:
        root = module.partition(" ")[0].partition(".")[0]
        groups[{"__future__": 0, "numpy": 2}.get(root, 1)].append(line)
    return groups


def _body(pieces: Iterable[tuple[Taken, Piece]]) -> str:
    """Put the statements one below the other, two lines free around a definition."""
    text, after_definition = "", False
    for taken, piece in pieces:
        definition = isinstance(piece.node, Definition)
        text += "\n\n" * (definition or after_definition) + ("" if text else "\n" * (not definition))
        text += _cut_out(taken.source, piece)
        after_definition = definition
    return text


def _cut_out(source: Source, piece: Piece) -> str:
    """Return a statement as it stands, with the comment right above it, without the lines that mark regions."""
    lines = split_lines(source.text.removeprefix(BOM))
    marked = {number for region in source.regions for number in (region.line, region.last_line)}
    first, last = piece.span
    while first > 1 and lines[first - 2].startswith("#") and not lines[first - 2].startswith(_CELL):
        first -= 1
    return "".join(lines[n - 1].rstrip("\r\n") + "\n" for n in range(first, last + 1) if n not in marked)


def _parse(path: Path, text: str) -> ast.Module:
    try:
        return ast.parse(text.removeprefix(BOM))
    except (SyntaxError, ValueError) as error:
        line, said = getattr(error, "lineno", None), getattr(error, "msg", error)
        raise CourseError(path, f"this is not Python ({said}); mend it", line=line) from None
