"""What students receive, planned as bytes and then written: an allow-list from the manifest, never a glob.

A plan depends on the sources alone, so releasing twice, or after deleting the released folder, gives the same bytes.
Links are never followed, neither out of the assignment's folder nor out of the released one.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from grader.course.gifts import plan_given
from grader.course.hints import load_hints
from grader.course.layout import (
    ASSIGNMENT_FILE,
    FIGURES_FOLDER,
    GIVEN_FILE,
    HINTS_FILE,
    MEMORY_FOLDER,
    PUBLIC_SUITE,
    STUB_FOLDER,
)
from grader.course.manifest import Assignment, Course
from grader.course.notebook import plan_notebooks
from grader.course.reading import find_guide
from grader.course.regions import read_source
from grader.course.stub import render_stub
from grader.errors import CourseError, UsageError

# Relative path, with slashes -> content; cannot be changed, sorted by path.
Release: TypeAlias = Mapping[str, bytes]

# What running a suite leaves behind: not ours, and git-ignored.
_CACHES = {"__pycache__", ".pytest_cache", ".hypothesis", MEMORY_FOLDER}
# What `grader plot` leaves behind.
_DRAWN, _PICTURES = Path(FIGURES_FOLDER), {".png", ".svg"}


def plan_release(course: Course, assignment: Assignment) -> Release:
    """Return what students get: manifest, stub, notebooks, public suite, hints, what is given, what the manifest lists.

    The stub is there twice: to be filled in, and to go back to.
    """
    known = course.assignment(assignment.name)
    copied = (ASSIGNMENT_FILE, PUBLIC_SUITE, *known.files)
    files = {name: _read(known.folder, name) for name in copied}
    find_guide(known, course.languages)  # what exercises point to must be there
    stub = render_stub(known, read_source(known.source), course.languages[0]).encode()
    files |= {known.source.name: stub, f"{STUB_FOLDER}/{known.source.name}": stub}
    files |= plan_notebooks(course, known)
    if load_hints(known, course.languages):
        files[HINTS_FILE] = _read(known.folder, HINTS_FILE)
    given = plan_given(course, known)
    if given is not None:
        files[GIVEN_FILE] = given.text.encode()
    return MappingProxyType(dict(sorted(files.items())))


def write_release(release: Release, folder: Path) -> tuple[str, ...]:
    """Make ``folder`` hold exactly the release and return what that took, a line each; nothing if it did already."""
    if problem := _no_folder(folder):
        raise UsageError(f"{problem}; remove it")
    present = _present(release, folder)
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
    present = _present(release, folder)
    said = dict.fromkeys(present.keys() - release.keys(), "is not part of the release")
    for name, data in release.items():
        if name not in present:
            said[name] = "is missing"
        elif not _holds(folder, name, data):
            said[name] = "differs from its source"
    return tuple(f"{folder / name}: {said[name]}; run `grader release`" for name in sorted(said))


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


def _present(release: Release, folder: Path) -> dict[str, Path]:
    """Return every file and link in the folder by relative path; caches and figures drawn there are passed over."""
    found = {path.relative_to(folder): path for path in _walk(folder)}
    return {
        relative.as_posix(): path
        for relative, path in found.items()
        if relative.as_posix() in release or relative.parent != _DRAWN or relative.suffix not in _PICTURES
    }


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
