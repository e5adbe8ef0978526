"""Untrusted text: inert, bounded, constant."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, UNHURRIED, hostile

from grader.printable import number, one_line, printable

pieces = st.sampled_from([" at 0x", "7f12ab", "\\x1b", "\x1b", "…", " [… 12 characters left out …] ", "가", "\n"])
texts = st.one_of(st.text(st.characters(exclude_categories=())), st.lists(pieces | hostile).map("".join))
limits = st.integers(-1, 120)


def _lurking(text: str) -> list[str]:
    return [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in "\n\t"
    ]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\x00\r\x7f\x9b", "\\x00\\x0d\\x7f\\x9b"),
        ("\u202e\u2066\u200b\u2028\ufeff", "\\u202e\\u2066\\u200b\\u2028\\ufeff"),
        ("\ud800\udfff", "\\ud800\\udfff"),
        ("\ufdd0\uffff\U0010ffff", "\\ufdd0\\uffff\\U0010ffff"),
        ("\U0001fffe\U000e0041", "\\U0001fffe\\U000e0041"),
    ],
)
def test_what_cannot_be_seen_is_escaped_visibly(raw: str, shown: str) -> None:
    """Controls, reordering and invisible characters, surrogates and noncharacters show as escapes."""
    assert printable(raw, 100) == shown


def test_ordinary_text_stays_as_it_is() -> None:
    """Newlines, tabs, accents, Korean, emoji and mathematics come back unchanged."""
    text = "a\n\tb  é 한글 각 😀 ∂L/∂θ ½ [0x7f] \\x1b"
    assert printable(text, 100) == text


def test_nothing_invisible_is_left() -> None:
    """Of all characters, none that the interpreter's own Unicode table calls control or format gets through."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = printable(every, 20 * len(every))
    assert _lurking(shown) == []
    assert len(shown.encode("utf-8")) > len(every)


@UNHURRIED
@given(texts, limits)
def test_a_second_time_changes_nothing(text: str, limit: int) -> None:
    """Text that was made printable is printable, at the same bound."""
    once = printable(text, limit)
    assert printable(once, limit) == once
    line = one_line(text, limit)
    assert one_line(line, limit) == line


@UNHURRIED
@given(texts, limits)
def test_the_bound_holds_with_the_note(text: str, limit: int) -> None:
    """The result never has more characters than asked, the note included."""
    assert len(printable(text, limit)) <= max(limit, 0)
    assert len(one_line(text, limit)) <= max(limit, 0)


def test_a_cut_says_exactly_how_much_is_left_out() -> None:
    """Head and tail stay, and with the number in the note they account for every character."""
    text = "a" * 500 + "z" * 500
    cut = printable(text, 100)
    head, rest = cut.split(" [… ")
    count, tail = rest.split(" characters left out …] ")
    assert len(head) + int(count) + len(tail) == len(text)
    assert text.startswith(head)
    assert text.endswith(tail)
    assert len(head) > len(tail) > 0


@pytest.mark.parametrize("limit", [1, 4, len(" [… 99 characters left out …] ")])
def test_a_bound_too_small_for_the_note_still_holds(limit: int) -> None:
    """Where the note would leave no room for text, an ellipsis says that something is missing."""
    assert printable("a" * 99, limit) == "a" * (limit - 1) + "…"


def test_memory_addresses_are_constant() -> None:
    """Two runs that differ in where objects lie write the same bytes."""
    texts = [f"<function f at 0x{address}> and <A at 0x{address}>" for address in ("7f12AB", "55d0")]
    assert {printable(text, 100) for text in texts} == {"<function f at 0x…> and <A at 0x…>"}


@UNHURRIED
@given(texts)
def test_a_name_stays_on_its_line(text: str) -> None:
    """A name or cell holds no line break and no tab."""
    assert not set(one_line(text, 1000)) & {"\n", "\t"}


def test_a_line_shows_its_breaks() -> None:
    """Newlines and tabs of a name appear as escapes."""
    assert one_line("a\nb\tc", 100) == "a\\nb\\tc"


@pytest.mark.parametrize("piece", ["\x1b", "한", " at 0x7f", " at 0x", "a", "\u202e\n"])
def test_megabytes_are_cut(piece: str) -> None:
    """A megabyte of the worst is cut to the bound like anything else."""
    assert len(printable(piece * (1_000_000 // len(piece)), 4000)) <= 4000


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_samples_are_inert(text: str) -> None:
    """None of the known tricks survives."""
    assert _lurking(printable(text, 1000)) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [(8.0, "8"), (7.5, "7.5"), (0.0, "0"), (-0.0, "0"), (-1e-9, "0"), (1 / 3, "0.333333"), (100.0, "100")],
)
def test_numbers_are_as_short_as_they_can_be(value: float, text: str) -> None:
    """A score bears no needless digit and no negative zero."""
    assert number(value) == text
