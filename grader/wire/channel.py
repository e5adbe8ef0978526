"""Frames over a socket: a length, a call's number, a kind, a payload. The length is bounded before anything else."""

import socket
import struct

from grader.wire import arena
from grader.wire.arena import Arena
from grader.wire.format import MAX_FRAME, WireError

_HEADER = struct.Struct("<IIB")
_IN_ARENA = 0x80
"""Marks the kind of a frame whose payload is in the arena."""
_PIECE = 1 << 20
_AHEAD = 1 << 12
"""At most so much is read beyond what was asked for: a small frame then arrives at once, header and payload."""


class HungUpError(Exception):
    """The other side is gone.

    No EOFError and no ConnectionError: these are classes that a student's code may raise.
    """


class Channel:
    """Sends and receives whole frames over a blocking socket; HungUpError when the other side is gone."""

    def __init__(self, connection: socket.socket, shared: Arena | None = None) -> None:
        self._socket = connection
        self._arena = shared
        self._ahead = b""

    def send(self, kind: int, call: int, *payload: bytes | memoryview) -> None:
        """Send one frame, whose payload may come in parts."""
        length = 0
        for part in payload:
            length += len(part)
        if self._arena is not None and length >= arena.FROM:
            self._arena.fill(payload)
            self.write(_HEADER.pack(length, call, kind | _IN_ARENA))
        else:
            self.write(b"".join((_HEADER.pack(length, call, kind), *payload)))

    def receive(self) -> tuple[int, int, bytes | bytearray]:
        """Wait for one frame and return its kind, call and payload."""
        length, call, kind = _HEADER.unpack(self.read(_HEADER.size))
        if length > MAX_FRAME:
            raise WireError(f"a frame of {length} bytes")
        if not kind & _IN_ARENA:
            return kind, call, self.read(length)
        if self._arena is None:
            raise WireError("a frame in an arena that is not there")
        return kind ^ _IN_ARENA, call, self._arena.take(length)

    def read(self, count: int) -> bytearray:
        """Read exactly ``count`` bytes, growing with what arrives and not with what was promised."""
        data = bytearray(self._ahead[:count])
        self._ahead = self._ahead[count:]
        while (missing := count - len(data)) > 0:
            piece = self.receive_piece(min(max(missing, _AHEAD), _PIECE))
            if not piece:
                raise HungUpError
            data += piece[:missing]
            self._ahead = piece[missing:]
        return data

    def write(self, data: bytes) -> None:
        """Write all of ``data``."""
        try:
            self._socket.sendall(data)
        except ConnectionError as error:
            raise HungUpError from error

    def receive_piece(self, most: int) -> bytes:
        """Return between one and ``most`` bytes, or none at the end."""
        try:
            return self._socket.recv(most)
        except ConnectionError as error:
            raise HungUpError from error
