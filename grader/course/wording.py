"""Texts in the one form in which they are compared, and how much a line of code gives away.

The form is tokens between single blanks, so that white space, letter case, kinds of quotes, prompts, comment signs,
trailing commas and line breaks make no difference, and a match always begins and ends at a token.
"""

import io
import itertools
import json
import re
import tokenize
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from grader.course.regions import BOM, split_lines
from grader.errors import CourseError

_TOKEN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?|\w+|[<>=!+\-*/%@&|^:]=|\*\*|//|->|[^\w\s]")
_LEAD = re.compile(r"\s*(?:(?:>>>|\.\.\.|[>|])\s+|#+)*")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_SPAN = re.compile(r"`([^`\n]+)`")
_QUOTES = str.maketrans(dict.fromkeys("'\u2018\u2019\u201c\u201d", '"'))
_OPERATORS = re.compile(r"[@+\-*/%<>]|\*\*|//|[<>=!+\-*/@]=")
# What nearly every numerical function calls or sets, and keywords before a bracket: to see them gives nothing away.
_COMMON = re.compile(
    r"arange|array|asarray|copy|default_rng|dtype|empty|enumerate|eye|float|int|len|list|ones(?:_like)?|print|range"
    r"|size|tuple|zeros(?:_like)?|zip|if|in|and|or|not|return"
)


class Statement(msgspec.Struct, frozen=True):
    """One logical line of Python, or one comment: its first line, as a number and as it stands, and its text."""

    line: int
    shown: str
    text: str
    comment: bool = False


class View(msgspec.Struct, frozen=True):
    """A text in the form for comparison; ``lines[i]`` is the line of its token ``i``."""

    text: str
    lines: tuple[int, ...]

    def find(self, needle: str) -> int | None:
        """Return the line on which ``needle``, itself in this form, begins; None if it is not there."""
        at = self.text.find(f" {needle} ") if needle else -1
        return None if at < 0 else self.lines[self.text.count(" ", 0, at)]


class Page(msgspec.Struct, frozen=True):
    """A text to search: as it stands, without comments, and line by line with what is set as code."""

    views: tuple[View, ...]
    alone: Mapping[str, int]

    def find(self, needle: str) -> int | None:
        """Return the line on which ``needle`` begins, wherever in the text it stands."""
        return next((line for view in self.views if (line := view.find(needle)) is not None), None)


def page(text: str) -> Page:
    """Prepare a text for searching; any text will do."""
    lines = _normal(text).split("\n")
    alone: dict[str, int] = {}
    fenced = False
    for number, line in enumerate(lines, start=1):
        fenced ^= bool(_FENCE.match(line))
        alone.setdefault(form(line), number)
        for code in [line] * fenced + _SPAN.findall(line):
            alone.setdefault(form(code), number)
            alone.setdefault(value(form(code)), number)
    return Page((_view(lines), _view([_COMMENT.sub("", line) for line in lines])), alone)


def readable(data: bytes) -> str:
    """Return what a released file says: its text, or the strings of a notebook; bytes that are no text drop out."""
    text = data.decode("utf-8", errors="replace")
    if text.lstrip().startswith("{"):
        try:
            return "".join(_strings(json.loads(text)))
        except (ValueError, RecursionError):
            return text
    return text


def form(text: str) -> str:
    """Return a text in the form for comparison."""
    return " ".join(_tokens(_normal(text).split("\n"))[0])


def value(needle: str) -> str:
    """Return what a statement in that form computes: without ``return`` or the names it is assigned to."""
    words = needle.split(" ")
    depth = start = 0
    for at, word in enumerate(words):
        depth += (word in {"(", "[", "{"}) - (word in {")", "]", "}"})
        if (at == 0 and word == "return") or (depth == 0 and word == "="):
            start = at + 1
    return " ".join(words[start:])


def size(needle: str) -> int:
    """Return how much is written, white space aside; a letter of a wide script, such as Hangul, counts twice."""
    return len(needle) - needle.count(" ") + sum(unicodedata.east_asian_width(sign) in "WF" for sign in needle)


def operations(needle: str) -> int:
    """Count operators, uncommon calls and keyword arguments in what a statement computes: its author's thoughts."""
    words = ["", *value(needle).split(" ")]
    named = sum(
        after in {"(", "="} and before.isidentifier() and not _COMMON.fullmatch(before)
        for before, after in itertools.pairwise(words)
    )
    return named + sum(bool(_OPERATORS.fullmatch(word)) for word in words)


def statements(path: Path, text: str) -> tuple[Statement, ...]:
    """Cut Python into its logical lines and comments; CourseError if it is no Python."""
    found: list[Statement] = []
    pending: list[tokenize.TokenInfo] = []
    lines = split_lines(text.removeprefix(BOM))
    try:
        for token in tokenize.generate_tokens(io.StringIO("".join(lines)).readline):
            if token.type == tokenize.COMMENT:
                found.append(Statement(token.start[0], token.string, token.string, comment=True))
            elif token.type == tokenize.NEWLINE:
                first = pending[0].start[0]
                found.append(Statement(first, lines[first - 1].strip(), " ".join(part.string for part in pending)))
                pending = []
            elif token.string.strip():
                pending.append(token)
    except (tokenize.TokenError, SyntaxError) as error:
        raise CourseError(path, f"this is not Python ({error}); mend it") from None
    return tuple(found)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()


def _tokens(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    pairs = [
        (word, number)
        for number, line in enumerate(lines, start=1)
        for word in _TOKEN.findall(_LEAD.sub("", line, count=1))
    ]
    # A trailing comma depends on how the code is laid out.
    kept = [
        (word, number)
        for (word, number), (after, _) in itertools.pairwise([*pairs, ("", 0)])
        if word != "," or after not in {")", "]", "}"}
    ]
    return [word for word, _ in kept], [number for _, number in kept]


def _view(lines: Sequence[str]) -> View:
    tokens, numbers = _tokens(lines)
    return View(f" {' '.join(tokens)} ", tuple(numbers))


def _strings(document: object) -> Iterator[str]:
    if isinstance(document, str):
        yield document if document.endswith("\n") else f"{document}\n"
    elif isinstance(document, list):
        for item in document:
            yield from _strings(item)
    elif isinstance(document, dict):
        for item in document.values():
            yield from _strings(item)
