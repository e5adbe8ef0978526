r"""Untrusted text made inert and bounded: nothing in it moves a cursor, hides, reorders or varies by run.

What is escaped stands in a fixed table and not in the interpreter's Unicode database, so that every version
of Python writes the same bytes. What is returned is never longer than asked, hence returned unchanged when
given again.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

ELLIPSIS = "…"

# Everything that a reader cannot see: controls, format characters, default ignorables, lone surrogates.
# Newline and tab are left to the caller; the noncharacters at the end of each plane are added below.
_INVISIBLE = (
    (0x00, 0x08),
    (0x0B, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x600, 0x605),
    (0x61C, 0x61C),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x890, 0x891),
    (0x8E2, 0x8E2),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),
    (0xFDD0, 0xFDEF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
_PLANES = 17
_LAST_BYTE = 0xFF
_LAST_BASIC = 0xFFFF


def _escaped() -> Iterator[tuple[int, str]]:
    for first, last in (
        *_INVISIBLE,
        *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(_PLANES)),
    ):
        for point in range(first, last + 1):
            yield point, _escape(point)


def _escape(point: int) -> str:
    if point <= _LAST_BYTE:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= _LAST_BASIC else f"\\U{point:08x}"


_ESCAPES = MappingProxyType(dict(_escaped()))
_LINE_ESCAPES = MappingProxyType({**_ESCAPES, ord("\n"): "\\n", ord("\t"): "\\t"})
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
# GitHub's at the beginning of a line, blanks and colours aside; its older ones, and those of others, anywhere.
_COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[\d;]*m)*):(?=:[A-Za-z])", re.MULTILINE)
_OLD_COMMAND = re.compile(r"#(?=#(?:\[|vso\[|teamcity\[))")
_FIXED_ADDRESS = f" at 0x{ELLIPSIS}"


def printable(text: str, limit: int) -> str:
    r"""Return at most ``limit`` characters of text that is safe to show, newlines and tabs kept.

    Controls, invisible and reordering characters appear as ``\xNN`` or ``\uNNNN``, memory addresses as
    ``at 0x…``. Text that is too long loses its middle, and says how many characters are left out.
    """
    return _cut(_ADDRESS.sub(_FIXED_ADDRESS, text).translate(_ESCAPES), limit)


def one_line(text: str, limit: int) -> str:
    r"""Return ``printable`` text for a name or a cell: newlines and tabs too appear as ``\n`` and ``\t``."""
    return _cut(_ADDRESS.sub(_FIXED_ADDRESS, text).translate(_LINE_ESCAPES), limit)


def uncommanded(text: str) -> str:
    r"""Return text of which no line is a command to a CI system that reads its log: ``\x3a:error::`` is none."""
    return _OLD_COMMAND.sub(r"\\x23", _COMMAND.sub(r"\1\\x3a", text))


def number(value: float) -> str:
    """Return a score as short as it can be written: ``8``, ``7.5``; six decimals at most."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    room = limit - len(_note(len(text)))
    if room <= 0:
        return text[: limit - 1] + ELLIPSIS if limit > 0 else ""
    tail = room // 3
    return text[: room - tail] + _note(len(text) - room) + text[len(text) - tail :]


def _note(count: int) -> str:
    return f" [{ELLIPSIS} {count} characters left out {ELLIPSIS}] "
