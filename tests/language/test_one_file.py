"""Another language is one file: a catalogue that this test makes, found and spoken without a line of code for it."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import write_po
from commanding import Inside
from making_catalogues import compiled, extract, po_file
from report_samples import make_case, make_exercise, make_report
from small_course import NAME, SmallCourse

from grader.language import catalogue, languages
from grader.pages.student import render_student


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Add a language in which every text has a sign before it, from a ``.po`` alone."""
    texts = extract()
    for message in texts:
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else message.id
            message.string = f"¤{forms[0]}" if len(forms) == 1 else tuple(f"¤{form}" for form in forms)
    page = BytesIO()
    write_po(page, texts)
    path = po_file("eo", tmp_path / "locale")
    path.parent.mkdir(parents=True)
    path.write_bytes(page.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(path))
    monkeypatch.setattr(sys.modules["grader.language.catalogue"], "LOCALE", tmp_path / "locale")
    return "eo"


def test_it_is_found(strange: str) -> None:
    """Beside English."""
    assert languages() == ("en", strange)
    assert catalogue(strange)("Hint") == "¤Hint"


def test_a_page_speaks_it(strange: str) -> None:
    """And can be switched to it."""
    failed = make_case(outcome="failed", message="every entry is 0")
    page = render_student(
        make_report("s", make_exercise(cases=(failed,), score=0.0, status="failed")), language=strange
    )
    assert '<span data-say="eo" lang="eo">¤every entry is 0</span>' in page
    assert '<span data-say="en" lang="eo">¤Read in English</span>' in page
    assert 'html[data-language="eo"] [data-say]:not([data-say="eo"])' in page


def test_a_check_speaks_it(strange: str, inside: Inside, tmp_path: Path) -> None:
    """From the first line to the last."""
    SmallCourse(tmp_path)
    inside("release")
    ran = inside("check", tmp_path / "assignments" / NAME, "--lang", strange)
    assert "¤not written yet" in ran.out
    assert "¤These are the public tests." in ran.out
