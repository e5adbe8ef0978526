"""The catalogues: complete, agreeing in their fields, up to date, and compiled."""

import gettext
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Message
from making_catalogues import compiled, extract, po_file, read

from grader.language import SOURCE, Catalogue, catalogue, languages

OTHERS = [language for language in languages() if language != SOURCE]


def texts(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the forms of a text, and those of its translation."""
    source, translation = message.id, message.string
    if isinstance(source, str):
        return (source,), (str(translation),)
    return tuple(source or ()), tuple(translation or ())


def fields(text: str) -> set[str]:
    """Return the names of a text's fields."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_korean_is_among_the_languages() -> None:
    """English first, and every folder of catalogues after it."""
    assert languages()[0] == SOURCE
    assert "ko" in languages()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    """None is empty, none is a guess that a person has yet to look at."""
    for message in read(po_file(language)):
        if message.id:
            assert all(texts(message)[1]), message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_fields_are_the_same_in_a_translation(language: str) -> None:
    """What is filled in in English is filled in in every form, and nothing else is."""
    for message in read(po_file(language)):
        source, translation = texts(message)
        for form in translation:
            assert fields(form) == fields(source[-1]), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_the_texts_of_the_code_and_no_others(language: str) -> None:
    """`make catalogues` would change nothing."""
    in_code = {(message.context, message.id) for message in extract() if message.id}
    assert len(in_code) > 200
    po = read(po_file(language))
    assert {(message.context, message.id) for message in po if message.id} == in_code
    assert not po.obsolete


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_read_was_compiled_from_the_translations(language: str) -> None:
    """The `.mo` says what the `.po` says."""
    path = po_file(language)
    made = gettext.GNUTranslations(BytesIO(compiled(path)))
    with path.with_suffix(".mo").open("rb") as file:
        there = gettext.GNUTranslations(file)
    made_texts, texts_there = vars(made)["_catalog"], vars(there)["_catalog"]
    assert {key: text for key, text in texts_there.items() if key} == {k: t for k, t in made_texts.items() if k}


def test_korean_is_written_in_korean() -> None:
    """Every translation has Hangul, but for those that are names and numbers alone."""
    bare = {text for m in read(po_file("ko")) for text in texts(m)[1] if not any("가" <= sign <= "힣" for sign in text)}
    assert {text for text in bare if text and not text.startswith("Project-Id")} == {"NaN", "{name}"}


def test_a_count_chooses_the_form() -> None:
    """English has two."""
    say: Catalogue = catalogue(SOURCE)
    assert say.many("{count} test", "{count} tests", 1, count=1) == "1 test"
    assert say.many("{count} test", "{count} tests", 2, count=2) == "2 tests"
