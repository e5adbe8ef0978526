"""The catalogues there are, found and never listed: a folder of ``locale/`` is a language."""

import gettext
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from grader.errors import UsageError
from grader.language.marking import said
from grader.language.telling import Teller

SOURCE: Final = "en"
"""The language that texts are written in; it needs no catalogue."""

_T = TypeVar("_T")

LOCALE: Final = Path(__file__).parent / "locale"
_DOMAIN: Final = "grader"


class Catalogue:
    """One language: called with an English text it returns the text in that language, its fields filled in."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations
        known = translations._catalog if isinstance(translations, gettext.GNUTranslations) else {}  # type: ignore[attr-defined]  # noqa: SLF001  the texts, which gettext reads and has no name for
        self._teller = Teller(known)

    def __call__(self, text: str, /, **values: object) -> str:
        """Say a text."""
        translated = self._translations.gettext(text)
        return translated.format(**values) if values else translated

    def many(self, one: str, other: str, count: int, /, **values: object) -> str:
        """Say a text in the form that the language has for a count of things."""
        return self._translations.ngettext(one, other, count).format(**values)

    def told(self, text: str) -> str:
        """Say what ``said`` composed; whatever it did not compose is returned as it is."""
        return self._teller.told(text)


def languages() -> tuple[str, ...]:
    """Return the languages there are, English first."""
    return _there(LOCALE)


def catalogue(language: str) -> Catalogue:
    """Return a language's catalogue; UsageError names the languages there are."""
    if language not in languages():
        there = " or ".join(languages())
        raise UsageError(said("told", "there are no phrases in {name!r}; choose {names}", name=language, names=there))
    return _read(language, LOCALE)


@cache
def _there(folder: Path) -> tuple[str, ...]:
    return (SOURCE, *sorted(path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")))


@cache
def _read(language: str, folder: Path) -> Catalogue:
    if language == SOURCE:
        return Catalogue(language, gettext.NullTranslations())
    return Catalogue(language, gettext.translation(_DOMAIN, folder, [language]))


class Spoken(Mapping[str, _T]):
    """What is made of the catalogue of each language, by language, made once it is asked for."""

    def __init__(self, make: Callable[[Catalogue], _T]) -> None:
        self._make = cache(make)

    def __getitem__(self, language: str) -> _T:
        if language not in languages():
            raise KeyError(language)
        return self._make(catalogue(language))

    def __iter__(self) -> Iterator[str]:
        return iter(languages())

    def __len__(self) -> int:
        return len(languages())
