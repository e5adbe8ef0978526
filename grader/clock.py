"""Time enters through the command line only: everybody else is handed a clock, or a moment."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec

Clock = Callable[[], float]
"""Gives seconds from some fixed point, never backwards."""

Moment: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point of the calendar's time, with its offset: two of them can be compared wherever they were written."""
