"""Lines of a terminal: text broken by the cells that its letters take, and Rich, drawn without asking the environment.

Prose is broken between words. Code, an array and what a program printed lose no sign: a line that is too long goes on
below, after ``↳``, and what follows that belongs as it stands to the line above.
"""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Final

from rich.cells import get_character_cell_size
from rich.console import Console, RenderableType

CONTINUED: Final = "↳ "
_TAB: Final = 4
# Where a word that is longer than a line may be broken; the first kind before the second.
_JOINTS: Final = (re.compile(r"::"), re.compile(r"[_/\\,.:=(\[-]"))
_END: Final = re.compile(r"(?: |\x1b\[[\d;]*m)+$")


def wrapped(text: str, width: int, *, split_words: bool = True) -> list[str]:
    """Break prose between words into lines of at most so many cells, each as far to the right as the one it comes of.

    A word that is longer than a line is broken where its parts are joined, or left whole where words are not split.
    """
    return [part for line in text.split("\n") for part in _wrap(line.expandtabs(_TAB), width, split_words=split_words)]


def continued(text: str, width: int) -> list[str]:
    """Break code into lines of at most so many cells, those that go on begun with the sign that says so."""
    return [part for line in text.split("\n") for part in _continue(line.expandtabs(_TAB), width)]


def draw(content: RenderableType, width: int, *, colour: bool) -> str:
    """Return what Rich makes of the content; colours are all that ``colour`` adds to it."""
    page = StringIO()
    console = Console(
        file=page,
        width=width,
        height=1,
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_interactive=False,
        force_jupyter=False,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(content)
    lines = [_END.sub(lambda found: found[0].replace(" ", ""), line) for line in page.getvalue().split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _wrap(line: str, width: int, *, split_words: bool) -> Iterator[str]:
    text = line.strip(" ")
    margin = _margin(line, width)
    start, room = 0, width - len(margin)
    while (end := _fit(text, start, room)) < len(text):
        blank = end if text[end] == " " else text.rfind(" ", start, end)
        if blank > start:
            end = blank
        elif split_words:
            end = _joint(text, start, end)
        else:
            end = text.find(" ", end)
            if end < 0:
                break
        yield margin + text[start:end].rstrip(" ")
        start = end + len(text[end:]) - len(text[end:].lstrip(" "))
    yield (margin + text[start:]).rstrip(" ")


def _continue(line: str, width: int) -> Iterator[str]:
    margin, start, room, sign = _margin(line, width), 0, width, ""
    while (end := _fit(line, start, room)) < len(line):
        blank = line.rfind(" ", start + len(margin) + 1, end + 1)
        end = blank if blank > start else _joint(line, start, end)
        yield sign + line[start:end]
        start, sign = end, margin + CONTINUED
        room = width - len(sign)
    yield sign + line[start:]


def _margin(line: str, width: int) -> str:
    """Return the blanks that a line begins with, none where they would leave little room."""
    blanks = len(line) - len(line.lstrip(" "))
    return " " * blanks if blanks <= width // 2 else ""


def _fit(text: str, start: int, room: int) -> int:
    """Return where the longest part ends that begins at ``start`` and takes no more cells than there is room for."""
    taken = 0
    for place in range(start, len(text)):
        taken += get_character_cell_size(text[place])
        if taken > room:
            return max(place, start + 1)
    return len(text)


def _joint(text: str, start: int, end: int) -> int:
    for joint in _JOINTS:
        if found := [match.end() for match in joint.finditer(text, start, end) if match.end() < end]:
            return found[-1]
    return end
