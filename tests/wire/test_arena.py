"""Large frames go through memory that both sides share; the socket only says that they are there."""

import os
import socket
from collections.abc import Iterator

import pytest

from grader.wire import MAX_FRAME, Channel, WireError, arena
from grader.wire.arena import Arena

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="this platform has no such memory")

LARGE = bytes(range(256)) * (arena.FROM >> 8)


@pytest.fixture
def ends() -> Iterator[tuple[Channel, Channel, socket.socket]]:
    """Give both ends of a channel with an arena, and the first end's socket."""
    descriptor = arena.make()
    assert descriptor is not None
    shared = [Arena(descriptor), Arena(descriptor)]
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours, shared[0]), Channel(theirs, shared[1]), ours
    for memory in shared:
        memory.close()
    os.close(descriptor)


def test_a_large_frame_arrives_though_nobody_reads(ends: tuple[Channel, Channel, socket.socket]) -> None:
    """A megabyte does not fit a socket: here the sender is done before the receiver has begun."""
    one, other, _ = ends
    one.send(2, 7, LARGE[:-10], memoryview(bytearray(range(10))))
    assert other.receive() == (2, 7, LARGE[:-10] + bytes(range(10)))


def test_a_small_frame_leaves_the_arena_alone(ends: tuple[Channel, Channel, socket.socket]) -> None:
    """And what is in the arena does not change under the one who has received it."""
    one, other, _ = ends
    one.send(2, 1, LARGE)
    _, _, received = other.receive()
    one.send(2, 2, b"small")
    assert other.receive() == (2, 2, b"small")
    one.send(2, 3, bytes(len(LARGE)))
    assert received == LARGE


def test_a_frame_beyond_the_bound_is_refused(ends: tuple[Channel, Channel, socket.socket]) -> None:
    """Wherever it is said to be."""
    _, other, wire = ends
    wire.sendall((MAX_FRAME + 1).to_bytes(4, "little") + bytes(4) + bytes([2 | 0x80]))
    with pytest.raises(WireError, match="a frame of"):
        other.receive()


def test_a_frame_in_no_arena_is_refused() -> None:
    """A student's own run has none."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall((10).to_bytes(4, "little") + bytes(4) + bytes([2 | 0x80]))
        with pytest.raises(WireError, match="an arena that is not there"):
            Channel(theirs).receive()


def test_nobody_can_change_its_size() -> None:
    """Reading memory that has been cut off would end the judge."""
    descriptor = arena.make()
    assert descriptor is not None
    for size in (0, MAX_FRAME * 2):
        with pytest.raises(PermissionError):
            os.truncate(descriptor, size)
    os.close(descriptor)
