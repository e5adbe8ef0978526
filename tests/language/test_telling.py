"""What a report keeps in English is found again where it is shown, and nothing else is touched."""

from string import Formatter

import pytest
from making_catalogues import extract

from grader.language import catalogue

VALUES = {
    **dict.fromkeys(("count", "limit", "line", "seconds", "total", "wrong"), 7),
    "error": "ValueError",
    "names": "a, b",
    "path": "[0]",
    "place": "[0, 1]",
    "problem": "took longer than 7 seconds",
}
COMPOSED = sorted((m.context, str(m.id)) for m in extract() if m.context)
KO = catalogue("ko")


def filled(text: str) -> str:
    """Return a text with a value in each field."""
    return text.format(**{name: VALUES.get(name, "x") for _, name, _, _ in Formatter().parse(text) if name})


@pytest.mark.parametrize("text", [text for context, text in COMPOSED if context == "told"])
def test_a_sentence_is_found_again_with_its_values(text: str) -> None:
    """Every sentence is told in other words than the English ones, with every value in it."""
    sentence = filled(text)
    told = KO.told(sentence)
    assert told != sentence
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    assert all(str(VALUES.get(name, "x")) in told for name in names - {"problem"})
    assert "problem" not in names or "7초가 넘게 걸렸습니다" in told


@pytest.mark.parametrize("text", ["", "my own words", "3 apples\nand pears", "두 값이 달라요"])
def test_others_words_are_left_alone(text: str) -> None:
    """An author's message, and whatever else nobody composed, comes back as it is."""
    assert KO.told(text) == text


def test_a_students_words_inside_a_sentence_are_left_alone() -> None:
    """Even where they read like a sentence of ours, and on several lines."""
    own = "every entry is 0\nevery entry is 0"
    assert KO.told(f"raised ValueError on line 3: {own}") == f"3번째 줄에서 ValueError 예외가 발생했습니다: {own}"


def test_a_sentence_that_can_be_read_in_two_ways_is_left_alone() -> None:
    """Which value is which cannot be known."""
    sentence = "got 'a, expected b', expected 'c'"
    assert KO.told(sentence) == sentence


def test_a_sentence_in_a_sentence_is_told_too() -> None:
    """Where it was composed, what is wrong, by lines."""
    english = "in result[1]: 1 of 2 entries wrong in an array of shape (2,) and dtype int64\nevery entry is 0"
    korean = (
        "result[1]에서: shape이 (2,)이고 dtype이 int64인 배열에서 원소 2개 중 1개가 틀렸습니다\n모든 원소가 0입니다"
    )
    assert KO.told(english) == korean


def test_a_message_that_nests_without_end_ends_no_report() -> None:
    """A student may write one; what is too deep in it stays English."""
    told = KO.told("first at [0]: " * 280 + "every entry is 0")
    assert told.count("first at") > 200
    assert told.endswith("every entry is 0")


def test_a_message_that_can_be_divided_in_very_many_ways_is_left_alone() -> None:
    """Trying them all, of a message made for it, would take minutes."""
    message = "raised ValueError on line 3: " + " raised on line : " * 50
    assert KO.told(message) == message


def test_english_is_told_as_it_is() -> None:
    """It is what reports hold."""
    assert all(catalogue("en").told(filled(text)) == filled(text) for _, text in COMPOSED)
