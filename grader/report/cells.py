"""Text for a cell of a spreadsheet: one line, bounded, and never a formula.

The rule: a cell that begins, spaces aside, with what any spreadsheet takes for the start of a formula gets an
apostrophe before it, which spreadsheets read as "this is text". Numbers are written by ``number`` and need none.
"""

from typing import Final

from grader.printable import one_line
from grader.report.compose import NAME_LIMIT

# Full-width forms included, which East Asian locales take for the same.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cell(text: str) -> str:
    """Return text as a cell that is shown as it is, and run by nothing."""
    guard = "'" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else ""
    return guard + one_line(text, NAME_LIMIT)
