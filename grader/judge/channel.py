"""The judge's end of the socket: every wait has a deadline, and what the worker prints is drained meanwhile."""

import selectors
import socket

from grader.clock import Clock
from grader.wire import Channel, HungUpError, WireError
from grader.wire.arena import Arena

_PIECE = 1 << 16


class DeadlineError(Exception):
    """The worker took longer than it may."""


class JudgeChannel(Channel):
    """Frames with deadlines; DeadlineError past ``deadline``, HungUpError when the worker is gone.

    Of the output the first ``keep`` bytes are kept and the rest is read and dropped: closing it instead would
    change how an honest, noisy submission behaves.
    """

    def __init__(
        self, wire: socket.socket, output: socket.socket, clock: Clock, keep: int, shared: Arena | None = None
    ) -> None:
        super().__init__(wire, shared)
        wire.setblocking(False)  # noqa: FBT003  the name of the socket's own argument
        output.setblocking(False)  # noqa: FBT003  as above
        self.deadline = clock()
        self.printed = bytearray()
        self._output = output
        self._clock = clock
        self._keep = keep
        self._selector = selectors.DefaultSelector()
        self._selector.register(wire, selectors.EVENT_READ)
        self._selector.register(output, selectors.EVENT_READ)

    def expect_silence(self) -> None:
        """Raise WireError where more has arrived than an answer; what is still on its way bears no number of ours."""
        if self._ahead:
            raise WireError("an answer before the question")

    def write(self, data: bytes) -> None:
        """Write all of ``data`` before the deadline, even to a worker that does not read."""
        if self._clock() >= self.deadline:  # a worker that never stops calling back never makes us wait
            raise DeadlineError
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._socket.send(rest) :]
            except BlockingIOError:
                self._selector.modify(self._socket, selectors.EVENT_WRITE)
                self._wait()
                self._selector.modify(self._socket, selectors.EVENT_READ)
            except ConnectionError as error:
                raise HungUpError from error

    def receive_piece(self, most: int) -> bytes:
        """Return what has arrived, waiting until the deadline."""
        while True:
            self._wait()  # first, since an answer is hardly ever there already
            try:
                return super().receive_piece(most)
            except BlockingIOError:
                continue

    def drain(self) -> None:
        """Read what was printed and has not been read yet, as far as it is kept."""
        while len(self.printed) < self._keep:  # a process that the worker left behind may print for ever
            try:
                piece = self._output.recv(_PIECE)
            except (BlockingIOError, ConnectionError):
                return
            if not piece:
                return
            self.printed += piece[: self._keep - len(self.printed)]

    def close(self) -> None:
        """Close both sockets and release the arena."""
        self._selector.close()
        self._socket.close()
        self._output.close()
        if self._arena is not None:
            self._arena.close()

    def _wait(self) -> None:
        left = max(0.0, self.deadline - self._clock())  # what has arrived in time is read even when we are late
        ready = {key.fileobj for key, _ in self._selector.select(left)}
        if self._output in ready:
            self.drain_once()
        if self._socket not in ready and self._clock() >= self.deadline:
            raise DeadlineError

    def drain_once(self) -> None:
        """Read one piece of output, so that a flood cannot keep the judge from its deadline."""
        try:
            piece = self._output.recv(_PIECE)
        except (BlockingIOError, ConnectionError):
            return
        if not piece:
            self._selector.unregister(self._output)
        self.printed += piece[: max(0, self._keep - len(self.printed))]
