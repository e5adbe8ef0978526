"""What a zip says of itself, in bytes: its directory, where each entry's bytes are, and what they inflate to.

Believed only where its two directories agree and everything fits inside its bytes: guessing what was meant is how two
readers of one archive come to see two different files. What an entry is called and holds is not looked at here.
"""

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise
from mmap import mmap

from grader.language import said
from grader.printable import one_line

MAX_RATIO = 200
_SHOWN = 60

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
STORED, DEFLATED = 0, 8
ENCRYPTED, _SIZES_FOLLOW, PATCHED, _UTF8 = 0x2041, 0x8, 0x20, 0x800
DOS_FOLDER = 0x10

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


def list_entries(data: bytes | mmap, max_entries: int) -> list[tuple[Entry, slice]]:
    """Return the entries of a whole class's zip and where their bytes are; what each is like is not looked at yet.

    ArchiveError where the archive itself is odd; an odd entry, which may be one student's doing, is ``check_entry``'s.
    """
    start, entries = read_directory(data, max_entries)
    return list(zip(entries, find_places(data, start, entries), strict=True))


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


def read_directory(data: bytes | mmap, max_entries: int) -> tuple[int, list[Entry]]:
    """Return where the directory starts and the entries in it, which fill it."""
    end = _end_of_directory(data)
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


def find_places(data: bytes | mmap, directory: int, entries: list[Entry]) -> list[slice]:
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
    same = data[place : place + lengths[0]] == entry.raw_name and method == entry.method and not flags & ENCRYPTED
    if not flags & _SIZES_FOLLOW:
        same &= checksum == entry.checksum
        same &= packed_size in {entry.packed_size, _IN_ZIP64} and size in {entry.size, _IN_ZIP64}
    if not same:
        raise ArchiveError(said("told", "the archive contradicts itself about {name}; make it again", name=entry.shown))
    return int(place + sum(lengths))


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
    if entry.method == DEFLATED:
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
