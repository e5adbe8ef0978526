"""A source and its syntax tree, with the way from a node to its characters, so that a change stays a small one."""

import ast
from collections.abc import Iterator

from grader.course.regions import BOM, split_lines


class Scope:
    """What surrounds a node: the qualified name of its function, and what is bound there before a line."""

    def __init__(self, name: str, function: ast.FunctionDef | ast.AsyncFunctionDef | None) -> None:
        self.name = name
        self._first: dict[str, int] = {}
        for node in ast.walk(function) if function else ():
            match node:
                case ast.arg(arg=bound) | ast.Name(id=bound, ctx=ast.Store()):
                    self._first[bound] = min(node.lineno, self._first.get(bound, node.lineno))

    def is_bound(self, name: str, line: int) -> bool:
        """Tell whether a name has a value before that line: without it, a use is no subtle mistake."""
        return self._first.get(name, line) < line


class Syntax:
    """A source, parsed; its text is without a byte order mark."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix(BOM)
        self.tree = ast.parse(self.text)
        self.lines = split_lines(self.text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))
        self._definitions = [self._span(node) for node in self.tree.body]

    def nodes(self) -> Iterator[tuple[ast.AST, Scope]]:
        """Yield what can be computed wrongly, outermost first: no annotation, docstring, or text of an error."""
        yield from _nodes(self.tree, Scope("", None))

    def replaced(self, node: ast.AST, new: ast.AST) -> tuple[str, str]:
        """Return the text with a node replaced, in brackets only where they are needed, and its definition alone.

        The definition is the statement of the module that the node is in: what is to be compiled to see the change.
        """
        start, stop = self._span(node)
        first, last = next(span for span in self._definitions if span[0] <= start < span[1])
        said = ast.unparse(ast.fix_missing_locations(new))
        definition = self.text[first:start] + said + self.text[stop:last]
        if not isinstance(new, ast.Name | ast.Call | ast.Attribute | ast.Subscript | ast.Slice | ast.stmt):
            bracketed = f"{self.text[first:start]}({said}){self.text[stop:last]}"
            if _dump(definition) != _dump(bracketed):
                definition = bracketed
        return self.text[:first] + definition + self.text[last:], definition

    def _span(self, node: ast.AST) -> tuple[int, int]:
        if not isinstance(node, ast.expr | ast.stmt) or node.end_lineno is None or node.end_col_offset is None:
            raise TypeError(f"{type(node).__name__} has no place in the text")
        return self._offset(node.lineno, node.col_offset), self._offset(node.end_lineno, node.end_col_offset)

    def _offset(self, line: int, column: int) -> int:
        # Columns count bytes.
        return self._starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())


def _dump(text: str) -> str | None:
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None


def _nodes(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                function = None if isinstance(child, ast.ClassDef) else child
                yield from _nodes(child, Scope(f"{scope.name}.{child.name}".lstrip("."), function))
            elif isinstance(child, ast.AST) and not _is_text(child):
                yield child, scope
                if not isinstance(child, ast.Raise):
                    yield from _nodes(child, scope)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
