"""Files out of a student's zip, in memory: nothing is ever written, and nothing but those files is inflated.

An archive that is odd in any entry is refused whole, with a sentence for the student: no honest tool writes one.
"""

import re
import stat
import unicodedata
from collections.abc import Callable, Iterator

from grader.archive.directory import (
    DEFLATED,
    DOS_FOLDER,
    ENCRYPTED,
    PATCHED,
    STORED,
    ArchiveError,
    Entry,
    find_places,
    inflate,
    read_directory,
)
from grader.language import said
from grader.printable import one_line

MAX_ARCHIVE = 20 << 20
MAX_CLAIMED = 200 << 20
MAX_ENTRIES = 1000
MAX_PART = 255
MAX_DEPTH = 20

_CLUTTER = frozenset({"__pycache__", "__MACOSX", "Thumbs.db", "desktop.ini"})
_LISTED = 5

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


def read_members(data: bytes, name: str, pattern: re.Pattern[str], limit: Callable[[str], int]) -> dict[str, bytes]:
    """Return the files whose names match, by name, each of which is there once; ``name`` is the one to ask for.

    ArchiveError where there is none, where one is larger than the ``limit`` of its name, or the archive cannot be read.
    """
    if len(data) > MAX_ARCHIVE:
        raise ArchiveError(
            said("told", "the archive is larger than {limit} MiB; hand in your source alone", limit=MAX_ARCHIVE >> 20)
        )
    start, entries = read_directory(data, MAX_ENTRIES)
    for entry in entries:
        check_entry(entry)
    if sum(entry.size for entry in entries) > MAX_CLAIMED:
        raise ArchiveError(
            said(
                "told",
                "the archive unpacks to more than {limit} MiB; hand in your source alone",
                limit=MAX_CLAIMED >> 20,
            )
        )
    places = find_places(data, start, entries)
    _check_distinct(entries)
    wanted = _wanted(entries, name, pattern)
    return {
        found: inflate(entries[number], data[places[number]], found, limit(found)) for found, number in wanted.items()
    }


def is_clutter(name: str) -> bool:
    """Say whether a file or folder of that name is what operating systems and editors leave behind."""
    return name.startswith(".") or name in _CLUTTER


def _in_clutter(entry: Entry) -> bool:
    return any(is_clutter(part) for part in entry.parts)


def check_entry(entry: Entry) -> None:
    """Refuse an entry that is no ordinary file or folder under an ordinary name."""
    problem = next(_problems(entry), "")
    if problem:
        raise ArchiveError(problem)
    if entry.flags & ENCRYPTED:
        raise ArchiveError(said("told", "the archive is encrypted; make one without a password"))
    if entry.method not in {STORED, DEFLATED} or entry.flags & PATCHED:
        raise ArchiveError(
            said("told", "{name} is packed by an unusual method; make an ordinary zip", name=entry.shown)
        )
    kind = stat.S_IFMT(entry.attributes >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise ArchiveError(said("told", "{name} is a link or a device; hand in ordinary files", name=entry.shown))
    if not entry.is_folder and (kind == stat.S_IFDIR or entry.attributes & DOS_FOLDER):
        raise ArchiveError(
            said("told", "{name} is a folder under the name of a file; make the archive again", name=entry.shown)
        )


def _problems(entry: Entry) -> Iterator[str]:
    """Tell why a path could leave the archive, mislead its reader, or be no path on some system."""
    name, shown = entry.name, entry.shown
    parts = name.removesuffix("/").split("/")
    # A memory address is blanked where it is shown, but offends nobody in a name.
    plain = name.replace(" at 0x", "")
    checks = {
        said(
            "told",
            "the name {name} in the archive is deeper than {limit} folders; rename it",
            name=shown,
            limit=MAX_DEPTH,
        ): len(parts) > MAX_DEPTH,
        said(
            "told", "the name {name} in the archive is longer than {limit} bytes; rename it", name=shown, limit=MAX_PART
        ): any(len(part.encode()) > MAX_PART for part in parts),
        said("told", "the name {name} in the archive has invisible characters; rename it", name=shown): (
            one_line(plain, len(plain)) != plain
        ),
        said("told", "the name {name} in the archive has a backslash; rename it", name=shown): "\\" in name,
        said("told", "the name {name} in the archive is an absolute path; rename it", name=shown): (
            name.startswith("/") or _DRIVE.match(name)
        ),
        said("told", "the name {name} in the archive has an empty part; rename it", name=shown): (
            "" in parts or (parts[-1] == "." and not name.endswith("/"))
        ),
        said("told", "the name {name} in the archive leads out of it; rename it", name=shown): ".." in parts,
        said("told", "the name {name} in the archive is reserved by Windows; rename it", name=shown): any(
            _RESERVED.fullmatch(part) for part in parts
        ),
    }
    return (problem for problem, found in checks.items() if found)


def _wanted(entries: list[Entry], name: str, pattern: re.Pattern[str]) -> dict[str, int]:
    """Return the numbers of the files whose names match, by name."""
    files = [number for number, entry in enumerate(entries) if not entry.is_folder and not _in_clutter(entry)]
    wanted: dict[str, list[int]] = {}
    for number in files:
        if pattern.fullmatch(entries[number].parts[-1]):
            wanted.setdefault(entries[number].parts[-1], []).append(number)
    if not wanted:
        there = (
            said("part", "it has {names}", names=_listed([entries[number] for number in files]))
            if files
            else said("part", "it is empty")
        )
        raise ArchiveError(
            said("told", "there is no {name} in the archive ({there}); name your file {name}", name=name, there=there)
        )
    for found, numbers in wanted.items():
        if len(numbers) > 1:
            places = _listed([entries[number] for number in numbers])
            raise ArchiveError(
                said(
                    "told",
                    "{name} is in the archive {count} times ({names}); keep one of them",
                    name=found,
                    count=len(numbers),
                    names=places,
                )
            )
    return {found: numbers[0] for found, numbers in wanted.items()}


def _listed(entries: list[Entry]) -> str:
    names = sorted(entry.shown for entry in entries)
    return ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")


def _check_distinct(entries: list[Entry]) -> None:
    """Refuse names that one file system or another takes for the same, and a file that is also a folder."""
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if seen.setdefault(_key(entry), entry) is not entry:
            raise ArchiveError(
                said("told", "the archive has {name} twice, letter case aside; keep one of them", name=entry.shown)
            )
    for key in seen:
        parents = (seen.get(key[:depth]) for depth in range(1, len(key)))
        for parent in parents:
            if parent is not None and not parent.is_folder:
                raise ArchiveError(
                    said(
                        "told",
                        "{name} is both a file and a folder in the archive; rename one of them",
                        name=parent.shown,
                    )
                )


def _key(entry: Entry) -> tuple[str, ...]:
    # Folding the case may undo a composition, and the other way round.
    return tuple(unicodedata.normalize("NFC", unicodedata.normalize("NFC", p).casefold()) for p in entry.parts)
