"""Memory that judge and worker share, for frames that would take long to go through a socket (Linux).

The judge makes it, of a size that nobody can change any more, so that reading it never fails. Whatever arrives in it is
copied out before it is looked at: the other side may write at any time. They take turns, so one is enough for both.
"""

import mmap
import os
from collections.abc import Iterable

from grader.wire.format import MAX_FRAME

FROM = 1 << 20
"""Frames from this many bytes on go through it."""


def make() -> int | None:
    """Return the descriptor of a new arena, None where the platform has no such memory. Untouched it costs nothing."""
    try:
        import fcntl  # noqa: PLC0415  not there on Windows

        descriptor = os.memfd_create("grader", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.truncate(descriptor, MAX_FRAME)
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    except (ImportError, AttributeError, OSError):
        return None
    return descriptor


class Arena:
    """The memory behind such a descriptor, which may be closed afterwards."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, MAX_FRAME)

    def fill(self, parts: Iterable[bytes | memoryview]) -> None:
        """Put a frame's payload there."""
        end = 0
        for part in parts:
            begin, end = end, end + len(part)
            self._memory[begin:end] = part

    def take(self, length: int) -> bytes:
        """Return a copy of a payload of at most MAX_FRAME bytes."""
        return self._memory[:length]

    def close(self) -> None:
        """Release the memory."""
        self._memory.close()
