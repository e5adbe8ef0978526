"""What of a student's file an exercise depends on, as a digest: equal digests, equal verdicts.

An exercise depends on the definitions that it and what it needs are made of, on whatever the public suite mentions in
its cases, on every definition that these mention in turn, and on every statement of the module that is no definition.
Too much counts, never too little: a mention is any word that is the name of a definition.
"""

import ast
import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from grader.course.manifest import Assignment, Exercise


class Digests(msgspec.Struct, frozen=True):
    """Of the code that an exercise depends on, and of that code with the lines where it stands."""

    content: str
    placed: str


class _Statement(msgspec.Struct, frozen=True):
    """A top-level statement: the name that it defines, if that is all it does, and the words in it."""

    node: ast.stmt
    name: str
    words: frozenset[str]


def digest_exercises(source: str, assignment: Assignment, suite: str) -> Mapping[str, Digests]:
    """Return the digests for each exercise of an assignment, of a source under a public suite."""
    # A suite's tables and batteries belong to those who mention them; what a student's module binds, to everyone.
    module, tests = _cut(source, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)), _cut(suite, (ast.stmt,))
    roots = {exercise.name: _roots(exercise, tests) for exercise in assignment.exercises}
    if not module or not all(roots.values()):
        whole = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
        return {name: Digests(whole, whole) for name in roots}
    dumped = {id(one): ast.dump(one.node) for one in module}
    found = {}
    for exercise in assignment.exercises:
        names = {name for one in _with_needs(exercise, assignment.exercises) for name in roots[one]}
        needed = _reached(names, module)
        found[exercise.name] = Digests(
            _digest(dumped[id(one)] for one in needed),
            _digest(f"{one.node.lineno}\n{dumped[id(one)]}" for one in needed),
        )
    return found


def _cut(text: str, defining: tuple[type[ast.stmt], ...]) -> tuple[_Statement, ...]:
    """Cut a module into its statements; what is no Python has none."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    names = (_defined(node) if isinstance(node, defining) else "" for node in tree.body)
    return tuple(_Statement(node, name, frozenset(_words(node))) for node, name in zip(tree.body, names, strict=True))


def _defined(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _words(node: ast.AST) -> set[str]:
    """Return every word that could be a name: also in strings, as ``getattr`` and the universal battery take them."""
    words: set[str] = set()
    for part in ast.walk(node):
        match part:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.Constant(value=str(word)):
                words.add(word)
    return words


def _reached(names: set[str], module: Iterable[_Statement]) -> list[_Statement]:
    """Return the statements that are no definitions, those that define the names, and so on with what they mention."""
    reached = [one for one in module if not one.name or one.name in names]
    words = names.union(*(one.words for one in reached))
    return reached if words <= names else _reached(words, module)


def _roots(exercise: Exercise, tests: tuple[_Statement, ...]) -> set[str]:
    """Return the exercise's own names and all that its cases mention; none where no case is known by its name."""
    own = {test.name for test in tests if exercise.name in test.words}
    words = set().union(*(test.words for test in _reached(own, tests)))
    return {exercise.name, *exercise.definitions, *words} if own else set()


def _with_needs(exercise: Exercise, exercises: Iterable[Exercise]) -> set[str]:
    by_name = {one.name: one for one in exercises}
    waiting, seen = [exercise.name], set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting += [need for need in by_name[name].needs if need not in seen]
    return seen


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
