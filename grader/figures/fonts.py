"""A font for Korean labels, among those that are really there: a name alone draws empty boxes."""

import contextlib
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

# Linux first, then macOS, then Windows. Of a collection of Noto matplotlib sees the Japanese face alone, which has
# Hangul as well.
FAMILIES = (
    *("Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "Nanum Gothic", "NanumBarunGothic", "NanumSquare"),
    *("Noto Sans CJK JP", "Source Han Sans KR", "Baekmuk Gulim", "Baekmuk Dotum", "UnDotum"),
    *("Apple SD Gothic Neo", "AppleGothic"),
    *("Malgun Gothic", "Gulim", "Dotum"),
)
# How their files are called: what was installed since matplotlib last looked is not in its list.
_FILES = ("noto", "nanum", "sourcehan", "baekmuk", "undotum", "applesd", "applegothic", "malgun", "gulim")
_LETTER = ord("한")


def hangul_font() -> str | None:
    """Return the family of a font that has Hangul, or None where matplotlib finds none."""
    found = _choose()
    if found is None:
        known = {entry.fname for entry in font_manager.fontManager.ttflist}
        for path in sorted(set(font_manager.findSystemFonts()) - known):
            if Path(path).stem.casefold().startswith(_FILES):
                with contextlib.suppress(OSError, RuntimeError):  # a damaged file is none
                    font_manager.fontManager.addfont(path)
        found = _choose()
    return found


def _choose() -> str | None:
    files: dict[str, list[str]] = {}
    for entry in font_manager.fontManager.ttflist:
        files.setdefault(entry.name, []).append(entry.fname)
    return next((family for family in FAMILIES if any(map(_has_hangul, files.get(family, ())))), None)


def _has_hangul(file: str) -> bool:
    try:
        return FT2Font(file).get_char_index(_LETTER) > 0
    except (OSError, RuntimeError):  # in matplotlib's list, and gone since
        return False
