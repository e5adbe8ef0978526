"""The files of a delivery by their paths, in a folder or a zip alike; nothing is unpacked, one file is read at a time.

A delivery is a platform's, what is in it are students': an odd name or entry costs the one who made it, nobody else.
"""

import os
import unicodedata
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final, Protocol

from grader.archive.directory import ArchiveError, Entry, inflate, list_entries
from grader.archive.members import check_entry
from grader.language import said
from grader.submission import UnreadableError, read_regular

MAX_FILES: Final = 60_000
MAX_DEPTH: Final = 8
# What systems add to every folder; a student's own hidden file is theirs, and its student is not to go missing.
_NOISE: Final = frozenset({"__MACOSX", "__pycache__", ".DS_Store", "Thumbs.db", "desktop.ini"})
_TWICE: Final = said("told", "this name is in the delivery twice; hand in again under another name")


class Listing(Protocol):
    """Files by their paths, with ``/`` between parts, sorted; what systems add is left out."""

    path: Path
    names: tuple[str, ...]

    def read(self, name: str, limit: int) -> bytes:
        """Read one; UnreadableError where it is no ordinary file, or larger than ``limit``."""


class FolderListing:
    """A folder, looked into no deeper than a few levels, and never through a link."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.repositories: tuple[str, ...] = ()
        found: list[str] = []
        repositories = []
        for folder, names in _walk(path):
            if ".git" in names:
                repositories.append(folder)
            found += [f"{folder}/{name}".removeprefix("/") for name in names if not _is_noise(name)]
        self.repositories = tuple(sorted(repositories))
        self.names = tuple(sorted(found))

    def read(self, name: str, limit: int) -> bytes:
        """Read a file."""
        path = self.path / name
        if path.is_symlink():
            raise UnreadableError(said("told", "this is a link to somewhere else; hand in the file itself"))
        return read_regular(path, name.rpartition("/")[2], limit)


class ArchiveListing:
    """A zip of a whole class, as it lies on disk; ArchiveError or OSError where it cannot be read as one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self._data = mmap(file.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""
        entries = list_entries(self._data, MAX_FILES)
        self._entries: dict[str, list[tuple[Entry, slice]]] = {}
        for entry, place in entries:
            name = _name_of(entry)
            if not entry.is_folder and not any(map(_is_noise, name.split("/"))):
                self._entries.setdefault(name, []).append((entry, place))
        self.names = tuple(sorted(self._entries))

    def read(self, name: str, limit: int) -> bytes:
        """Inflate a file."""
        (entry, place), *others = self._entries[name]
        if others:
            raise UnreadableError(_TWICE)
        try:
            check_entry(entry)
            return inflate(entry, self._data[place], name.rpartition("/")[2], limit)
        except ArchiveError as error:
            raise UnreadableError(str(error)) from None


class Inside:
    """What is in the one folder of a listing."""

    def __init__(self, listing: Listing, folder: str) -> None:
        self.path = listing.path
        self._listing = listing
        self._folder = f"{folder}/"
        self.names = tuple(name.removeprefix(self._folder) for name in listing.names)

    def read(self, name: str, limit: int) -> bytes:
        """Read a file in it."""
        return self._listing.read(self._folder + name, limit)


def only_folder(listing: Listing) -> str:
    """Return the name of the folder that everything is in, empty where there is none."""
    folders = {name.partition("/")[0] for name in listing.names if "/" in name}
    return folders.pop() if len(folders) == 1 and all("/" in name for name in listing.names) else ""


def beneath(names: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """Return those of the sorted paths that are in a folder."""
    first = bisect_left(names, f"{folder}/")
    return names[first : bisect_left(names, f"{folder}0", first)]  # "0" comes after "/"


def by_folder(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the paths by their first part; of a file at the top that is its name."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.partition("/")[0], []).append(name)
    return {first: tuple(rest) for first, rest in found.items()}


def composed(name: str) -> str:
    """Return a name with its letters in one piece, as macOS does not write them."""
    return unicodedata.normalize("NFC", name)


def _walk(top: Path) -> Iterator[tuple[str, list[str]]]:
    """Give each folder's path and what is in it that is no folder to look into; a repository's insides are its own.

    What is near the top comes first, so that a folder with too many files loses none that counts.
    """
    files, folders = _look(top, "")
    yield "", files
    for first in folders:
        waiting, count = deque([first]), 0
        while waiting and count < MAX_FILES:
            folder = waiting.popleft()
            files, inner = _look(top, folder)
            count += len(files) + len(inner)
            yield folder, files
            if folder.count("/") < MAX_DEPTH:
                waiting += inner


def _look(top: Path, folder: str) -> tuple[list[str], list[str]]:
    """Return the names that are no folders, ``.git`` among them, and the paths of the folders; nothing where barred."""
    files, folders = [], []
    try:
        entries = sorted(os.scandir(top / folder), key=lambda entry: entry.name)
    except OSError:
        return [], []
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False) or entry.name == ".git":
            files.append(entry.name)
        elif not _is_noise(entry.name):
            folders.append(f"{folder}/{entry.name}".removeprefix("/"))
    return files, folders


def _is_noise(name: str) -> bool:
    return name in _NOISE or name.startswith("._")


def _name_of(entry: Entry) -> str:
    # Finder writes UTF-8 and does not say so; no name in the old code page looks like it by chance.
    try:
        return composed(entry.raw_name.decode("utf-8"))
    except UnicodeDecodeError:
        return composed(entry.raw_name.decode("cp437"))
