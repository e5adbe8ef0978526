"""Archives: the one file comes out to the byte, or a sentence says why not; nothing else can happen."""

import io
import re
import stat
import struct
import tracemalloc
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.archive.directory import MAX_RATIO, ArchiveError
from grader.archive.members import MAX_ARCHIVE, MAX_DEPTH, MAX_ENTRIES, read_members
from grader.printable import one_line

NAME = "linear_regression.py"
LIMIT = 1 << 20
SOURCE = b"def f(x):\n    return 2 * x\n"
DAMAGED = "the archive is damaged; make it again"
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED


def read_member(data: bytes, name: str) -> bytes:
    """Read the one file of that name."""
    (content,) = read_members(data, name, re.compile(re.escape(name)), lambda _: LIMIT).values()
    return content


@dataclass(frozen=True)
class Entry:
    """An entry as a hostile program would write it: whatever is not given is what an honest one writes."""

    name: str | bytes = NAME
    content: bytes = SOURCE
    method: int = DEFLATED
    flags: int = 0
    mode: int = stat.S_IFREG | 0o644
    dos: int = 0
    size: int | None = None
    checksum: int | None = None
    packed: bytes | None = None
    local_name: bytes | None = None
    local_flags: int | None = None
    local_method: int | None = None
    local_sizes: tuple[int, int, int] | None = None
    extra: bytes = b""
    comment: bytes = b""
    offset: int | None = None

    @property
    def raw_name(self) -> bytes:
        """The bytes of the name."""
        return self.name if isinstance(self.name, bytes) else self.name.encode()

    @property
    def all_flags(self) -> int:
        """The flags, with that of UTF-8 where the name is text."""
        return self.flags | (0 if isinstance(self.name, bytes) else 0x800)

    @property
    def packed_bytes(self) -> bytes:
        """The bytes as they stand in the archive."""
        if self.packed is not None:
            return self.packed
        stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return stream.compress(self.content) + stream.flush() if self.method == DEFLATED else self.content

    @property
    def sums(self) -> tuple[int, int, int]:
        """Checksum, packed size and size."""
        checksum = zlib.crc32(self.content) if self.checksum is None else self.checksum
        return checksum, len(self.packed_bytes), len(self.content) if self.size is None else self.size

    def local(self) -> bytes:
        """Return the header before the bytes, and them."""
        flags = self.all_flags if self.local_flags is None else self.local_flags
        method = self.method if self.local_method is None else self.local_method
        name = self.raw_name if self.local_name is None else self.local_name
        sums = self.sums if self.local_sizes is None else self.local_sizes
        lengths = len(name), len(self.extra)
        head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, method, 0, 0x21, *sums, *lengths)
        return head + name + self.extra + self.packed_bytes

    def central(self, offset: int) -> bytes:
        """Return the header in the directory."""
        lengths = len(self.raw_name), len(self.extra), len(self.comment)
        place = offset if self.offset is None else self.offset
        fields = 3 << 8 | 20, 20, self.all_flags, self.method, 0, 0x21, *self.sums, *lengths, 0, 0
        head = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *fields, self.mode << 16 | self.dos, place)
        return head + self.raw_name + self.extra + self.comment


def archive(entries: Iterable[Entry], comment: bytes = b"", **end: int) -> bytes:
    """Write an archive; ``end`` overrides fields of the record at the end."""
    body, directory, count = b"", b"", 0
    for entry in entries:
        directory += entry.central(len(body))
        body += entry.local()
        count += 1
    fields = {"disk": 0, "first": 0, "here": count, "total": count, "size": len(directory), "offset": len(body)}
    fields |= {"comment_length": len(comment)} | end
    return body + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", *fields.values()) + comment


def written(*names: str, source: bytes = SOURCE, method: int = DEFLATED) -> bytes:
    """Write an archive as Python does, with the same bytes under each name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name in names:
            file.writestr(name, source)
    return buffer.getvalue()


def refusal(data: bytes) -> str:
    """Return why an archive is refused."""
    with pytest.raises(ArchiveError) as caught:
        read_member(data, NAME)
    return str(caught.value)


def inert(sentence: str) -> bool:
    """Say whether a terminal shows a sentence as it is."""
    return one_line(sentence, len(sentence)) == sentence


def content_or_sentence(data: bytes) -> bytes | None:
    """Return what comes out, or nothing where a sentence does."""
    try:
        return read_member(data, NAME)
    except ArchiveError as error:
        return None if inert(str(error)) else b"a sentence that is not inert"


@pytest.mark.parametrize("method", [STORED, DEFLATED])
@pytest.mark.parametrize("name", [NAME, f"hw/{NAME}", f"김하늘/과제 2/{NAME}", f"./{NAME}", f"a/./{NAME}"])
def test_the_file_comes_out_to_the_byte(name: str, method: int) -> None:
    """Packed or not, at the top or in folders of any script."""
    assert read_member(written(name, method=method), NAME) == SOURCE


@pytest.mark.parametrize(
    "clutter",
    [f"__MACOSX/{NAME}", f"__MACOSX/._{NAME}", f"._{NAME}", f".ipynb_checkpoints/{NAME}", f"a/__pycache__/{NAME}"],
)
def test_clutter_of_the_same_name_is_nobodys(clutter: str) -> None:
    """What systems and editors leave behind is no second submission."""
    assert read_member(archive([Entry(), Entry(name=clutter, content=b"other")]), NAME) == SOURCE
    assert "it is empty" in refusal(archive([Entry(name=clutter)]))


def test_folders_and_other_files_are_let_lie() -> None:
    """A folder has an entry of its own in most archives, the root in some, and notes may stand beside the file."""
    folder = Entry(name="hw/", content=b"", method=STORED, mode=stat.S_IFDIR | 0o755, dos=0x10)
    entries = [replace(folder, name="./"), folder, Entry(name=f"hw/{NAME}"), Entry(name="hw/notes.txt")]
    assert read_member(archive(entries), NAME) == SOURCE


def test_an_empty_file_is_a_file() -> None:
    """Nothing, packed into nothing, is no bomb."""
    assert read_member(archive([Entry(content=b"", method=STORED)]), NAME) == b""


def test_an_archive_written_to_a_pipe_is_accepted() -> None:
    """Sizes that follow the bytes leave the header before them empty."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file, file.open(NAME, "w", force_zip64=True) as member:
        member.write(SOURCE)
    assert read_member(buffer.getvalue(), NAME) == SOURCE
    assert read_member(archive([Entry(flags=0x8, local_sizes=(0, 0, 0))]), NAME) == SOURCE


@pytest.mark.parametrize("around", [(b"#!/bin/sh\n", b""), (b"", b"\0" * 100), (b"MZ" * 50, b"\r\n")])
def test_what_stands_around_an_archive_is_let_stand(around: tuple[bytes, bytes]) -> None:
    """Self-extracting archives start, and downloads end, with something else; zipfile reads these too."""
    data = around[0] + written(NAME) + around[1]
    assert zipfile.ZipFile(io.BytesIO(data)).read(NAME) == read_member(data, NAME) == SOURCE


@pytest.mark.parametrize("length", [1, 65535])
def test_an_archive_may_have_a_comment(length: int) -> None:
    """A comment of any length that the format allows is skipped."""
    assert read_member(archive([Entry(comment=b"mine")], comment=b"c" * length), NAME) == SOURCE


def test_a_name_of_an_old_windows_is_accepted() -> None:
    """Hangul without the mark of UTF-8 reads as gibberish, but is visible and harmless."""
    korean = "과제/메모.txt".encode("cp949")
    assert read_member(archive([Entry(), Entry(name=korean)]), NAME) == SOURCE


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "this is no zip archive; make one, or hand in the file itself"),
        (SOURCE, "this is no zip archive; make one, or hand in the file itself"),
        (b"Rar!\x1a\x07\x01\x00", "this is no zip archive; make one, or hand in the file itself"),
        (written(NAME)[:-30], DAMAGED),
        (written(NAME)[:-1], DAMAGED),
        (written(NAME)[10:], DAMAGED),
        (b"PK\x05\x06", DAMAGED),
        (archive([Entry()], comment=b"PK\x05\x06"), DAMAGED),
        (archive([Entry()], comment=b"PK\x05\x06" + bytes(18)), f"there is no {NAME} in the archive"),
        (b"#" * (MAX_ARCHIVE + 1), "the archive is larger than 20 MiB; hand in your source alone"),
    ],
)
def test_what_is_no_whole_archive_is_refused(data: bytes, sentence: str) -> None:
    """Other bytes, and an archive that was cut, have each a sentence."""
    assert refusal(data).startswith(sentence)


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ({"disk": 1}, "the archive is one part of several"),
        ({"first": 1}, "the archive is one part of several"),
        ({"here": 0}, "the archive is one part of several"),
        ({"here": 2, "total": 2}, DAMAGED),
        ({"here": 0, "total": 0}, DAMAGED),
        ({"size": 3}, DAMAGED),
        ({"size": 0xFFFFFFFF}, DAMAGED),
        ({"offset": 0xFFFFFFFF}, DAMAGED),
        ({"comment_length": 1}, DAMAGED),
    ],
)
def test_an_end_record_that_lies_is_refused(end: dict[str, int], sentence: str) -> None:
    """Parts, counts, sizes, offsets and comments are what they are said to be."""
    assert refusal(archive([Entry()], b"", **end)).startswith(sentence)


def test_the_format_for_huge_archives_is_refused() -> None:
    """A second record at the end, which readers weigh differently, is in no archive of this size."""
    data = archive([Entry()])
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    assert "zip64" in refusal(data[:-22] + locator + data[-22:])


@pytest.mark.parametrize("field", ["size", "offset"])
def test_numbers_that_are_elsewhere_are_refused(field: str) -> None:
    """A field of the directory that leaves its number to an extra field belongs to a huge archive."""
    zip64 = struct.pack("<HHQ", 1, 8, len(SOURCE) if field == "size" else 0)
    entry = Entry(extra=zip64, size=0xFFFFFFFF) if field == "size" else Entry(extra=zip64, offset=0xFFFFFFFF)
    assert refusal(archive([entry])) == DAMAGED


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([], f"there is no {NAME} in the archive (it is empty); name your file {NAME}"),
        (["b.py", "a/x.py"], f"there is no {NAME} in the archive (it has a/x.py, b.py); name your file {NAME}"),
        (list("gfedcba"), f"there is no {NAME} in the archive (it has a, b, c, d, e …); name your file {NAME}"),
        ([f"{NAME}/", "._x"], f"there is no {NAME} in the archive (it is empty); name your file {NAME}"),
        (["Linear_Regression.py"], f"(it has Linear_Regression.py); name your file {NAME}"),
    ],
)
def test_an_archive_without_the_file_is_refused_by_what_it_has(entries: list[str], sentence: str) -> None:
    """A wrong name is answered with up to five that are there and the one that is wanted."""
    assert refusal(archive(Entry(name=name) for name in entries)).endswith(sentence)


def test_the_file_in_two_folders_is_refused() -> None:
    """Nobody can know which of two is meant."""
    sentence = refusal(archive([Entry(name=f"b/{NAME}"), Entry(name=f"a/{NAME}")]))
    assert sentence == f"{NAME} is in the archive 2 times (a/{NAME}, b/{NAME}); keep one of them"


def test_as_many_entries_as_allowed_and_no_more() -> None:
    """The limit is exact, and those beyond it are not looked at."""
    most = [Entry(), *(Entry(name=f"{number}.txt", content=b"") for number in range(MAX_ENTRIES - 1))]
    assert read_member(archive(most), NAME) == SOURCE
    assert "more than 1000 entries" in refusal(archive([*most, Entry(name="one more")]))


def test_the_largest_file_is_accepted_and_one_byte_more_refused() -> None:
    """The limit is exact for what an archive claims."""
    assert len(read_member(archive([Entry(content=b"#" * LIMIT, method=STORED)]), NAME)) == LIMIT
    sentence = refusal(archive([Entry(content=b"#" * (LIMIT + 1), method=STORED)]))
    assert sentence == f"{NAME} in the archive is larger than 1024 KiB; hand in your source alone"


def test_a_file_that_hides_its_size_is_inflated_to_the_limit_and_no_further() -> None:
    """What is said to be small and is not costs a few MiB, not the forty that it would fill."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = b"".join(stream.compress(bytes(1 << 20)) for _ in range(40)) + stream.flush()
    data = archive([Entry(packed=bomb, size=LIMIT)])
    tracemalloc.start()
    sentence = refusal(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 1024 KiB" in sentence
    assert peak < 8 << 20


def test_a_bomb_is_refused_by_what_it_claims() -> None:
    """The file asked for is packed no more than source ever is; all files together are no disk full."""
    sparse = Entry(content=bytes(1 << 19))
    assert len(sparse.packed_bytes) * MAX_RATIO < 1 << 19
    assert "packed beyond belief" in refusal(archive([sparse]))
    others = [Entry(name=f"{number}", content=b"", size=21 << 20) for number in range(10)]
    assert "unpacks to more than 200 MiB" in refusal(archive([Entry(), *others]))


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (Entry(flags=0x1), "the archive is encrypted"),
        (Entry(flags=0x40), "the archive is encrypted"),
        (Entry(flags=0x2000), "the archive is encrypted"),
        (Entry(flags=0x20), f"{NAME} is packed by an unusual method"),
        *((Entry(method=method), f"{NAME} is packed by an unusual method") for method in (1, 9, 12, 14, 93, 99)),
        (Entry(mode=stat.S_IFLNK | 0o777), f"{NAME} is a link or a device"),
        (Entry(mode=stat.S_IFIFO), f"{NAME} is a link or a device"),
        (Entry(mode=stat.S_IFCHR), f"{NAME} is a link or a device"),
        (Entry(mode=stat.S_IFBLK), f"{NAME} is a link or a device"),
        (Entry(mode=stat.S_IFSOCK), f"{NAME} is a link or a device"),
        (Entry(mode=stat.S_IFDIR), f"{NAME} is a folder under the name of a file"),
        (Entry(mode=0, dos=0x10), f"{NAME} is a folder under the name of a file"),
        (Entry(local_name=b"another_of_the_same_"), f"the archive contradicts itself about {NAME}"),
        (Entry(local_name=b"short"), f"the archive contradicts itself about {NAME}"),
        (Entry(local_method=STORED), f"the archive contradicts itself about {NAME}"),
        (Entry(local_flags=0x1), f"the archive contradicts itself about {NAME}"),
        (Entry(local_sizes=(0, 0, 0)), f"the archive contradicts itself about {NAME}"),
        (Entry(local_sizes=(Entry().sums[0], 1, len(SOURCE))), f"the archive contradicts itself about {NAME}"),
        (Entry(local_sizes=(*Entry().sums[:2], 1)), f"the archive contradicts itself about {NAME}"),
        (Entry(checksum=1), DAMAGED),
        (Entry(size=1), DAMAGED),
        (Entry(method=STORED, size=1), DAMAGED),
        (Entry(packed=Entry().packed_bytes + b"more"), DAMAGED),
        (Entry(packed=Entry().packed_bytes[:-1]), DAMAGED),
        (Entry(packed=b"\xff" * 20), DAMAGED),
        (Entry(offset=1), DAMAGED),
        (Entry(offset=1 << 30), DAMAGED),
        (Entry(name=b"\xff.py", flags=0x800), DAMAGED),
    ],
)
def test_an_entry_that_is_no_ordinary_file_is_refused(entry: Entry, sentence: str) -> None:
    """Secrets, links, devices, unusual packing and lies are refused, each in a sentence."""
    assert refusal(archive([entry])).startswith(sentence)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a\0.py", "has invisible characters"),
        (f"{NAME}\0.txt", "has invisible characters"),
        ("a\n.py", "has invisible characters"),
        ("\x1b[2J", "has invisible characters"),
        ("a\u202eyp.py", "has invisible characters"),
        ("a\u200b.py", "has invisible characters"),
        (b"a\x7f", "has invisible characters"),
        (f"hw\\{NAME}", "has a backslash"),
        (f"/{NAME}", "is an absolute path"),
        (f"C:{NAME}", "is an absolute path"),
        (f"c:/{NAME}", "is an absolute path"),
        ("", "has an empty part"),
        (f"a//{NAME}", "has an empty part"),
        (".", "has an empty part"),
        (f"../{NAME}", "leads out of it"),
        (f"a/../../{NAME}", "leads out of it"),
        ("a/..", "leads out of it"),
        ("a/" * MAX_DEPTH + NAME, "is deeper than 20 folders"),
        ("a/" * 3000, "is deeper than 20 folders"),
        ("a" * 256, "is longer than 255 bytes"),
        ("가" * 86, "is longer than 255 bytes"),
        ("CON", "is reserved by Windows"),
        ("a/nul.py", "is reserved by Windows"),
        ("com1 .txt", "is reserved by Windows"),
        ("LPT²/x", "is reserved by Windows"),
    ],
)
def test_a_name_that_is_no_ordinary_name_is_refused(name: str | bytes, problem: str) -> None:
    """Any entry with such a name spoils the archive, and the sentence shows it inert."""
    sentence = refusal(archive([Entry(), Entry(name=name)]))
    assert sentence.endswith(f" in the archive {problem}; rename it")
    assert inert(sentence)


@pytest.mark.parametrize(
    "name", ["a" * 255, "a/" * (MAX_DEPTH - 1) + "x", "console.py", "com10", "10:30", "..a", "dump at 0x1f.txt", "메모"]
)
def test_an_unusual_name_that_harms_nobody_is_accepted(name: str) -> None:
    """What is just within a limit, or only looks like what is refused, spoils nothing."""
    assert read_member(archive([Entry(), Entry(name=name)]), NAME) == SOURCE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NAME, NAME),
        (NAME, NAME.upper()),
        ("a/x", "A/X"),
        ("a", "./a"),
        ("a/", "A/"),
        ("é", "e\u0301"),
        ("메모", unicodedata.normalize("NFD", "메모")),
        ("straße", "STRASSE"),
    ],
)
def test_names_that_some_system_takes_for_one_are_refused(one: str, other: str) -> None:
    """Letter case, spelling and repetition make no second file."""
    assert "twice, letter case aside" in refusal(archive([Entry(name=one), Entry(name=other)]))


@pytest.mark.parametrize("names", [("a", "a/b"), ("x/A/b/c", "X/a"), ("a/b/c/d", "a/b")])
def test_a_file_that_is_also_a_folder_is_refused(names: tuple[str, str]) -> None:
    """No disk could hold both."""
    assert "both a file and a folder" in refusal(archive([Entry(name=name) for name in names]))


def test_entries_that_share_bytes_are_refused() -> None:
    """Neither one header for two entries, nor one inside another's bytes, nor bytes of the directory."""
    assert "contradicts" in refusal(archive([Entry(), Entry(name="b", offset=0)]))
    inner = Entry(name="inner")
    outer = Entry(method=STORED, content=inner.local() * 2)
    shared = replace(inner, offset=len(outer.local()) - len(outer.content))
    assert "overlap" in refusal(archive([outer, shared]))
    sums = (zlib.crc32(SOURCE), 500, len(SOURCE))
    data = bytearray(archive([Entry(local_sizes=sums)]))
    place = data.index(b"PK\x01\x02")
    data[place + 20 : place + 24] = struct.pack("<L", 500)
    assert "overlap" in refusal(bytes(data))


def test_a_directory_that_is_cut_or_of_another_kind_is_refused() -> None:
    """A header of the directory is whole and begins as it must."""
    data = archive([Entry()])
    start = data.index(b"PK\x01\x02")
    assert refusal(data.replace(b"PK\x01\x02", b"PK\x05\x05")) == DAMAGED
    longer = bytearray(data)
    longer[start + 28 : start + 30] = b"\xff\xff"
    assert refusal(bytes(longer)) == DAMAGED


def test_reading_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder is as empty after as before."""
    monkeypatch.chdir(tmp_path)
    read_member(written(f"hw/{NAME}"), NAME)
    assert list(tmp_path.iterdir()) == []


VALID = archive(
    [
        Entry(name="hw/", content=b"", method=STORED, mode=stat.S_IFDIR | 0o755, dos=0x10),
        Entry(name=f"hw/{NAME}"),
        Entry(name="메모.txt", method=STORED),
        Entry(name=f"__MACOSX/._{NAME}"),
    ],
    comment=b"mine",
)
RECORDS = [place for place in range(len(VALID)) if VALID[place : place + 2] == b"PK"]

mutations = st.lists(
    st.tuples(
        # anywhere, or in the header that begins there
        st.integers(0, len(VALID) - 1) | st.builds(int.__add__, st.sampled_from(RECORDS), st.integers(0, 45)),
        st.sampled_from(["set", "cut", "insert", "copy"]),
        st.binary(min_size=1, max_size=4) | st.sampled_from([b"\xff" * 4, b"\0" * 4, b"PK\x01\x02", b"PK\x05\x06"]),
    ),
    min_size=1,
    max_size=4,
)


def mutate(data: bytes, place: int, how: str, what: bytes) -> bytes:
    """Return an archive with a few bytes of it changed."""
    if how == "cut":
        return data[:place] + data[place + len(what) :]
    if how == "copy":
        return data + data[place:]
    return data[:place] + what + data[place + (len(what) if how == "set" else 0) :]


@given(mutations)
@settings(deadline=None, max_examples=300)
def test_a_mutated_archive_gives_the_right_bytes_or_a_sentence(changes: list[tuple[int, str, bytes]]) -> None:
    """No change of a few bytes gives another file or another exception."""
    data = VALID
    for place, how, what in changes:
        data = mutate(data, place, how, what)
    assert content_or_sentence(data) in {SOURCE, None}


def test_thousands_of_mutated_archives_give_the_right_bytes_or_a_sentence() -> None:
    """As above, many more and without shrinking: a few bytes of the headers, set to what hurts."""
    rng = np.random.default_rng(0)
    what = [b"\0", b"\xff", b"\xff\xff", b"\xff" * 4, b"\0" * 4, b"\1\0", b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"]
    for _ in range(5000):
        data = VALID
        for _ in range(rng.integers(1, 4)):
            place = min(RECORDS[rng.integers(len(RECORDS))] + int(rng.integers(46)), len(VALID) - 1)
            how = ["set", "set", "set", "cut", "insert", "copy"][rng.integers(6)]
            data = mutate(data, place, how, what[rng.integers(len(what))])
        assert content_or_sentence(data) in {SOURCE, None}


def test_every_byte_matters_or_does_not() -> None:
    """Each byte of a valid archive, flipped in each of its bits, gives the right bytes or a sentence."""
    for place in range(len(VALID)):
        for bit in range(8):
            data = VALID[:place] + bytes([VALID[place] ^ 1 << bit]) + VALID[place + 1 :]
            assert content_or_sentence(data) in {SOURCE, None}


@given(st.binary(max_size=200), st.binary(max_size=200))
@settings(deadline=None, max_examples=500)
def test_any_bytes_around_any_records_are_refused_in_a_sentence(before: bytes, after: bytes) -> None:
    """Bytes that are no archive raise nothing else."""
    with pytest.raises(ArchiveError):
        read_member(before + b"PK\x05\x06" + after, NAME)


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), st.binary(max_size=50), max_size=5)
)
@settings(deadline=None, max_examples=500)
def test_an_honest_archive_is_read_as_zipfile_reads_it(files: dict[str, bytes]) -> None:
    """Whatever the other names, what is accepted is what the standard library reads."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", DEFLATED) as file:
        for name, content in {**files, NAME: SOURCE}.items():
            file.writestr(zipfile.ZipInfo(name), content)
    with zipfile.ZipFile(buffer) as file:
        expected = file.read(NAME)
    assert content_or_sentence(buffer.getvalue()) in {expected, None}
