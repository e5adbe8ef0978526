"""Does a submission use what its exercise forbids? Read from the source, before any of it has run; and a tripwire.

Advisory against the malicious: who takes the worker apart can compute with anything that is loaded. It serves honest
students, who forgot that ``lstsq`` was to be written by hand.
"""

import ast
import functools
import sys
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_BUILTIN = "builtins"
# What tells how a name is used, which nothing here asks.
_PASSED_OVER = {"ctx", "op", "ops"}


class ForbiddenError(Exception):
    """A forbidden function was called."""


class _Part(NamedTuple):
    """What a definition mentions: names, imports, and the first line of each full name."""

    names: frozenset[str]
    imports: tuple[ast.Import | ast.ImportFrom, ...]
    uses: Mapping[str, int]


class Shortcuts:
    """The uses of forbidden names in a source, by the top-level definition that they are in."""

    def __init__(self, source: str) -> None:
        self._tree = ast.parse(source)
        self._aliases = dict(_imported(self._tree))
        self._top = list(_top(self._tree))
        self._parts: dict[str, _Part] = {}
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
        parts = [self._part(name) for name in self._reachable(own, others)]
        imports = [node for node in self._top if isinstance(node, ast.Import | ast.ImportFrom)]
        imports += [node for part in parts for node in part.imports]
        found = [use for node in imports for use in _imports(node, forbidden)]
        for part in parts:
            found += [(_plain(full), line) for full, line in part.uses.items() if _matches(full, forbidden)]
        return min(found, key=lambda use: use[1], default=None)

    def _reachable(self, own: tuple[str, ...], others: frozenset[str]) -> set[str]:
        waiting = [name for name in own if name in self._definitions]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            seen.add(name)
            waiting += sorted((self._part(name).names & self._definitions.keys()) - others - seen)
        return seen

    def _part(self, name: str) -> _Part:
        """Look through a definition, once for all exercises."""
        if name not in self._parts:
            names, imports = set(), []
            uses: dict[str, int] = {}
            for node in _walk(self._definitions[name]):
                if isinstance(node, ast.Name):
                    names.add(node.id)
                if isinstance(node, ast.Import | ast.ImportFrom):
                    imports.append(node)
                elif isinstance(node, ast.Name | ast.Attribute | ast.Call) and (full := self._full_name(node)):
                    uses[full] = min(node.lineno, uses.get(full, node.lineno))
            self._parts[name] = _Part(frozenset(names), tuple(imports), uses)
        return self._parts[name]

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


def _walk(root: ast.AST) -> Iterator[ast.AST]:
    """Yield the root and all below it, in no order that matters; a submission waits for this."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        for field in node._fields:
            if field not in _PASSED_OVER:
                child = getattr(node, field, None)
                below = child if type(child) is list else (child,)
                waiting += [one for one in below if isinstance(one, ast.AST)]


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield each name that an import binds, and what it means."""
    for node in _walk(tree):
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
    return any(_plain(full) == name or full.startswith(f"{name}.") for name in forbidden)


def _plain(full: str) -> str:
    return full.removeprefix(f"{_BUILTIN}.")


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
