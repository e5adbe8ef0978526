"""Time enters through the command line only: everybody else is handed a clock."""

from collections.abc import Callable

Clock = Callable[[], float]
"""Gives seconds from some fixed point, never backwards."""
