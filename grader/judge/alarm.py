"""A bound on the judge's own work for a case, where the platform has interval timers.

The exception comes out of a signal, in the middle of anything; so it is held back while a worker is being talked to,
which has deadlines of its own and must not be left in the middle of a word.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

AVAILABLE = sys.platform != "win32"
_AGAIN_SECONDS = 1.0


class CaseTimeoutError(BaseException):
    """The judge's own work on a case took longer than the case may."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise CaseTimeoutError in this, the main thread, after so many seconds, and again while that changes nothing.

    The first may be lost where Python ignores exceptions, as in ``__del__``, or in a suite that catches everything.
    """
    if not AVAILABLE:
        yield
        return
    previous = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@contextmanager
def held() -> Iterator[None]:
    """Hold the alarm back: it rings at the end of this block."""
    with _masked(signal.SIG_BLOCK if AVAILABLE else 0):
        yield


@contextmanager
def released() -> Iterator[None]:
    """Let the alarm ring in this block, inside one that holds it."""
    with _masked(signal.SIG_UNBLOCK if AVAILABLE else 0):
        yield


@contextmanager
def _masked(how: int) -> Iterator[None]:
    if not AVAILABLE:
        yield
        return
    before = signal.pthread_sigmask(how, {signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _raise(_signal: int, _frame: object) -> None:
    raise CaseTimeoutError
