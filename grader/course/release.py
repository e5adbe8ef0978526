"""What students receive, planned as bytes and then written: an allow-list from the manifest, never a glob.

A plan depends on the sources alone, so releasing twice, or after deleting the released folder, gives the same bytes.
Links are never followed, neither out of the assignment's folder nor out of the released one.
"""

import ast
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from grader.course.gifts import plan_given
from grader.course.hints import load_hints
from grader.course.manifest import (
    ASSIGNMENT_FILE,
    GIVEN_FILE,
    HINTS_FILE,
    MEMORY_FOLDER,
    PUBLIC_SUITE,
    STUB_FOLDER,
    Assignment,
    Course,
)
from grader.course.regions import BOM, Region, Source, fill, read_source
from grader.errors import CourseError, UsageError
from grader.rendering import render

# Relative path, with slashes -> content; cannot be changed, sorted by path.
Release: TypeAlias = Mapping[str, bytes]

# What running a suite leaves behind: not ours, and git-ignored.
_CACHES = {"__pycache__", ".pytest_cache", ".hypothesis", MEMORY_FOLDER}


def plan_release(course: Course, assignment: Assignment) -> Release:
    """Return the files that students receive: manifest, stub, public suite, hints, gifts, what the manifest lists.

    The stub is there twice: to be filled in, and to go back to.
    """
    known = course.assignment(assignment.name)
    copied = (ASSIGNMENT_FILE, PUBLIC_SUITE, *known.files)
    files = {name: _read(known.folder, name) for name in copied}
    stub = render_stub(known, read_source(known.source)).encode()
    files |= {known.source.name: stub, f"{STUB_FOLDER}/{known.source.name}": stub}
    if load_hints(known, course.languages):
        files[HINTS_FILE] = _read(known.folder, HINTS_FILE)
    given = plan_given(course, known)
    if given is not None:
        files[GIVEN_FILE] = given.text.encode()
    return MappingProxyType(dict(sorted(files.items())))


def render_stub(assignment: Assignment, source: Source) -> str:
    """Return the solution with each region replaced by what is left to do.

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
    stub = fill(source, _render_region)
    raised = _not_implemented(source.path, stub)
    for region in source.regions:
        if raised[region.exercise] < sum(other.exercise == region.exercise for other in source.regions):
            raise CourseError(
                source.path,
                f"a region of {region.exercise!r} is outside every function; mark statements of a function",
                line=region.line,
            )
    return stub


def write_release(release: Release, folder: Path) -> tuple[str, ...]:
    """Make ``folder`` hold exactly the release and return what that took, a line each; nothing if it did already."""
    if problem := _no_folder(folder):
        raise UsageError(f"{problem}; remove it")
    present = _present(folder)
    strays = sorted(present.keys() - release.keys())
    changed = [name for name, data in release.items() if not _holds(folder, name, data)]
    for name in strays:
        (folder / name).unlink()
    _remove_empty_folders(folder)
    for name in changed:
        _write(folder / name, release[name])
    return (*(f"removed {name}" for name in strays), *(f"wrote {name}" for name in changed))


def check_release(release: Release, folder: Path) -> tuple[str, ...]:
    """Say how ``folder`` differs from the release, one sentence for each file; nothing if it does not."""
    if problem := _no_folder(folder):
        return (f"{problem}; remove it and run `grader release`",)
    present = _present(folder)
    said = dict.fromkeys(present.keys() - release.keys(), "is not part of the release")
    for name, data in release.items():
        if name not in present:
            said[name] = "is missing"
        elif not _holds(folder, name, data):
            said[name] = "differs from its source"
    return tuple(f"{folder / name}: {said[name]}; run `grader release`" for name in sorted(said))


def _render_region(region: Region) -> str:
    text = render(
        "stub.py.j2",
        indent=region.indent,
        exercise=region.exercise,
        instruction=region.instruction,
        lines=region.code_lines,
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


def _read(folder: Path, name: str) -> bytes:
    path = folder / name
    if _linked(folder, path):
        raise CourseError(path, "is reached by a link; put the file itself here")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CourseError(path, "is to be released, but there is no such file; write it") from None
    except OSError as error:
        raise CourseError(path, f"cannot be released ({error.strerror}); put a file here") from None


def _linked(folder: Path, path: Path) -> bool:
    return any(step.is_symlink() for step in (path, *path.parents) if folder in step.parents)


def _no_folder(folder: Path) -> str:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return f"{folder}: is no folder of its own"
    return ""


def _present(folder: Path) -> dict[str, Path]:
    """Return every file and every link in the folder by relative path; caches are passed over."""
    return {path.relative_to(folder).as_posix(): path for path in _walk(folder)}


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        folders[:] = [name for name in folders if name not in _CACHES]
        yield from (Path(root) / name for name in (*links, *files))


def _holds(folder: Path, name: str, data: bytes) -> bool:
    path = folder / name
    return not _linked(folder, path) and path.is_file() and path.read_bytes() == data


def _remove_empty_folders(folder: Path) -> None:
    for root, folders, _ in os.walk(folder, topdown=False):
        for name in folders:
            path = Path(root) / name
            if not path.is_symlink() and not any(path.iterdir()):
                path.rmdir()


def _write(path: Path, data: bytes) -> None:
    """Replace the file at once, so that nobody ever reads half of it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    # "x" follows no link that somebody put there after the strays were removed.
    with part.open("xb") as file:
        file.write(data)
    part.replace(path)
