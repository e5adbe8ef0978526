"""A bound on the judge's own work for a case, where the platform has interval timers.

The exception comes out of a signal, in the middle of anything; so it is held back while a worker is being talked to,
which has deadlines of its own and must not be left in the middle of a word.
"""

import contextvars
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

AVAILABLE = sys.platform != "win32"
_AGAIN_SECONDS = 1.0


class CaseTimeoutError(BaseException):
    """The judge's own work on a case took longer than the case may."""


class _Alarm:
    """Whether the alarm of a case may ring now, and whether it wanted to while it might not."""

    __slots__ = ("due", "held")

    def __init__(self) -> None:
        self.held = False
        self.due = False

    def ring(self, _signal: int, _frame: object) -> None:
        """Raise, or remember to: a handler runs between two steps of the main thread, never beside it."""
        if not self.held:
            raise CaseTimeoutError
        self.due = True

    def hold(self, *, held: bool) -> None:
        """Hold the alarm back, or no longer."""
        self.held = held
        if self.due and not held:
            self.due = False
            raise CaseTimeoutError


_current: contextvars.ContextVar[_Alarm | None] = contextvars.ContextVar("alarm", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise CaseTimeoutError in this, the main thread, after so many seconds, and again while that changes nothing.

    The first may be lost where Python ignores exceptions, as in ``__del__``, or in a suite that catches everything.
    """
    if not AVAILABLE:
        yield
        return
    alarm = _Alarm()
    token = _current.set(alarm)
    previous = signal.signal(signal.SIGALRM, alarm.ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        _current.reset(token)


@contextmanager
def held() -> Iterator[None]:
    """Hold the alarm back: it rings at the end of this block."""
    with _set(held=True):
        yield


@contextmanager
def released() -> Iterator[None]:
    """Let the alarm ring in this block, inside one that holds it."""
    with _set(held=False):
        yield


@contextmanager
def _set(*, held: bool) -> Iterator[None]:
    alarm = _current.get()
    if alarm is None:
        yield
        return
    before = alarm.held
    alarm.hold(held=held)
    try:
        yield
    finally:
        alarm.hold(held=before)
