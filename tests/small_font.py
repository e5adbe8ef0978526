"""A font of a few letters, all of one shape: what a machine without Korean fonts needs to test them."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # it has no types
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # as above

_UNITS = 1000


def write_font(path: Path, family: str, letters: str) -> Path:
    """Write a TrueType font of that family with those letters, the digits and the signs of an axis."""
    wanted = sorted({*letters, *"0123456789.- \N{MINUS SIGN}"})
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in wanted)]
    pen = TTGlyphPen(None)
    for number, corner in enumerate(((100, 0), (100, 700), (500, 700), (500, 0))):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"uni{ord(letter):04X}" for letter in wanted})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)
    return path
