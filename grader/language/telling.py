"""Finds the text that a sentence was composed from, and says it with the same values in another language.

Reports keep English, so that they are the same whoever reads them. A sentence is translated only where it is a known
text with one way to read its values; all else, a student's message or an author's, comes back untouched.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from math import prod
from string import Formatter
from types import MappingProxyType
from typing import Final

# What gettext puts between a text's context and the text.
_END_OF_CONTEXT = "\x04"
_OTHERS_WORDS = frozenset({"name", "names", "text"})
# Sentences in sentences that are looked for: more than anybody composes, and less than a hostile message could have.
_DEEPEST: Final = 8
# Ways to divide a sentence at a text's own words that are tried: a hostile one could have more than there is time for.
_WAYS: Final = 10_000
# What a field can hold, where that is less than any words on one line.
_SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("count", "limit", "line", "total", "wrong"), r"\d+"),
        **dict.fromkeys(("text", "problem"), r"(?s:.+{lazy})"),
        "name": r"[^:\n]+",
        "error": r"[\w.]+",
        "path": r"\[[^:]*",
        "place": r"\[[^\]]*\]",
        "seconds": r"[\d.e+]+",
    }
)


class Teller:
    """The composed texts of one language."""

    def __init__(self, catalogue: Mapping[object, str]) -> None:
        self._alone = _texts(catalogue, "told")
        self._parts = _texts(catalogue, "part")

    def told(self, text: str, depth: int = _DEEPEST) -> str:
        """Return the text in the language, as a whole or line by line; a line that nobody composed as it is."""

        def in_field(name: str, value: str) -> str:
            if name in _OTHERS_WORDS or not depth:
                return value
            return self.told(value, depth - 1) if name == "problem" else _first(self._parts, value, in_field) or value

        return _first(self._alone, text, in_field) or "\n".join(
            _first(self._alone, line, in_field) or line for line in text.split("\n")
        )


class _Text:
    """A text and its translation; its pattern is made when a sentence has all of the text's own words."""

    def __init__(self, source: str, translation: str) -> None:
        self._source = tuple(Formatter().parse(source))
        self._translation = tuple(Formatter().parse(translation))
        self._words = tuple(words for words, *_ in self._source if words)
        self.holds_another = any(name == "problem" for _, name, *_ in self._source)
        self.size = sum(map(len, self._words))

    def read(self, sentence: str) -> Mapping[str, str] | None:
        """Return the values that the sentence was composed with; None where it was not, or where there are two ways."""
        if any(words not in sentence for words in self._words) or prod(map(sentence.count, self._words)) > _WAYS:
            return None
        # As short as possible and as long as possible, from the first field on: if both agree there is no third way.
        shortest, longest = (pattern.fullmatch(sentence) for pattern in self._patterns)
        if shortest is None or longest is None or shortest.groupdict() != longest.groupdict():
            return None
        return shortest.groupdict()

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the translation with the values, which are text already, whatever conversion its fields ask for."""
        return "".join(words + (values[name] if name else "") for words, name, *_ in self._translation)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return self._pattern("?"), self._pattern("")

    def _pattern(self, lazy: str) -> re.Pattern[str]:
        pattern, seen = "", set()
        for words, name, *_ in self._source:
            pattern += re.escape(words)
            if name in seen:
                pattern += f"(?P={name})"
            elif name:
                seen.add(name)
                pattern += f"(?P<{name}>{_SHAPES.get(name, '.+{lazy}').replace('{lazy}', lazy)})"
        return re.compile(pattern)


def _texts(catalogue: Mapping[object, str], context: str) -> tuple[_Text, ...]:
    """Return the texts of a context: those that hold another, then those with most words of their own first."""
    opening = context + _END_OF_CONTEXT
    found = (
        _Text(key.removeprefix(opening), translation)
        for key, translation in catalogue.items()
        if isinstance(key, str) and key.startswith(opening)
    )
    return tuple(sorted(found, key=lambda text: (not text.holds_another, -text.size)))


def _first(texts: tuple[_Text, ...], sentence: str, field: Callable[[str, str], str]) -> str | None:
    """Return the sentence in the words of the first text that it was composed from, None where there is none."""
    for text in texts:
        values = text.read(sentence)
        if values is not None:
            return text.fill({name: field(name, value) for name, value in values.items()})
    return None
