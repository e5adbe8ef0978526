"""The invariants of docs/architecture.md, read from the imports and the calls of every module."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import grader
from grader.course.manifest import load_course

PACKAGE = Path(grader.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# Where the outside enters: what is asked there is handed to everything else.
ENTRANCES = {"cli", "worker"}
# Says how many cores a machine has, which is its task.
OUTSIDE = re.compile(r"^(time|random|secrets|datetime|uuid)(\.|$)")
ENVIRONMENT, PRESENT = {"environ", "getenv", "getcwd", "cwd"}, {"now", "utcnow", "today"}
# The types of a moment and of a span are named there, and which moment it is now is not asked.
TYPES = {"clock": {"datetime.datetime", "datetime.timedelta"}}


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(path: Path) -> str:
    """Return a module's name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {dotted(path): path for path in MODULES}


def package(name: str) -> str:
    """Return the part of grader that a module belongs to, as the table calls it; of the package itself, nothing."""
    return name.split(".")[1] if "." in name else ""


def imports(path: Path) -> Iterator[str]:
    """Return the full name of each module that a module imports, or of the name that it imports from one."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """Return the modules of grader that a module imports."""
    found = set()
    for name in imports(path):
        while name and name not in NAMES:
            name = name.rpartition(".")[0]  # noqa: PLW2901  cut until it is a module
        found |= {name} - {""}
    return found


def table() -> dict[str, set[str]]:
    """Read who may import whom from the page on the architecture."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("\n## Who may import whom\n")[2].partition("\n## ")[0]
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in section.splitlines() if "|" in line]
    assert rows[0] == ["package", "may import"]
    return {row[0]: set() if row[1] == "nothing" else set(re.split(r",\s*", row[1])) for row in rows[2:]}


@pytest.mark.parametrize("name", sorted({package(name) for name in NAMES} - {""}))
def test_a_package_imports_what_the_table_says(name: str) -> None:
    """What the page on the architecture allows, and nothing that it does not."""
    own = [path for module, path in NAMES.items() if package(module) == name]
    # The package's own root gives its version away and nothing else.
    found = {package(other): module for path in own for other in own_imports(path) for module in [dotted(path)]}
    allowed = table()[name]
    strays = {other: module for other, module in found.items() if other not in {*allowed, name, ""}}
    assert not strays, f"{name} imports {strays}, and the table lets it import {sorted(allowed)}"


def test_the_table_has_no_row_too_many_and_allows_nothing_unused() -> None:
    """The page describes what is there: each row a package, each permission used."""
    used: dict[str, set[str]] = {}
    for module, path in NAMES.items():
        used.setdefault(package(module), set()).update(map(package, own_imports(path)))
    for name, allowed in table().items():
        assert name in used, f"{name} is in the table and not in the package"
        assert not allowed - used[name], f"{name} may import {sorted(allowed - used[name])} and does not"


def test_what_authors_write_is_read_without_what_judges() -> None:
    """A course is loaded and released without a judge, a worker or a run; only what verifies a suite grades."""
    for module, path in NAMES.items():
        if package(module) == "course":
            assert not {"judge", "worker", "grading", "proof"} & {package(other) for other in own_imports(path)}, module
        if package(module) == "proof":
            assert not {"judge", "worker"} & {package(other) for other in own_imports(path)}, module


@pytest.mark.parametrize("name", ["worker", "wire"])
def test_what_shares_a_process_with_a_submission_needs_numpy_alone(name: str) -> None:
    """Worker and wire import the standard library, NumPy, and of ours what the table says."""
    for module, path in NAMES.items():
        if package(module) == name:
            roots = {other.partition(".")[0] for other in imports(path)}
            assert roots <= {*sys.stdlib_module_names, "numpy", "grader"}, module


def test_no_module_imports_itself_by_way_of_others() -> None:
    """There is an order in which every module comes after those that it imports."""
    # A package's __init__ is imported by what is in it; what it imports itself is counted.
    graph = {module: own_imports(path) - {module} for module, path in NAMES.items()}
    TopologicalSorter(graph).prepare()


def test_the_package_itself_imports_nothing() -> None:
    """Importing the worker stays cheap."""
    assert not list(imports(PACKAGE / "__init__.py"))


def test_the_framework_knows_no_exercise() -> None:
    """No name of the bundled course's exercises, modules or folders stands in the package."""
    course = load_course(ROOT / "solutions")
    names = {name for a in course.assignments for name in (a.name, a.module, *(e.name for e in a.exercises))}
    assert names
    # "02_linear_regression" is how a name of an assignment looks, which two sentences show.
    examples = {"02_linear_regression", "linear_regression"}
    # What suites check gradients with is an exercise, too.
    shared = {"numerical_gradient"}
    words = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names - examples - shared)))
    for path in MODULES:
        found = words.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path} names {found}"


def _outside(path: Path) -> Iterator[str]:
    types = TYPES.get(package(dotted(path)), set())
    yield from (name for name in imports(path) if OUTSIDE.match(name) and name not in types)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in {*ENVIRONMENT, *PRESENT}:
            yield ast.unparse(node)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "np.random.default_rng":
            assert node.args, f"{path}: a generator without a seed"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_the_outside_enters_through_cli_and_worker_alone(path: Path) -> None:
    """Time, randomness, the environment and the current directory are arguments everywhere else."""
    if package(dotted(path)) not in ENTRANCES:
        assert not list(_outside(path))


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    """Each begins with a docstring, and none prints."""
    assert ast.get_docstring(tree(path)), path
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def test_only_the_view_takes_anything_out_of_a_report() -> None:
    """Reports are made in two places: composed from scores, and redacted; nobody else makes or changes one."""
    makers = set()
    for module, path in NAMES.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Report", "model.Report"}:
                makers.add(module)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("structs.replace"):
                assert package(module) != "cli", f"{module} changes what it was given"
    assert makers == {"grader.report.compose", "grader.report.view"}


def test_what_is_printed_of_a_run_has_passed_the_view() -> None:
    """The verb that prints a run's reports hands each to the view first."""
    verb = tree(PACKAGE / "cli" / "instructor.py")
    (report,) = (node for node in verb.body if isinstance(node, ast.FunctionDef) and node.name == "report")
    reads = [
        node for node in ast.walk(report) if isinstance(node, ast.comprehension) and "read_reports" in ast.unparse(node)
    ]
    views = [node for node in ast.walk(report) if isinstance(node, ast.Call) and ast.unparse(node.func) == "view"]
    assert len(reads) == len(views) == 1


def test_our_exceptions_are_caught_for_printing_in_one_place() -> None:
    """A GraderError goes up to the command line, by way of a pipe or a wire where it began in another process."""
    for module, path in NAMES.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and node.type and ast.unparse(node.type) == "GraderError":
                assert module in {"grader.cli", "grader.judge.service", "grader.grading.branch"}, module
