"""Which cases of a suite draw their inputs: the others are the same under every seed.

Read from the suite's source. A case draws nothing only where that is plain to see, so what is not understood draws.
"""

import ast
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from grader.course.regions import BOM, read_text
from grader.verdict import Case

_SAME = frozenset({"self", "student", "reference"})


def drawing_cases(suite: Path, cases: Iterable[Case]) -> tuple[str, ...]:
    """Return the ids of the cases that may draw, in their order."""
    tree = ast.parse(read_text(suite).removeprefix(BOM))
    still = set() if _has_fixtures(tree) else set(_still(tree))
    return tuple(case.id for case in cases if case.id.partition("[")[0] not in still)


def _has_fixtures(tree: ast.Module) -> bool:
    """Tell whether the suite has fixtures of its own, which may draw for any case."""
    return any(isinstance(node, ast.Attribute | ast.alias) and _name(node) == "fixture" for node in ast.walk(tree))


def _name(node: ast.Attribute | ast.alias) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.name


def _still(tree: ast.Module | ast.ClassDef, prefix: str = "", known: Collection[str] = _SAME) -> Iterator[str]:
    """Yield the functions whose arguments are the student, the reference and written-down parameters alone."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _still(node, f"{prefix}{node.name}::", {*known, *_parameters(node)})
        elif isinstance(node, ast.FunctionDef):
            arguments = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
            if arguments <= {*known, *_parameters(node)}:
                yield f"{prefix}{node.name}"


def _parameters(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    """Yield the names that ``parametrize`` gives values to."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.parametrize":
            for name in ast.walk(decorator.args[0]) if decorator.args else ():
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield from name.value.replace(",", " ").split()
