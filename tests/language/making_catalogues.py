"""Makes the catalogues with Babel: texts out of the code, each ``.po`` brought up to date, each ``.mo`` compiled.

``python tests/language/making_catalogues.py [LANGUAGE ...]`` does it for every language there is, and for new ones.
What it writes bears no date, so that the same code and translations give the same bytes.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from grader.cli.help import texts as help_texts
from grader.language.catalogue import LOCALE

ROOT = LOCALE.parents[2]

# What marks a text, and which of its arguments are text (one and several), or the context of one ("c").
KEYWORDS = {"say": None, "marked": None, "many": (1, 2), "said": ((1, "c"), 2)}
_SOURCES = [("**.py", "python")]
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_HEADER = "# What students read. English is in the code; `make catalogues` brings this file up to date."


def extract(folder: Path = ROOT / "grader") -> Catalog:
    """Return every text that is marked in the code."""
    found = Catalog(project="grader", header_comment=_HEADER, charset="utf-8", creation_date=_NO_DATE)
    texts = extract_from_dir(folder, _SOURCES, keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, _, text, comments, context in sorted(texts, key=lambda one: one[:2]):
        found.add(text, locations=[(f"{folder.name}/{name}", 1)], auto_comments=comments, context=context)
    for text in help_texts():  # docstrings, and what typer says itself
        found.add(text, locations=[("grader --help", 1)])
    return found


def po_file(language: str, locale: Path = LOCALE) -> Path:
    """Return where a language's translations are."""
    return locale / language / "LC_MESSAGES" / "grader.po"


def read(path: Path) -> Catalog:
    """Return what a ``.po`` says."""
    with path.open("rb") as file:
        return read_po(file)


def updated(language: str, path: Path, texts: Catalog) -> bytes:
    """Return the ``.po`` with the texts that there are now: the new untranslated, those that are gone left out."""
    translations = read(path) if path.exists() else Catalog(locale=language)
    translations.update(texts, no_fuzzy_matching=True)
    translations.header_comment, translations.fuzzy = _HEADER, False
    translations.project, translations.version, translations.copyright_holder = "grader", "", ""
    translations.creation_date = translations.revision_date = _NO_DATE
    translations.msgid_bugs_address = translations.last_translator = translations.language_team = ""
    page = BytesIO()
    write_po(page, translations, width=120, ignore_obsolete=True, include_lineno=False)
    return page.getvalue()


def compiled(path: Path) -> bytes:
    """Return what gettext reads, made from a ``.po``; what is fuzzy is not translated."""
    page = BytesIO()
    write_mo(page, read(path))
    return page.getvalue()


def main(new: list[str]) -> None:
    """Bring everything up to date, and tell what is left to translate."""
    texts = extract()
    for language in sorted({*new, *(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/grader.po"))}):
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(language, path, texts))
        path.with_suffix(".mo").write_bytes(compiled(path))
        left = sum(not message.string or message.string == ("",) for message in read(path) if message.id)
        sys.stdout.write(f"{language}: {len(texts)} texts, {left} to translate\n")


if __name__ == "__main__":
    main(sys.argv[1:])
