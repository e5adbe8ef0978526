"""What is accepted for judging: files, notebooks, zips, folders -> Submission | Rejection, read once, never executed.

Everything about a submission is hostile: its name, its kind, its size, its bytes. Reading one never raises because
of what a student did; a submission that cannot be read is a Rejection with a sentence for the student.
"""

import codecs
import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from grader.archive.directory import ArchiveError
from grader.archive.members import MAX_ARCHIVE, is_clutter, read_members
from grader.clock import Moment
from grader.errors import UsageError
from grader.language import said
from grader.notebook.cells import MAX_NOTEBOOK, Cell, Note, NotebookError, read_cells
from grader.printable import one_line

MAX_SOURCE = 1 << 20
MAX_STUDENT_NAME = 100
MAX_SHOWN_NAME = 200
_LISTED = 5

_NOTEBOOK = ".ipynb"
# What an exercise raises until it is done; of two forms of one assignment the one with less of it was worked on.
_TO_DO = "raise NotImplementedError("


class UnreadableError(Exception):
    """Why a submission cannot be read, said to its student."""


class Content(Protocol):
    """The files of a submission that is no file or folder of its own, as in the download of a whole class."""

    def forms(self, module: str, wanted: re.Pattern[str], limit: Callable[[str], int]) -> Mapping[str, bytes]:
        """Return the files whose names match, by name, or else the only file, under the module's name.

        UnreadableError where there is neither, or a file is larger than the ``limit`` of its name.
        """


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """Which of a student's attempts this is, and what the platform says of its time."""

    number: int = 1
    count: int = 1
    submitted: Moment | None = None
    marked_late: bool = False


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """Where a submission is: a student's name and a file or folder, not yet read; or its ``content`` in ``path``.

    ``attempt`` is None where nobody says anything about attempts and times.
    """

    student: str
    path: Path
    content: Content | None = None
    attempt: Attempt | None = None


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """A submission that can be judged: its source as text, and the digest of its bytes.

    Of a notebook there are ``cells`` and no source yet; ``notes`` say what was left out of it.
    """

    student: str
    source: str
    digest: str
    cells: tuple[Cell, ...] = ()
    notes: tuple[Note, ...] = ()


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """A submission that cannot be judged, and why, in a sentence that a student understands."""

    student: str
    reason: str
    digest: str


def locate(path: Path, module: str) -> tuple[Located, ...]:
    """Find the submissions at ``path``: one file, one student's folder, or a folder of either, sorted by student.

    UsageError where there is nothing, or two submissions of one student.
    """
    try:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder; give a submission or a folder of them")
        if not path.is_dir() or _forms_in(path, module):
            return (_located(path),)
        found = [_located(entry) for entry in sorted(path.iterdir()) if not is_clutter(entry.name)]
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); make it readable") from None
    if not found:
        raise UsageError(f"{path}: there is no submission in this folder")
    check_unique(found)
    return tuple(sorted(found, key=lambda located: located.student))


def check_unique(found: list[Located]) -> None:
    """Refuse two submissions of one student, be it by name, by letter case, or as reports show the name."""
    counts = Counter(key for located in found for key in _keys(located.student))
    twice = [located for located in found if any(counts[key] > 1 for key in _keys(located.student))]
    if twice:
        names = ", ".join(sorted(str(located.path) for located in twice))
        raise UsageError(f"{twice[0].student}: more than one submission ({names}); keep one of them")


def read(located: Located, module: str) -> Submission | Rejection:
    """Read a submission; what is wrong with it becomes a Rejection."""
    try:
        forms = _read_content(located.content, module) if located.content else _read_forms(located.path, module)
    except UnreadableError as error:
        return Rejection(student=located.student, reason=str(error), digest=_digest(str(error).encode()))
    everything = b"".join(forms[name] for name in sorted(forms))
    try:
        found = [_submission(located.student, name, forms[name]) for name in sorted(forms, key=_precedence)]
    except (UnreadableError, NotebookError) as error:
        return Rejection(student=located.student, reason=str(error), digest=_digest(everything))
    return msgspec.structs.replace(min(found, key=_to_do), digest=_digest(everything))


def report_name(student: str) -> str:
    """Return a student's name as part of a file's name: the same letters where that is safe, escaped elsewhere."""
    normal = unicodedata.normalize("NFC", student)
    last = len(normal) - 1
    safe = "".join(
        c if c.isalnum() or c in "-_@+()" or (c in ". " and 0 < place < last) else _escaped(c)
        for place, c in enumerate(normal)
    )
    # A percent sign alone escapes nothing, hence is nobody else's name.
    safe = safe or "%"
    if len(safe.encode()) > MAX_STUDENT_NAME:
        short = safe.encode()[: MAX_STUDENT_NAME - 20].decode("utf-8", "ignore")
        safe = f"{short}~{hashlib.sha256(safe.encode()).hexdigest()[:16]}"
    return safe


def _keys(student: str) -> tuple[tuple[str, str], ...]:
    """Return what must be a student's own: the report's file name where letter case is folded, the name shown."""
    return ("file", report_name(student).casefold()), ("shown", one_line(student, MAX_SHOWN_NAME))


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _located(path: Path) -> Located:
    # The name of a folder is whole; of a file, without the last suffix. "." and ".." have a name once resolved.
    path = path if path.name else path.resolve()
    # macOS spells Hangul in parts; the same student may come back from elsewhere in whole syllables.
    name = path.name if path.is_dir() else path.stem
    return Located(student=unicodedata.normalize("NFC", name), path=path)


def _submission(student: str, name: str, data: bytes) -> Submission:
    if name.endswith(_NOTEBOOK):
        return Submission(student=student, source="", digest="", cells=read_cells(data))
    return Submission(student=student, source=_decode(data), digest="")


def _to_do(submission: Submission) -> int:
    return sum(text.count(_TO_DO) for text in (submission.source, *(cell.text for cell in submission.cells)))


def _precedence(name: str) -> tuple[bool, int, str]:
    """Put the ``.py`` before notebooks, and the course's first language before others."""
    return name.endswith(_NOTEBOOK), name.count("."), name


def _forms(module: str) -> re.Pattern[str]:
    """Return what the names of files with answers look like: ``m.py``, ``m.ipynb``, ``m.ko.ipynb``."""
    return re.compile(rf"{re.escape(module)}(?:\.py|(?:\.[a-z]{{2,3}})?\.ipynb)")


def _limit(name: str) -> int:
    return MAX_NOTEBOOK if name.endswith(_NOTEBOOK) else MAX_SOURCE


def _read_forms(path: Path, module: str) -> dict[str, bytes]:
    """Return the files with answers by name: one, or, from a folder or an archive, every form of the assignment."""
    if path.is_symlink():
        raise UnreadableError(said("told", "this is a link to somewhere else; hand in the file itself"))
    if path.is_dir():
        return {name: read_regular(path / name, name, _limit(name)) for name in _named_in(path, module)}
    if path.suffix == ".zip":
        return _forms_in_archive(path, module)
    if path.suffix not in {".py", _NOTEBOOK}:
        raise UnreadableError(
            said("told", "this is no Python file and no notebook; hand in {name}.py or {name}.ipynb", name=module)
        )
    name = f"{module}{path.suffix}"
    return {name: read_regular(path, name, _limit(name))}


def _read_content(content: Content, module: str) -> dict[str, bytes]:
    found = dict(content.forms(module, _forms(module), _limit))
    if not any(_forms(module).fullmatch(name) for name in found):
        raise UnreadableError(
            said("told", "this is no Python file and no notebook; hand in {name}.py or {name}.ipynb", name=module)
        )
    return found


def _forms_in_archive(path: Path, module: str) -> dict[str, bytes]:
    data = read_regular(path, said("part", "the archive"), MAX_ARCHIVE)
    try:
        return read_members(data, f"{module}.py", _forms(module), _limit)
    except ArchiveError as error:
        raise UnreadableError(str(error)) from None


def _forms_in(folder: Path, module: str) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if _forms(module).fullmatch(entry.name))


def _named_in(folder: Path, module: str) -> list[str]:
    try:
        found = _forms_in(folder, module)
        others = sorted(entry.name for entry in folder.iterdir() if not is_clutter(entry.name))
    except OSError as error:
        raise UnreadableError(
            said(
                "told", "this folder cannot be opened ({reason}); hand in {name}.py", reason=error.strerror, name=module
            )
        ) from None
    if found:
        return found
    there = said("part", "it is empty")
    if others:
        more = " …" if len(others) > _LISTED else ""
        there = said("part", "it has {names}", names=", ".join(others[:_LISTED]) + more)
    raise UnreadableError(
        said(
            "told", "there is no {name}.py in this folder ({there}); name your file {name}.py", name=module, there=there
        )
    )


def read_regular(path: Path, what: str, limit: int) -> bytes:
    """Read a file that a student handed in; UnreadableError where it is none, or is larger than ``limit``."""
    # Without following links, and without waiting for somebody to write into a pipe.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise UnreadableError(
            said(
                "told", "{what} cannot be opened ({reason}); hand in an ordinary file", what=what, reason=error.strerror
            )
        ) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)  # of a folder Python makes no file object
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(said("told", "{what} is a folder; hand in a file", what=what))
        raise UnreadableError(said("told", "{what} is no ordinary file; hand in a file", what=what))
    too_large = said(
        "told", "{what} is larger than {limit} KiB; hand in your source alone", what=what, limit=limit >> 10
    )
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > limit:
            raise UnreadableError(too_large)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(too_large)
    return data


def _decode(data: bytes) -> str:
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableError(said("told", "the file is empty; did you save it before you handed it in?"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(said("told", "the file is saved as UTF-16; save it as UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            said("told", "the file is not UTF-8 (line {line}); save it as UTF-8", line=line)
        ) from None
    if "\0" in text:
        raise UnreadableError(said("told", "the file has NUL bytes, so it is no text; hand in your Python source"))
    return text


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
