"""The one grammar and the one parser of marked regions.

A region is what students write themselves: the lines from ``# BEGIN SOLUTION name: what to do`` to
``# END SOLUTION``, each marker alone on its line. The parser is total: the parts of a source, put together again,
are its text to the byte, and whatever looks like a marker without being one is a CourseError, since a marker
overlooked would hand the solution to students.
"""

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from grader.errors import CourseError

BOM = "\ufeff"

LIKE_A_MARKER = re.compile(r"#[#\s]*(?:BEGIN|END)[\s_-]*SOLUTION", re.IGNORECASE)
_BEGIN = re.compile(r"(?P<indent>[ \t]*)#+ ?BEGIN SOLUTION(?P<rest>\b.*)")
_NAMED = re.compile(r"\s+(?P<exercise>[^\W\d]\w*)\s*:(?P<instruction>.*)")
_END = re.compile(r"[ \t]*#+ ?END SOLUTION\s*")


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What students receive as it stands; ``line`` is the number of its first line."""

    line: int
    text: str


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """What students write themselves, with its marker lines; lines keep their ends."""

    line: int
    exercise: str
    instruction: str
    indent: str
    begin: str
    body: tuple[str, ...]
    end: str

    @property
    def text(self) -> str:
        """The whole region as it stands in the source, markers included."""
        return "".join((self.begin, *self.body, self.end))

    @property
    def last_line(self) -> int:
        """The number of the line with the end marker."""
        return self.line + len(self.body) + 1

    @property
    def newline(self) -> str:
        """The line end that the region is written with."""
        return self.begin[len(self.begin.rstrip("\r\n")) :]

    @property
    def code_lines(self) -> int:
        """How many lines of the body are neither blank nor a comment."""
        return sum(1 for line in self.body if line.strip() and not line.lstrip().startswith("#"))


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A solution, cut into what students receive and what they write themselves."""

    path: Path
    parts: tuple[Text | Region, ...]

    @property
    def text(self) -> str:
        """The text that was parsed, to the byte."""
        return "".join(part.text for part in self.parts)

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions in the order of the file."""
        return tuple(part for part in self.parts if isinstance(part, Region))

    @property
    def exercises(self) -> tuple[str, ...]:
        """The exercises that have a region, each once, in the order of the file."""
        return tuple(dict.fromkeys(region.exercise for region in self.regions))


class _Marker(msgspec.Struct, frozen=True):
    line: int
    indent: str = ""
    exercise: str = ""
    instruction: str = ""

    @property
    def begins(self) -> bool:
        return bool(self.exercise)


def read_source(path: Path) -> Source:
    """Parse the solution at ``path``; CourseError if there is none or it is not UTF-8."""
    return parse(read_text(path), path)


def read_text(path: Path) -> str:
    """Return an author's file as text, line ends kept; CourseError says why it cannot be."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise CourseError(path, "there is no such file; write it") from None
    except OSError as error:
        raise CourseError(path, f"cannot be read ({error.strerror}); put a readable file here") from None
    except UnicodeDecodeError:
        raise CourseError(path, "this is not UTF-8; save it as UTF-8") from None


def split_lines(text: str) -> list[str]:
    """Cut text into lines that keep their ends, where Python itself sees a line end and nowhere else."""
    return list(io.StringIO(text, newline=""))


def parse(text: str, path: Path) -> Source:
    """Cut ``text`` into its parts; CourseError with ``path`` and line for markers that do not pair up."""
    lines = split_lines(text.removeprefix(BOM))
    parts: list[Text | Region] = [Text(line=1, text=BOM)] if text.startswith(BOM) else []
    done = 0
    for begin, end in _pairs(_markers(lines, path), path):
        parts += _texts(lines, done, begin.line - 1)
        parts.append(_region(begin, lines[begin.line - 1 : end.line]))
        done = end.line
    return Source(path=path, parts=(*parts, *_texts(lines, done, len(lines))))


def fill(source: Source, render: Callable[[Region], str]) -> str:
    """Return the source's text with each region, markers included, replaced by what ``render`` makes of it."""
    return "".join(render(part) if isinstance(part, Region) else part.text for part in source.parts)


def _texts(lines: list[str], start: int, stop: int) -> list[Text]:
    return [Text(line=start + 1, text="".join(lines[start:stop]))] if start < stop else []


def _region(begin: _Marker, lines: list[str]) -> Region:
    return Region(
        line=begin.line,
        exercise=begin.exercise,
        instruction=begin.instruction,
        indent=begin.indent,
        begin=lines[0],
        body=tuple(lines[1:-1]),
        end=lines[-1],
    )


def _markers(lines: list[str], path: Path) -> list[_Marker]:
    return [
        _marker(line.rstrip("\r\n"), number, path)
        for number, line in enumerate(lines, start=1)
        if LIKE_A_MARKER.search(line)
    ]


def _marker(line: str, number: int, path: Path) -> _Marker:
    if _END.fullmatch(line):
        return _Marker(number)
    begin = _BEGIN.fullmatch(line)
    if begin is None:
        raise CourseError(
            path,
            f"{line.strip()!r} is not a marker alone on its line; "
            "write `# BEGIN SOLUTION name: what to do` or `# END SOLUTION`",
            line=number,
        )
    named = _NAMED.fullmatch(begin["rest"])
    if named is None or not named["instruction"].strip():
        raise CourseError(
            path,
            "a region without an exercise's name or without an instruction; write `# BEGIN SOLUTION name: what to do`",
            line=number,
        )
    return _Marker(number, begin["indent"], named["exercise"], named["instruction"].strip())


def _pairs(markers: Iterable[_Marker], path: Path) -> list[tuple[_Marker, _Marker]]:
    pairs: list[tuple[_Marker, _Marker]] = []
    opened: _Marker | None = None
    for marker in markers:
        if opened is None and not marker.begins:
            raise CourseError(path, "no region is open here; take out this `# END SOLUTION`", line=marker.line)
        if opened is not None and marker.begins:
            raise CourseError(
                path,
                f"a region inside a region (opened on line {opened.line}); close that one first",
                line=marker.line,
            )
        if opened is not None:
            pairs.append((opened, marker))
        opened = marker if marker.begins else None
    if opened is not None:
        raise CourseError(
            path, "this region is never closed; write `# END SOLUTION` after its last line", line=opened.line
        )
    return pairs
