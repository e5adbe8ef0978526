"""Downloads that say whose a file is in its name: Canvas's, Moodle's, a zip of files and folders by student."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

import msgspec

from grader.archive.members import is_clutter
from grader.intake.delivery import Delivery
from grader.intake.listing import by_folder, composed

_SOURCES: Final = frozenset({".py", ".ipynb", ".zip"})
# name, late marker, number of the user, number of the attachment, name of the file
_CANVAS: Final = re.compile(
    r"(?P<name>[^_/]+)_(?P<late>late_)?(?P<user>\d+)_(?P<place>\d+)_(?P<file>.+)", re.IGNORECASE
)
# What Canvas adds to a file that was handed in again, and a browser to one that was downloaded again.
_AGAIN: Final = re.compile(r"(?P<stem>.+?)(?: ?\(\d+\))?(?:-(?P<version>\d{1,3}))?(?: ?\(\d+\))?")
# full name, number of the participant, the kind of submission, and the file unless it is in a folder
_MOODLE: Final = re.compile(
    r"(?P<name>[^/]+)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>[^/]*))?(?P<rest>/.*)?"
)


def read_canvas(names: Iterable[str], module: str) -> tuple[Delivery, ...] | None:
    """Return the attempts in Canvas's download; None where the files are not named as there.

    Of several files of the module's name each is an attempt, in the order of their versions; other files belong to
    all of them.
    """
    found: dict[str, list[_CanvasFile]] = {}
    for path in names:
        match = _CANVAS.fullmatch(composed(path))
        if match is None:
            return None
        called, version = original(match["file"])
        found.setdefault(match["user"], []).append(_CanvasFile(match=match, path=path, called=called, version=version))
    return tuple(one for files in found.values() for one in _canvas_attempts(files, module)) or None


class _CanvasFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file's path and what its name says."""

    match: re.Match[str]
    path: str
    called: str
    version: int


def _canvas_attempts(files: list[_CanvasFile], module: str) -> Iterator[Delivery]:
    attempts = [file for file in files if PurePosixPath(file.called).stem == module]
    others = tuple((file.called, file.path) for file in files if file not in attempts)
    for file in attempts or files[:1]:
        name, user = file.match["name"], file.match["user"]
        yield Delivery(
            key=user,
            known_as=(user, name),
            name=f"{name}_{user}",
            files=((file.called, file.path), *others) if attempts else others,
            order=(file.version, int(file.match["place"])),
            marked_late=bool(file.match["late"]),
        )


def original(file: str) -> tuple[str, int]:
    """Return a file's name as the student wrote it, and which version this is: ``m-2.py`` is the second of m.py."""
    path = PurePosixPath(file)
    match = _AGAIN.fullmatch(path.stem)
    if match is None:
        return file, 0
    return match["stem"] + path.suffix, int(match["version"] or 0)


def read_moodle(names: Iterable[str]) -> tuple[Delivery, ...] | None:
    """Return the submissions in Moodle's download, with folders or without; None where it is none.

    Text that was typed into the page is no file, and left out.
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name in names:
        match = _MOODLE.fullmatch(composed(name))
        if match is None:
            return None
        files = found.setdefault((match["name"], match["number"]), [])
        if match["kind"] == "file":
            files.append(((match["rest"] or match["file"] or "").removeprefix("/"), name))
    shared = Counter(name for name, _ in found)
    deliveries = (
        Delivery(
            key=number,
            known_as=(f"Participant {number}", name),
            name=name if shared[name] == 1 else f"{name} ({number})",
            files=tuple(files),
        )
        for (name, number), files in found.items()
    )
    return tuple(deliveries) or None


def read_class(names: tuple[str, ...], module: str) -> tuple[Delivery, ...] | None:
    """Return the submissions of a zip with a file or a folder for each student, all at its top.

    None where it is one student's own: everything in one folder, or the module's file there once and no other source
    beside its folder.
    """
    folders = {first: paths for first, paths in by_folder(names).items() if not is_clutter(first)}
    files = [name for name in names if "/" not in name and PurePosixPath(name).suffix in _SOURCES]
    wanted = [name for name in names if PurePosixPath(name).name == f"{module}.py"]
    if len(folders) == 1 or f"{module}.py" in names or (len(wanted) == 1 and not files):
        return None
    deliveries = []
    for first, paths in folders.items():
        who = composed(PurePosixPath(first).stem if paths == (first,) else first)
        inside = tuple((path.removeprefix(f"{first}/"), path) for path in paths)
        deliveries.append(Delivery(key=first, known_as=(who,), name=who, files=inside))
    return tuple(deliveries)
