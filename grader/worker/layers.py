"""The layers of confinement and the order in which a worker puts them on: each takes what the next no longer needs.

A layer either holds or the process ends: none is passed over in silence.
"""

import enum
import os
import platform
from collections.abc import Callable

from grader.worker import identity, landlock, seccomp


class Layer(enum.StrEnum):
    """One mechanism; resource limits and an empty environment are always there."""

    IDENTITY = "identity"
    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    SECCOMP = "seccomp"
    BUBBLEWRAP = "bubblewrap"
    """Put around the zygote by who starts it."""


_PLACE_OF_PID = 0x7F000001


class Confinement:
    """Layers prepared once, in the zygote, while it may still read; put on by each worker."""

    def __init__(self, layers: frozenset[Layer], readable: tuple[str, ...]) -> None:
        self._ruleset: int | None = None
        self._layers = layers
        self._filter = b""
        self._seal: Callable[[], None] = lambda: None
        if Layer.LANDLOCK in layers:
            self._ruleset = landlock.make_ruleset(readable)
        if Layer.SECCOMP in layers:
            # Without Landlock to say which files, no file can be opened at all.
            self._filter = seccomp.program(platform.machine(), _PLACE_OF_PID, files=Layer.LANDLOCK in layers)

    def put_on(self) -> None:
        """Take, in order, what receiving descriptors does not need; OSError where one could not be taken."""
        if self._layers:
            identity.drop_capabilities()
            identity.hide()
        if self._ruleset is not None:
            landlock.restrict(self._ruleset)
            os.close(self._ruleset)
        if self._filter:
            pid = os.getpid().to_bytes(4, "little")
            self._seal = seccomp.prepare(self._filter.replace(_PLACE_OF_PID.to_bytes(4, "little"), pid))

    def seal(self) -> None:
        """Take the last: from here on no system call but those of computing; OSError where that could not be."""
        self._seal()
