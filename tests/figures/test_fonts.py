"""A font for Hangul is one that has Hangul, and is really there."""

from pathlib import Path

import pytest
from matplotlib import font_manager
from matplotlib.font_manager import FontEntry
from small_font import write_font

from grader.figures.fonts import FAMILIES, hangul_font

HANGUL, LATIN = "한글", "Hangul"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let matplotlib know no font, and the system have none."""
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager, "findSystemFonts", list)


def test_without_a_font_there_is_none() -> None:
    """The labels are then in English."""
    assert hangul_font() is None


def test_a_font_that_matplotlib_knows_is_taken(tmp_path: Path) -> None:
    """The first of the list, whatever the order in which they were found."""
    for family in (FAMILIES[3], FAMILIES[1]):
        font_manager.fontManager.addfont(write_font(tmp_path / f"{family}.ttf", family, HANGUL))
    assert hangul_font() == FAMILIES[1]


def test_a_name_without_the_letters_is_passed_over(tmp_path: Path) -> None:
    """Empty boxes are worse than English."""
    font_manager.fontManager.addfont(write_font(tmp_path / "latin.ttf", FAMILIES[0], LATIN))
    assert hangul_font() is None
    font_manager.fontManager.addfont(write_font(tmp_path / "hangul.ttf", FAMILIES[2], HANGUL))
    assert hangul_font() == FAMILIES[2]


def test_a_file_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    """Matplotlib remembers fonts that were taken away since."""
    font_manager.fontManager.ttflist.append(FontEntry(fname=str(tmp_path / "gone.ttf"), name=FAMILIES[0]))
    assert hangul_font() is None


def test_what_was_installed_since_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who follows the advice need not know of matplotlib's cache; a damaged file does no harm."""
    path = write_font(tmp_path / "NanumGothic.ttf", "NanumGothic", HANGUL)
    damaged = tmp_path / "NanumDamaged.ttf"
    damaged.write_bytes(path.read_bytes()[:40])
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [str(damaged), str(path)])
    assert hangul_font() == "NanumGothic"
