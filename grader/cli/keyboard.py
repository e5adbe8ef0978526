"""Single keys from a terminal, on every platform: as they are typed, without being shown."""

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_STEP = 0.05


class Keyboard(Protocol):
    """A terminal that hands out keys."""

    def read(self, seconds: float) -> str:
        """Return what is typed within so many seconds, nothing where nothing is."""


@contextmanager
def keys() -> Iterator[Keyboard]:
    """Let keys be read singly; afterwards the terminal is as it was."""
    if sys.platform == "win32":
        yield _Console()
        return
    import termios  # noqa: PLC0415  not there on Windows
    import tty  # noqa: PLC0415  as above

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)  # ctrl-C still interrupts
    try:
        yield _Terminal(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


class _Terminal:
    """Of Unix."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, seconds: float) -> str:
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        return os.read(self._descriptor, 64).decode("utf-8", "ignore") if ready else ""


class _Console:
    """Of Windows."""

    def read(self, seconds: float) -> str:
        import msvcrt  # noqa: PLC0415  there only

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]  # there only
                return str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]  # there only
            time.sleep(_STEP)
        return ""
