"""Frames over a socket: a length, a call's number, a kind, a payload. The length is bounded before anything else."""

import socket
import struct

from grader.wire.format import MAX_FRAME, WireError

_HEADER = struct.Struct("<IIB")
_PIECE = 1 << 20
_AHEAD = 1 << 12
"""At most so much is read beyond what was asked for: a small frame then arrives at once, header and payload."""


class HungUpError(Exception):
    """The other side is gone.

    No EOFError and no ConnectionError: these are classes that a student's code may raise.
    """


class Channel:
    """Sends and receives whole frames over a blocking socket; HungUpError when the other side is gone."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._ahead = b""

    def send(self, kind: int, call: int, payload: bytes) -> None:
        """Send one frame."""
        self.write(_HEADER.pack(len(payload), call, kind) + payload)

    def receive(self) -> tuple[int, int, bytearray]:
        """Wait for one frame and return its kind, call and payload."""
        length, call, kind = _HEADER.unpack(self.read(_HEADER.size))
        if length > MAX_FRAME:
            raise WireError(f"a frame of {length} bytes")
        return kind, call, self.read(length)

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
