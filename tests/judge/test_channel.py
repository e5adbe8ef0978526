"""Every wait of the judge has an end, and what a worker prints never stops it."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from selectors import SelectorKey
from typing import NamedTuple

import pytest

from grader.judge.channel import DeadlineError, JudgeChannel
from grader.wire import Channel, HungUpError, WireError

KEEP = 1000


class Ends(NamedTuple):
    """A judge's channel, and the worker's ends of its two sockets."""

    channel: JudgeChannel
    wire: socket.socket
    output: socket.socket


@pytest.fixture
def ends() -> Iterator[Ends]:
    """Give a channel that has half a minute."""
    wire, their_wire = socket.socketpair()
    output, their_output = socket.socketpair()
    channel = JudgeChannel(wire, output, time.monotonic, KEEP)
    channel.deadline = time.monotonic() + 30
    yield Ends(channel, their_wire, their_output)
    channel.close()
    their_wire.close()
    their_output.close()


@contextlib.contextmanager
def _meanwhile(action: object) -> Iterator[None]:
    assert callable(action)

    def run() -> None:
        with contextlib.suppress(OSError):
            action()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join(20)
        assert not thread.is_alive()


def test_frames_cross_in_both_directions(ends: Ends) -> None:
    """Larger than any buffer."""
    payload = bytes(3 << 20)
    other = Channel(ends.wire)

    def echo() -> None:
        kind, call, data = other.receive()
        other.send(kind + 1, call, bytes(data) + b"!")

    with _meanwhile(echo):
        ends.channel.send(1, 5, payload)
        kind, call, data = ends.channel.receive()
    assert (kind, call, bytes(data)) == (2, 5, payload + b"!")


@pytest.mark.parametrize("sent", [b"", b"\0\0"])
def test_waiting_for_a_silent_worker_ends_at_the_deadline(ends: Ends, sent: bytes) -> None:
    """Whether it sends nothing or stops within a frame."""
    ends.wire.sendall(sent)
    ends.channel.deadline = time.monotonic() + 0.05
    with pytest.raises(DeadlineError):
        ends.channel.receive()


def test_writing_to_a_worker_that_does_not_read_ends_at_the_deadline(ends: Ends) -> None:
    """However much is to be written."""
    ends.channel.deadline = time.monotonic() + 0.05
    with pytest.raises(DeadlineError):
        ends.channel.write(bytes(8 << 20))


def test_nothing_is_written_after_the_deadline(ends: Ends) -> None:
    """So a worker that keeps the judge busy with requests, and never waiting, cannot keep it for ever."""
    ends.channel.deadline = time.monotonic()
    with pytest.raises(DeadlineError):
        ends.channel.write(b"x")


def test_an_answer_in_time_is_read_although_the_judge_was_slow(ends: Ends) -> None:
    """What has arrived needs no waiting."""
    Channel(ends.wire).send(2, 1, b"in time")
    ends.channel.deadline = time.monotonic()
    assert bytes(ends.channel.receive()[2]) == b"in time"


@pytest.mark.parametrize("act", ["close", "reset"])
def test_the_end_of_a_worker_is_seen(ends: Ends, act: str) -> None:
    """Hanging up is an end of file, or a reset where something was left unread."""
    if act == "reset":
        ends.channel.write(b"unread")
    ends.wire.close()
    with pytest.raises(HungUpError):
        ends.channel.receive()


def test_writing_to_a_worker_that_is_gone_is_an_error_of_the_connection(ends: Ends) -> None:
    """And no signal that ends the judge."""
    ends.wire.close()
    with pytest.raises(HungUpError):
        ends.channel.write(b"x" * (1 << 20))


def test_a_flood_of_output_does_not_block_and_is_cut(ends: Ends) -> None:
    """An answer behind megabytes of output arrives, and the first of the output is kept."""

    def flood() -> None:
        ends.output.sendall(b"first" + b"x" * (3 << 20))
        Channel(ends.wire).send(2, 1, b"answer")

    with _meanwhile(flood):
        assert bytes(ends.channel.receive()[2]) == b"answer"
    assert ends.channel.printed.startswith(b"firstxxx")
    assert len(ends.channel.printed) == KEEP


class _Endless:
    """An output that always has more, and complains when it is read without end."""

    def __init__(self) -> None:
        self.pieces = 0

    def recv(self, most: int) -> bytes:
        """Return as much as is asked for."""
        self.pieces += 1
        assert self.pieces < 1000
        return b"x" * most

    def select(self, _seconds: float) -> list[tuple[SelectorKey, int]]:
        """Be ready."""
        return [(SelectorKey(self, -1, 0, None), 0)]  # type: ignore[arg-type]  # for once no file

    def close(self) -> None:
        """End."""


def test_a_flood_of_output_does_not_move_the_deadline(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    """Output without end and no answer: the judge stops waiting in time."""
    endless = _Endless()
    monkeypatch.setattr(ends.channel, "_output", endless)
    monkeypatch.setattr(ends.channel, "_selector", endless)
    ends.channel.deadline = 3.0
    monkeypatch.setattr(ends.channel, "_clock", iter([0.0, 1.0, 2.0, 3.0, 4.0]).__next__)
    with pytest.raises(DeadlineError):
        ends.channel.receive()
    assert endless.pieces == 2
    assert len(ends.channel.printed) == KEEP


def test_output_is_read_while_writing(ends: Ends) -> None:
    """A worker that prints before it reads is no dead end."""

    def print_then_read() -> None:
        ends.output.sendall(b"x" * (3 << 20))
        Channel(ends.wire).read(3 << 20)

    with _meanwhile(print_then_read):
        ends.channel.write(bytes(3 << 20))


@pytest.mark.parametrize("reset", [False, True])
def test_a_worker_that_closes_its_output_is_still_heard(ends: Ends, reset: bool) -> None:  # noqa: FBT001  a parameter
    """Its answers come over the other socket."""
    ends.output.sendall(b"last words")
    if reset:
        ends.channel._output.send(b"unread")
    ends.output.close()
    answer = threading.Timer(0.05, Channel(ends.wire).send, (2, 1, b"answer"))
    answer.start()
    assert bytes(ends.channel.receive()[2]) == b"answer"
    answer.join()
    assert bytes(ends.channel.printed) == b"last words"


def test_draining_takes_what_was_printed_last(ends: Ends) -> None:
    """What is still in the socket belongs to the output."""
    ends.output.sendall(b"last words")
    ends.channel.drain()
    assert ends.channel.printed == b"last words"
    ends.output.close()
    ends.channel.drain()
    assert ends.channel.printed == b"last words"


def test_draining_ends_although_the_output_does_not(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that a worker left behind may print for ever."""
    monkeypatch.setattr(ends.channel, "_output", _Endless())
    ends.channel.drain()
    assert len(ends.channel.printed) == KEEP


def test_what_nobody_asked_for_breaks_the_silence(ends: Ends) -> None:
    """What arrives together with an answer is seen before the next question."""
    other = Channel(ends.wire)
    other.send(2, 1, b"asked for")
    ends.channel.receive()
    ends.channel.expect_silence()
    ends.wire.sendall(b"\0" * 12)
    ends.channel.read(1)
    with pytest.raises(WireError, match="an answer before the question"):
        ends.channel.expect_silence()
