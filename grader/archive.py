"""One file out of a student's zip, in memory: nothing is ever written, and nothing but that file is inflated.

What an archive says of itself is believed only where its two directories agree and everything fits inside its
bytes. An archive that is odd in any entry is refused whole, with a sentence for the student: no honest tool writes
one, and guessing what was meant is how two readers of one archive come to see two different files.
"""

import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from mmap import mmap

from grader.language import said
from grader.printable import one_line

MAX_ARCHIVE = 20 << 20
MAX_MEMBER = 1 << 20
MAX_CLAIMED = 200 << 20
MAX_ENTRIES = 1000
MAX_RATIO = 200
MAX_PART = 255
MAX_DEPTH = 20

_CLUTTER = frozenset({"__pycache__", "__MACOSX", "Thumbs.db", "desktop.ini"})
_LISTED, _SHOWN = 5, 60

# The records of a zip, by the names of PKWARE's APPNOTE 6.3.10, section 4.3.
# end of central directory: signature, disks (2), entries (here, all), size and offset of it, length of the comment
_END, _END_RECORD = b"PK\x05\x06", struct.Struct("<4s4H2LH")
_END64, _END64_LOCATOR = b"PK\x06\x07", 20
_MAX_COMMENT = (1 << 16) - 1
# central file header: signature, versions (2), flags, method, time, date, checksum, packed size, size, lengths of
# name, extra field and comment, disk, attributes inside and outside, offset
_CENTRAL, _CENTRAL_RECORD = b"PK\x01\x02", struct.Struct("<4s6H3L5H2L")
# local file header: signature, version, flags, method, time, date, checksum, packed size, size, lengths of name, extra
_LOCAL, _LOCAL_RECORD = b"PK\x03\x04", struct.Struct("<4s5H3L2H")
_IN_ZIP64 = (1 << 32) - 1
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW, _PATCHED, _UTF8 = 0x2041, 0x8, 0x20, 0x800
_DOS_FOLDER = 0x10

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_DAMAGED = said("told", "the archive is damaged; make it again")


class ArchiveError(Exception):
    """Why an archive, or the file in it, is not accepted, said to its student."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry as the directory tells of it; ``offset`` is where its local header is in the bytes at hand."""

    raw_name: bytes
    flags: int
    method: int
    checksum: int
    packed_size: int
    size: int
    attributes: int
    offset: int

    @property
    def name(self) -> str:
        """The whole path, in UTF-8 where the entry says so, else in the code page that zip began with."""
        try:
            return self.raw_name.decode("utf-8" if self.flags & _UTF8 else "cp437")
        except UnicodeDecodeError:
            raise ArchiveError(_DAMAGED) from None

    @property
    def shown(self) -> str:
        """The path for a sentence."""
        return one_line(self.name, _SHOWN)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders and the name."""
        return tuple(part for part in self.name.split("/") if part not in {"", "."})

    @property
    def is_folder(self) -> bool:
        """Whether it has no content of its own."""
        return self.name.endswith("/")

    @property
    def is_clutter(self) -> bool:
        """Whether it, or a folder that it is in, is what systems and editors leave behind."""
        return any(is_clutter(part) for part in self.parts)


def list_entries(data: bytes | mmap, max_entries: int) -> list[tuple[Entry, slice]]:
    """Return the entries of a whole class's zip and where their bytes are; what each is like is not looked at yet.

    ArchiveError where the archive itself is odd; an odd entry, which may be one student's doing, is ``check_entry``'s.
    """
    end = _end_of_directory(data)
    start, entries = _directory(data, end, max_entries)
    return list(zip(entries, _places(data, start, entries), strict=True))


def read_members(data: bytes, name: str, pattern: re.Pattern[str], limit: Callable[[str], int]) -> dict[str, bytes]:
    """Return the files whose names match, by name, each of which is there once; ``name`` is the one to ask for.

    ArchiveError where there is none, where one is larger than the ``limit`` of its name, or the archive cannot be read.
    """
    if len(data) > MAX_ARCHIVE:
        raise ArchiveError(
            said("told", "the archive is larger than {limit} MiB; hand in your source alone", limit=MAX_ARCHIVE >> 20)
        )
    end = _end_of_directory(data)
    start, entries = _directory(data, end, MAX_ENTRIES)
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
    places = _places(data, start, entries)
    _check_distinct(entries)
    wanted = _wanted(entries, name, pattern)
    return {
        found: inflate(entries[number], data[places[number]], found, limit(found)) for found, number in wanted.items()
    }


def is_clutter(name: str) -> bool:
    """Say whether a file or folder of that name is what operating systems and editors leave behind."""
    return name.startswith(".") or name in _CLUTTER


def _wanted(entries: list[Entry], name: str, pattern: re.Pattern[str]) -> dict[str, int]:
    """Return the numbers of the files whose names match, by name."""
    files = [number for number, entry in enumerate(entries) if not entry.is_folder and not entry.is_clutter]
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


def _end_of_directory(data: bytes | mmap) -> int:
    """Return where the record at the end of the directory is; a comment or something else may follow it."""
    place = data.rfind(_END, max(0, len(data) - _END_RECORD.size - _MAX_COMMENT))
    if place < 0:
        cut = data[: len(_LOCAL)] == _LOCAL
        raise ArchiveError(
            _DAMAGED if cut else said("told", "this is no zip archive; make one, or hand in the file itself")
        )
    if data[max(0, place - _END64_LOCATOR) :].startswith(_END64):
        raise ArchiveError(said("told", "the archive is in the format for huge archives (zip64); make an ordinary zip"))
    return place


def _directory(data: bytes | mmap, end: int, max_entries: int) -> tuple[int, list[Entry]]:
    """Return where the directory starts and the entries in it, which fill it."""
    if end + _END_RECORD.size > len(data):
        raise ArchiveError(_DAMAGED)
    _, disk, first_disk, here, total, size, offset, comment = _END_RECORD.unpack_from(data, end)
    if disk or first_disk or here != total:
        raise ArchiveError(said("told", "the archive is one part of several; make a zip in one part"))
    if total > max_entries:
        raise ArchiveError(
            said("told", "the archive has more than {count} entries; hand in your source alone", count=max_entries)
        )
    start = end - size
    if start < offset or end + _END_RECORD.size + comment > len(data):
        raise ArchiveError(_DAMAGED)
    # Offsets count from the start of the archive, and something may stand before it.
    entries, place = [], start
    for _ in range(total):
        entry, place = _central_header(data, place, end, start - offset)
        entries.append(entry)
    if place != end:
        raise ArchiveError(_DAMAGED)
    return start, entries


def _central_header(data: bytes | mmap, place: int, end: int, shift: int) -> tuple[Entry, int]:
    """Return the entry whose header is there, and where the next one is."""
    if place + _CENTRAL_RECORD.size > end:
        raise ArchiveError(_DAMAGED)
    fields = _CENTRAL_RECORD.unpack_from(data, place)
    signature, _, _, flags, method, _, _, checksum, packed_size, size, *lengths, _, _, attributes, offset = fields
    place += _CENTRAL_RECORD.size
    raw_name = data[place : place + lengths[0]]
    place += sum(lengths)
    if signature != _CENTRAL or _IN_ZIP64 in {packed_size, size, offset}:
        raise ArchiveError(_DAMAGED)
    return Entry(
        raw_name=raw_name,
        flags=flags,
        method=method,
        checksum=checksum,
        packed_size=packed_size,
        size=size,
        attributes=attributes,
        offset=offset + shift,
    ), place


def check_entry(entry: Entry) -> None:
    """Refuse an entry that is no ordinary file or folder under an ordinary name."""
    problem = next(_problems(entry), "")
    if problem:
        raise ArchiveError(problem)
    if entry.flags & _ENCRYPTED:
        raise ArchiveError(said("told", "the archive is encrypted; make one without a password"))
    if entry.method not in {_STORED, _DEFLATED} or entry.flags & _PATCHED:
        raise ArchiveError(
            said("told", "{name} is packed by an unusual method; make an ordinary zip", name=entry.shown)
        )
    kind = stat.S_IFMT(entry.attributes >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise ArchiveError(said("told", "{name} is a link or a device; hand in ordinary files", name=entry.shown))
    if not entry.is_folder and (kind == stat.S_IFDIR or entry.attributes & _DOS_FOLDER):
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


def _places(data: bytes | mmap, directory: int, entries: list[Entry]) -> list[slice]:
    """Return where the packed bytes of each entry are; were any shared, a few could inflate to very much."""
    starts = [_after_local_header(data, directory, entry) for entry in entries]
    places = [slice(start, start + entry.packed_size) for start, entry in zip(starts, entries, strict=True)]
    spans = sorted((entry.offset, place.stop) for entry, place in zip(entries, places, strict=True))
    if any(end > start for (_, end), (start, _) in pairwise([*spans, (directory, directory)])):
        raise ArchiveError(said("told", "files in the archive overlap; make it again"))
    return places


def _after_local_header(data: bytes | mmap, directory: int, entry: Entry) -> int:
    """Return where the bytes of an entry start, if the header before them says what the directory says."""
    place = entry.offset
    if place + _LOCAL_RECORD.size > directory:
        raise ArchiveError(_DAMAGED)
    signature, _, flags, method, _, _, checksum, packed_size, size, *lengths = _LOCAL_RECORD.unpack_from(data, place)
    if signature != _LOCAL:
        raise ArchiveError(_DAMAGED)
    place += _LOCAL_RECORD.size
    same = data[place : place + lengths[0]] == entry.raw_name and method == entry.method and not flags & _ENCRYPTED
    if not flags & _SIZES_FOLLOW:
        same &= checksum == entry.checksum
        same &= packed_size in {entry.packed_size, _IN_ZIP64} and size in {entry.size, _IN_ZIP64}
    if not same:
        raise ArchiveError(said("told", "the archive contradicts itself about {name}; make it again", name=entry.shown))
    return int(place + sum(lengths))


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


def inflate(entry: Entry, packed: bytes, name: str, limit: int) -> bytes:
    """Return what was packed; never more than one byte beyond the limit is made."""
    too_large = said(
        "told",
        "{name} in the archive is larger than {limit} KiB; hand in your source alone",
        name=name,
        limit=limit >> 10,
    )
    if entry.size > limit:
        raise ArchiveError(too_large)
    if entry.size > MAX_RATIO * max(1, len(packed)):
        raise ArchiveError(
            said("told", "{name} in the archive is packed beyond belief; hand in the file itself", name=name)
        )
    content = packed
    if entry.method == _DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(packed, limit + 1)
        except zlib.error:
            raise ArchiveError(_DAMAGED) from None
        if len(content) > limit:
            raise ArchiveError(too_large)
        if not stream.eof or stream.unused_data:
            raise ArchiveError(_DAMAGED)
    if len(content) != entry.size or zlib.crc32(content) != entry.checksum:
        raise ArchiveError(_DAMAGED)
    return content
