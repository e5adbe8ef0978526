"""The stub: a solution with each region replaced by what is left to do.

A stub is Python, and each of its exercises raises NotImplementedError with its own name until it is written.
"""

import ast
from collections import Counter
from functools import partial
from pathlib import Path

from grader.course.layout import ASSIGNMENT_FILE
from grader.course.manifest import Assignment
from grader.course.regions import BOM, Region, Source, fill
from grader.errors import CourseError
from grader.language import SOURCE, catalogue, languages
from grader.rendering import render


def render_stub(assignment: Assignment, source: Source, language: str = SOURCE) -> str:
    """Return the solution with each region replaced by what is left to do, said in a language.

    CourseError if regions and manifest do not name the same exercises, or if the stub is no Python in which each
    exercise raises NotImplementedError.
    """
    expected = {exercise.name for exercise in assignment.exercises}
    for region in source.regions:
        if region.exercise not in expected:
            raise CourseError(
                source.path,
                f"{region.exercise!r} is no exercise of {ASSIGNMENT_FILE}; write one of its names",
                line=region.line,
            )
        if not region.code_lines:
            raise CourseError(source.path, "the region is empty; write the solution in it", line=region.line)
    if missing := sorted(expected - set(source.exercises)):
        raise CourseError(
            source.path, f"no region for {missing[0]!r}; mark one with `# BEGIN SOLUTION {missing[0]}: ...`"
        )
    stub = fill(source, partial(render_region, language=language))
    raised = _not_implemented(source.path, stub)
    for region in source.regions:
        if raised[region.exercise] < sum(other.exercise == region.exercise for other in source.regions):
            raise CourseError(
                source.path,
                f"a region of {region.exercise!r} is outside every function; mark statements of a function",
                line=region.line,
            )
    return stub


def render_region(region: Region, *, language: str = SOURCE) -> str:
    """Return what students find in place of a region, in English where the language has no catalogue."""
    say = catalogue(language if language in languages() else SOURCE)
    text = render(
        "stub.py.j2",
        indent=region.indent,
        exercise=region.exercise,
        instruction=region.instruction,
        needed=say.many(
            "the reference needs {count} line",
            "the reference needs {count} lines",
            region.code_lines,
            count=region.code_lines,
        ),
    )
    ended = region.end.endswith(("\n", "\r"))
    return (text if ended else text.removesuffix("\n")).replace("\n", region.newline)


def _not_implemented(path: Path, stub: str) -> Counter[str]:
    """Count by name what the functions of the stub raise NotImplementedError with."""
    try:
        tree = ast.parse(stub.removeprefix(BOM))
    except (SyntaxError, ValueError) as error:
        raise CourseError(
            path, f"without its regions this is not Python ({error}); let each region be whole statements"
        ) from None
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    # As a set, since what a nested function raises is met once for each function around it.
    raised = {node for function in functions for node in ast.walk(function) if isinstance(node, ast.Raise)}
    return Counter(
        name.value
        for node in raised
        if isinstance(node.exc, ast.Call) and ast.unparse(node.exc.func) == "NotImplementedError"
        for name in node.exc.args
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
    )
