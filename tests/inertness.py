"""What it means that a text does nothing, for each kind of output, asked of a parser of that kind where there is one.

Structure is compared with that of a tame twin: what a text says must change no element, row, field or command.
"""

import csv
import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pyte
from hostile_texts import BOUND
from markdown_it import MarkdownIt
from rich.cells import cell_len

from grader.report.model import Report

COLOURS = re.compile(r"\x1b\[[\d;]*m")
_MOVING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# What a CI system takes for a command: at the beginning of a line, or anywhere in one.
_COMMAND = re.compile(r"^\s*::[A-Za-z]|##(?:\[|vso\[)")
_ANNOTATION = re.compile(r"::(?:error|notice) file=[^,:\s]+,title=[^,:]*::.*")
_PLAIN = re.compile(r"[\w .,:;()\[\]=#/\n-]*")


def tamed(report: Report, *, student: str = "") -> Report:
    """Return the report, of another student if told, with a harmless word for texts that are no words and numbers."""
    found = msgspec.convert(_tamed(msgspec.to_builtins(report)), Report)
    return msgspec.structs.replace(found, student=student) if student else found


def _tamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: inner if key in _KEPT else _tamed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_tamed(inner) for inner in value]
    if isinstance(value, str) and value and not (_PLAIN.fullmatch(value) and value.isascii() and value[:1] not in "=-"):
        return "tame"
    return value


_KEPT = {"schema", "status", "provenance", "outcome", "kind", "feedback"}


def assert_moves_nothing(text: str, *, lines: bool = True) -> None:
    """Ask for no control, format or reordering character and a bounded size; line ends and tabs in lines are none."""
    assert len(text.encode()) <= BOUND  # that it can be encoded is asked here, too
    found = {c for c in text if unicodedata.category(c) in _MOVING} - (set("\n\t") if lines else set())
    assert not found


def assert_terminal(text: str, _: str) -> None:
    """Ask for no escape at all, and a terminal to show exactly the lines that were written."""
    assert "\x1b" not in text
    assert_coloured_terminal(text, _)


def assert_coloured_terminal(text: str, _: str) -> None:
    """Ask a terminal to show exactly the lines that were written, colours aside, and to be left as it was."""
    plain = COLOURS.sub("", text).expandtabs()
    assert_moves_nothing(plain)
    assert not [line for line in plain.split("\n") if _COMMAND.search(line)]
    screen = pyte.Screen(max(map(cell_len, plain.split("\n"))) + 1, text.count("\n") + 1)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    assert [line.rstrip() for line in screen.display] == [line.rstrip() for line in plain.split("\n")]
    assert screen.title == screen.icon_name == ""


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes, its comments, and the text of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self._spoken: list[bool] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element but for what depends on a text's words and length: lines, breaks, languages, scrolling."""
        if tag == "wbr":
            return
        if tag == "span":
            self._spoken.append([name for name, _ in attrs] == ["data-say", "lang"] or attrs == [("class", "line")])
            if self._spoken[-1]:
                return
        scrolls = tag == "pre" and dict(attrs) == {"class": "long", "tabindex": "0"}
        self.found.append((tag, *(() if scrolls else (name for name, _ in attrs))))
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Keep its end."""
        if tag == "span" and self._spoken and self._spoken.pop():
            return
        self.found.append((f"/{tag}",))
        self._in_script = False

    def handle_data(self, data: str) -> None:
        """Keep a script's text."""
        if self._in_script:
            self.scripts[-1] += data

    def handle_comment(self, data: str) -> None:
        """Keep that there is a comment."""
        self.found.append(("comment", data))


def assert_page(page: str, tame: str) -> None:
    """See that no element or attribute is made of a text; what a script reads is the JSON that was meant for it."""
    assert len(page.encode()) - len(tame.encode()) <= BOUND
    found = Elements(page)
    assert found.found == Elements(tame).found
    assert [script for script in found.scripts if not script.startswith(("{", "["))] == [
        script for script in Elements(tame).scripts if not script.startswith(("{", "["))
    ]
    for script in found.scripts:
        if script.startswith(("{", "[")):
            for text in texts_of(json.loads(script)):
                assert_moves_nothing(text.removeprefix("\t").removeprefix("\r").removeprefix("\n"))
    assert_moves_nothing(page)


def assert_table(table: str, tame: str) -> None:
    """Ask for as many rows and cells as without the text, each on a line, and no cell that a spreadsheet computes."""
    rows, others = ([*csv.reader(io.StringIO(text, newline=""))] for text in (table, tame))
    assert [len(row) for row in rows] == [len(row) for row in others]
    for row in rows:
        for shown in row:
            assert_moves_nothing(shown, lines=False)
            assert not re.match(r"\s*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]", shown)


def assert_junit(xml: str, tame: str) -> None:
    """Ask for XML 1.0 of the same elements and attributes, whose texts move nothing."""
    found, other = (ET.fromstring(text) for text in (xml, tame))  # noqa: S314  our own text, and whether it parses is the question
    assert [(one.tag, sorted(one.attrib)) for one in found.iter()] == [(o.tag, sorted(o.attrib)) for o in other.iter()]
    for one in found.iter():
        for text in (one.text or "", one.tail or "", *one.attrib.values()):
            assert_moves_nothing(text)


def assert_json(document: str, tame: str) -> None:
    """Ask for a document of the same fields, whose texts move nothing."""
    found, other = json.loads(document), json.loads(tame)
    assert fields(found) == fields(other)
    for text in texts_of(found):
        assert_moves_nothing(text)
    assert_moves_nothing(document)


def assert_commands(lines: str, tame: str) -> None:
    """Ask for as many workflow commands as without the text, each of ours and on its own line."""
    assert_moves_nothing(lines)
    assert lines.count("\n") == tame.count("\n")
    assert all(_ANNOTATION.fullmatch(line) for line in lines.splitlines())


def assert_markdown(text: str, tame: str) -> None:
    """Ask for the same blocks, rows, links and HTML elements, by a Markdown parser that lets HTML through."""
    assert_moves_nothing(text)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found, other = ([(token.type, token.tag) for token in reader.parse(one)] for one in (text, tame))
    assert found == other
    inline, others = (
        [
            (inner.type, inner.tag)
            for token in reader.parse(one)
            for inner in token.children or ()
            if inner.type != "text"
        ]
        for one in (text, tame)
    )
    assert inline == others
    assert Elements(reader.render(text)).found == Elements(reader.render(tame)).found


def texts_of(value: Any) -> list[str]:
    """Return every text in a JSON document, names of fields included."""
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in (key, *texts_of(inner))]
    if isinstance(value, list):
        return [text for inner in value for text in texts_of(inner)]
    return [value] if isinstance(value, str) else []


def fields(value: Any) -> Any:
    """Return a document without its texts and numbers."""
    if isinstance(value, dict):
        return {key: fields(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [fields(inner) for inner in value]
    return type(value).__name__
