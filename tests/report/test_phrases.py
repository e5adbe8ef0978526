"""The phrases: complete in every language."""

import string

import msgspec
import pytest

from grader.errors import UsageError
from grader.report.phrases import PHRASES, Phrases, phrases
from grader.verdict import Outcome

TABLES = {"outcomes", "relations", "policies", "notes"}
FIELDS = [field.name for field in msgspec.structs.fields(Phrases) if field.name not in TABLES]


def _blanks(template: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(template)} - {None}


def _is_korean(text: str) -> bool:
    return any("가" <= character <= "힣" for character in text)


@pytest.mark.parametrize("field", FIELDS)
def test_every_phrase_is_there_in_each_language(field: str) -> None:
    """A phrase is written, Korean in Korean alone, and has the same blanks in all languages."""
    texts = {language: getattr(say, field) for language, say in PHRASES.items()}
    assert {language: _is_korean(text) for language, text in texts.items()} == {"en": False, "ko": True}
    assert _blanks(texts["en"]) == _blanks(texts["ko"])
    assert texts["en"]


@pytest.mark.parametrize("table", ["relations", "policies", "notes"])
def test_every_relation_policy_and_note_has_a_phrase_in_each_language(table: str) -> None:
    """Whatever holds between wrong results and right ones can be said, with the same blanks in all languages."""
    english, korean = getattr(PHRASES["en"], table), getattr(PHRASES["ko"], table)
    assert english.keys() == korean.keys()
    for kind, text in english.items():
        assert not _is_korean(text)
        assert _is_korean(korean[kind])
        assert _blanks(text) == _blanks(korean[kind])


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_phrase_in_each_language(outcome: Outcome) -> None:
    """However a case ends, it can be said, and no two endings in the same words."""
    for language, say in PHRASES.items():
        assert say.outcomes[outcome]
        assert _is_korean(say.outcomes[outcome]) == (language == "ko")
        assert list(say.outcomes.values()).count(say.outcomes[outcome]) == 1


def test_an_unknown_language_names_those_there_are() -> None:
    """Who asks for another language is told which to choose."""
    with pytest.raises(UsageError, match="there are no phrases in 'fr'; choose en or ko"):
        phrases("fr")
