"""Frames over a socket: whole or not at all, and no longer than may be."""

import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from grader.wire import Channel, HungUpError, WireError
from grader.wire import format as f

Pair = tuple[Channel, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Give a channel and the raw socket at its other end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours), theirs


def _header(length: int) -> bytes:
    return struct.pack("<IIB", length, 7, 2)


@pytest.mark.parametrize("size", [0, 1, 70_000, 3 << 20])
def test_a_frame_arrives_whole(pair: Pair, size: int) -> None:
    """Whatever its size, and however the socket cuts it."""
    channel, other = pair
    payload = bytes(range(256)) * (size // 256 + 1)
    sender = threading.Thread(target=Channel(other).send, args=(2, 7, payload[:size]))
    sender.start()
    kind, call, received = channel.receive()
    sender.join()
    assert (kind, call, bytes(received)) == (2, 7, payload[:size])


def test_a_frame_longer_than_may_be_is_refused_by_its_length(pair: Pair) -> None:
    """Not one byte of it is waited for."""
    channel, other = pair
    other.sendall(_header(f.MAX_FRAME + 1))
    with pytest.raises(WireError, match=f"a frame of {f.MAX_FRAME + 1} bytes"):
        channel.receive()


@pytest.mark.parametrize("sent", [b"", _header(5)[:4], _header(5), _header(5) + b"abcd"])
def test_the_end_of_the_other_side_is_an_end_of_file(pair: Pair, sent: bytes) -> None:
    """Before, within and after a header, and within a payload."""
    channel, other = pair
    other.sendall(sent)
    other.close()
    with pytest.raises(HungUpError):
        channel.receive()
