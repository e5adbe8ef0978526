"""A module cut into its top-level statements: what each binds, what each changes, what each needs of the others.

Scopes are Python's own, by ``symtable``: a local variable that is called like a constant of the module needs nothing.
An import counts as one piece for each name, so that only what is needed comes along.
"""

import ast
import dataclasses
import symtable
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.errors import CourseError

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclasses.dataclass(frozen=True, eq=False)
class Piece:
    """One statement: the names that it binds, those that it only changes (``TABLE["x"] = 1``), those that it uses."""

    node: ast.stmt
    binds: frozenset[str]
    changes: frozenset[str]
    uses: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """The names whose meaning depends on this piece."""
        return self.binds | self.changes

    @property
    def is_import(self) -> bool:
        """Whether it binds what another module defines."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def is_future(self) -> bool:
        """Whether it changes what the whole module means."""
        return isinstance(self.node, ast.ImportFrom) and self.node.module == "__future__"

    @property
    def span(self) -> tuple[int, int]:
        """Its first line, decorators included, and its last."""
        decorators = self.node.decorator_list if isinstance(self.node, Definition) else []
        first = min([self.node.lineno, *(decorator.lineno for decorator in decorators)])
        return first, self.node.end_lineno or self.node.lineno


def cut(tree: ast.Module, path: Path) -> tuple[Piece, ...]:
    """Cut a module into its pieces, in their order; CourseError for an import that does not say what it binds."""
    nodes = [part for node in tree.body for part in _parts(node) if not _is_script(part)]
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            raise CourseError(path, "imports a star; import each name that you use", line=node.lineno)
    pieces = [_piece(node) for node in nodes]
    imported = {name for piece in pieces if piece.is_import for name in piece.binds}
    # `np.seterr(...)` is about no definition, though it mentions np.
    return tuple(dataclasses.replace(piece, changes=piece.changes - imported) for piece in pieces)


def needed(pieces: Iterable[Piece], names: Iterable[str]) -> tuple[Piece, ...]:
    """Return the pieces that define ``names``, and those that these use, and so on; in the order of the module."""
    by_name: dict[str, list[Piece]] = {}
    everything = tuple(pieces)
    for piece in everything:
        for name in piece.names:
            by_name.setdefault(name, []).append(piece)
    waiting, seen = set(names), set[str]()
    taken = {piece for piece in everything if piece.is_future}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        taken.update(by_name.get(name, ()))
        waiting.update(used for piece in by_name.get(name, ()) for used in piece.uses | piece.names if used not in seen)
    return tuple(piece for piece in everything if piece in taken)


def _parts(node: ast.stmt) -> Iterator[ast.stmt]:
    if isinstance(node, ast.Import):
        yield from (ast.copy_location(ast.Import([alias]), node) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (ast.copy_location(ast.ImportFrom(node.module, [alias], node.level), node) for alias in node.names)
    else:
        yield node


def _is_script(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
    )


def _piece(node: ast.stmt) -> Piece:
    top = symtable.symtable(ast.unparse(node), "<piece>", "exec")
    symbols = top.get_symbols()
    binds = {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}
    uses = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    for table in _inner(top):
        # In the body of a class a name may be read before it is bound there, and is then the module's.
        of_a_class = table.get_type() == "class"
        uses |= {s.get_name() for s in table.get_symbols() if s.is_global() or (of_a_class and s.is_referenced())}
    return Piece(
        node=node,
        binds=frozenset(binds),
        changes=frozenset(_changed(node)) - binds,
        uses=frozenset(uses | set(_in_strings(node))),
    )


def _inner(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _inner(child)


def _changed(node: ast.stmt) -> Iterator[str]:
    """Yield the names whose objects a statement changes: by an item, an attribute, or a call of a method."""
    match node:
        case ast.Assign() | ast.Delete():
            places: list[ast.expr] = list(node.targets)
        case ast.AugAssign() | ast.AnnAssign():
            places = [node.target]
        case ast.Expr(value=ast.Call(func=ast.Attribute() as function)):
            places = [function]
        case _:
            places = []
    while places:
        place = places.pop()
        if isinstance(place, ast.Tuple | ast.List):
            places += place.elts
        elif isinstance(place, ast.Attribute | ast.Subscript | ast.Starred):
            places.append(place.value)
        elif isinstance(place, ast.Name):
            yield place.id


def _in_strings(node: ast.stmt) -> Iterator[str]:
    """Yield the names in annotations that are written as strings; what a Literal holds is no annotation."""
    for annotation in _annotations(node):
        plain = {
            part
            for literal in ast.walk(annotation)
            if isinstance(literal, ast.Subscript) and ast.unparse(literal.value).endswith("Literal")
            for part in ast.walk(literal)
        }
        for part in ast.walk(annotation):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part not in plain:
                yield from _names(part.value)


def _annotations(node: ast.stmt) -> Iterator[ast.expr]:
    for part in ast.walk(node):
        match part:
            case ast.arg(annotation=ast.expr() as annotation) | ast.AnnAssign(annotation=annotation):
                yield annotation
            case (
                ast.FunctionDef(returns=ast.expr() as annotation)
                | ast.AsyncFunctionDef(returns=ast.expr() as annotation)
            ):
                yield annotation


def _names(text: str) -> Iterator[str]:
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        return
    yield from (part.id for part in ast.walk(tree) if isinstance(part, ast.Name))
