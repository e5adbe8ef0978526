"""The public names of ``grader.testing``, and what it may know of the rest of the package."""

import ast
from pathlib import Path

import grader.testing

_FOLDER = Path(grader.testing.__file__).parent
_ALLOWED = {
    "grader.language",
    "grader.errors",
    "grader.verdict",
    "grader.course.gifts",
    "grader.course.layout",
    "grader.course.manifest",
}


def test_the_public_names_are_these() -> None:
    """Suites rely on these names: to take one away is to break them."""
    assert grader.testing.__all__ == [
        "N",
        "R",
        "assert_close",
        "assert_gradient",
        "assert_no_shared_memory",
        "assert_unchanged",
        "case_rng",
        "describe",
        "exercise",
        "f32",
        "nc",
        "numerical_gradient",
        "raises",
        "sharing",
        "unchanged",
        "universal_battery",
    ]


def test_every_public_name_exists() -> None:
    """A name in ``__all__`` is there."""
    assert all(hasattr(grader.testing, name) for name in grader.testing.__all__)


def test_it_imports_manifests_cases_and_errors_of_ours_and_nothing_else() -> None:
    """Neither the judge's machinery nor the worker nor the wire is within a suite's reach."""
    files = sorted(_FOLDER.glob("*.py"))
    assert files
    imported = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imported |= {name for name in names if name.split(".")[0] == "grader"}
    assert {name for name in imported if not name.startswith("grader.testing")} == _ALLOWED
