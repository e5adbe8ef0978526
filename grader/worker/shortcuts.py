"""Does a submission use what its exercise forbids? Read from the source, before any of it has run; and a tripwire.

Advisory against the malicious: who takes the worker apart can compute with anything that is loaded. It serves honest
students, who forgot that ``lstsq`` was to be written by hand.
"""

import ast
import functools
import sys
from collections.abc import Iterator, Mapping
from typing import Any

_BUILTIN = "builtins"


class ForbiddenError(Exception):
    """A forbidden function was called."""


class Shortcuts:
    """The uses of forbidden names in a source, by the top-level definition that they are in."""

    def __init__(self, source: str) -> None:
        self._tree = ast.parse(source)
        self._aliases = dict(_imported(self._tree))
        self._top = list(_top(self._tree))
        self._definitions = {
            node.name: node
            for node in self._top
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        for node in self._top:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if full := self._full_name(value):
                    self._aliases[name] = full

    def find(self, forbidden: tuple[str, ...], own: tuple[str, ...], others: frozenset[str]) -> tuple[str, int] | None:
        """Return the first forbidden name and its line in the definitions ``own`` and the helpers that they use.

        A helper is any definition but the ``others``, which belong to other exercises. A forbidden module counts
        wherever it is imported.
        """
        found = [
            *(use for name in self._reachable(own, others) for use in self._uses(self._definitions[name], forbidden)),
            *(use for node in self._top if isinstance(node, ast.Import | ast.ImportFrom)
              for use in _imports(node, forbidden)),
        ]  # fmt: skip
        return min(found, key=lambda use: use[1], default=None)

    def _reachable(self, own: tuple[str, ...], others: frozenset[str]) -> set[str]:
        waiting = [name for name in own if name in self._definitions]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            seen.add(name)
            used = {node.id for node in ast.walk(self._definitions[name]) if isinstance(node, ast.Name)}
            waiting += sorted((used & self._definitions.keys()) - others - seen)
        return seen

    def _uses(self, root: ast.AST, forbidden: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        for node in ast.walk(root):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from _imports(node, forbidden)
            elif isinstance(node, ast.expr):
                full = self._full_name(node)
                if full is not None and _matches(full, forbidden):
                    yield full.removeprefix(f"{_BUILTIN}."), node.lineno

    def _full_name(self, node: ast.AST) -> str | None:
        """Return what a name, an attribute or a plain ``getattr`` means, by the file's imports."""
        match node:
            case ast.Name(id=name):
                return self._aliases.get(name, None if name in self._definitions else f"{_BUILTIN}.{name}")
            case ast.Attribute(value=value, attr=attribute):
                start = self._full_name(value)
                return None if start is None or start.startswith(_BUILTIN) else f"{start}.{attribute}"
            case ast.Call(func=ast.Name(id="getattr"), args=[value, ast.Constant(value=str() as attribute), *_]):
                start = self._full_name(value)
                return None if start is None else f"{start}.{attribute}"
        return None


def _top(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements that run while the module is imported and bind its names, inside ``try`` and ``if``, too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr):
            yield from _top(child)


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield each name that an import binds, and what it means."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (top, top)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _imports(node: ast.Import | ast.ImportFrom, forbidden: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    for alias in node.names:
        full = f"{module}{alias.name}"
        # A star may bring a forbidden function along; only whole modules are refused for their import alone.
        if _matches(full, tuple(name for name in forbidden if "." not in name)):
            yield full, node.lineno


def _matches(full: str, forbidden: tuple[str, ...]) -> bool:
    plain = full.removeprefix(f"{_BUILTIN}.")
    return any(plain == name or full.startswith(f"{name}.") for name in forbidden)


class Tripwire:
    """Replaces forbidden functions by ones that raise, until it is set anew."""

    def __init__(self) -> None:
        self._originals: dict[tuple[str, str], Any] = {}
        self.exempt: Mapping[str, Any] | None = None
        """The names of the module whose own calls are let through: what is given may use what an exercise must not."""

    def set(self, forbidden: tuple[str, ...]) -> None:
        """Restore what was replaced and replace what is forbidden now, where it is loaded."""
        for (module, name), original in self._originals.items():
            setattr(sys.modules[module], name, original)
        self._originals.clear()
        for full in forbidden:
            module, _, name = full.rpartition(".")
            if hasattr(sys.modules.get(module), name):
                original = self._originals[module, name] = getattr(sys.modules[module], name)
                setattr(sys.modules[module], name, functools.partial(_trip, full, original, self.exempt))


def _trip(full: str, original: Any, exempt: Mapping[str, Any] | None, /, *arguments: Any, **keywords: Any) -> Any:
    if exempt is not None and sys._getframe(1).f_globals is exempt:  # noqa: SLF001  the caller, which nothing else tells
        return original(*arguments, **keywords)
    raise ForbiddenError(full)


def find_all(source: str, rules: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, tuple[str, int]]:
    """Return for each exercise that uses one the first forbidden name and its line.

    ``rules`` gives for each exercise what it forbids and the definitions that it consists of.
    """
    shortcuts = Shortcuts(source)
    found = {}
    for exercise, (forbidden, own) in rules.items():
        others = frozenset(name for other, (_, names) in rules.items() if other != exercise for name in names)
        use = shortcuts.find(forbidden, own, others)
        if use is not None:
            found[exercise] = use
    return found
