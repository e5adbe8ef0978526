"""Time enters through the command line only: everybody else is handed a clock, or a moment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Final, TypeAlias

import msgspec

Clock = Callable[[], float]
"""Gives seconds from some fixed point, never backwards."""

Moment: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point of the calendar's time, with its offset: two of them can be compared wherever they were written."""

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)


def read_moment(text: str) -> Moment | None:
    """Read a moment in ISO 8601 with its offset, as platforms write it; None where it is none, or has no offset."""
    try:
        moment = datetime.fromisoformat(text.strip().replace(" Z", "Z").replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
