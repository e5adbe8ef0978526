"""Marks English text for extraction where no catalogue is at hand; imports nothing, so that everybody may.

In a text of ``said`` the names of fields say what may stand there: ``{name}``, ``{names}`` and ``{text}`` are others'
words and stay as they are, ``{problem}`` is a sentence of ours again, and anything else is one line, maybe of ours.
``{text}`` and ``{problem}`` may have several lines.
"""


def marked(text: str) -> str:
    """Return the text: it is said elsewhere, by a catalogue."""
    return text


def said(context: str, text: str, /, **values: object) -> str:
    """Return the text with its fields filled in, in English; ``Catalogue.told`` finds it again.

    ``context`` is "told" for what stands alone and "part" for what stands in a field of another.
    """
    del context
    return text.format(**values) if values else text
