"""A worker is stopped at the first sign that it hangs, has died or lies, and stays stopped."""

import socket
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from fake_workers import PATIENT, Behaviour, FakeLauncher, be_honest, be_silent, loaded, quick, working

from grader.errors import JudgeError
from grader.judge.handle import Handle
from grader.judge.process import Exit
from grader.judge.worker import Worker, WorkerStoppedError
from grader.verdict import Outcome
from grader.wire import Channel, Encoder, Request, Returned, UnsendableError
from grader.wire import format as f
from grader.wire.messages import RAISED, READY, REQUEST, RETURNED, UNREADY, write_answer, write_request


def _payload(answer: Returned) -> bytes:
    encoder = Encoder(lambda value: (f.MINE, 0, type(value).__name__))
    write_answer(encoder, answer, ())
    return encoder.payload()


_NOTHING = _payload(Returned(None))


def _answering(kind: int, off: int, payload: bytes) -> Behaviour:
    """Answer each request with this frame, its number off by so much."""

    def behave(channel: Channel, output: socket.socket) -> None:
        del output
        while True:
            _, call, _ = channel.receive()
            channel.send(kind, call ^ off, payload)

    return behave


def _stopped(behave: Behaviour, exit_: Exit | None = None, **limits: float) -> WorkerStoppedError:
    """Ask a worker that behaves so, and return how it was stopped."""
    with working(behave, quick(**limits), exit_) as worker:
        with pytest.raises(WorkerStoppedError) as caught:
            worker.ask(Request("abs", 1))
        assert worker.stopped is caught.value
        with pytest.raises(WorkerStoppedError) as again:
            worker.ask(Request("abs", 1))
        assert again.value is caught.value
    return caught.value


def _hang_up(channel: Channel, output: socket.socket) -> None:
    del output
    channel.receive()


@pytest.mark.parametrize(
    ("behave", "reason"),
    [
        (_answering(RETURNED, 3, _NOTHING), "an answer to another question"),
        (_answering(RETURNED, 0, b""), "a frame cut short"),
        (_answering(RETURNED, 0, b"\xff" * 40), "an unknown tag"),
        (_answering(RETURNED, 0, _NOTHING + b"N"), "bytes after the end"),
        (_answering(RAISED, 0, _NOTHING), "no exception of ours"),
        (_answering(READY, 0, _NOTHING), "no answer of ours"),
        (_answering(77, 0, _NOTHING), "no answer of ours"),
        (_answering(REQUEST, 0, b"\xff"), "an unknown tag"),
    ],
)
def test_a_worker_that_lies_is_killed(behave: Behaviour, reason: str) -> None:
    """Another call's number, another kind, garbage: every further ask gives the same."""
    stopped = _stopped(behave)
    assert stopped.outcome is Outcome.KILLED
    assert stopped.message == f"the process of this submission broke its protocol ({reason}) and was stopped"


def test_a_frame_too_long_is_a_lie() -> None:
    """Not one byte of it is read."""

    def behave(channel: Channel, output: socket.socket) -> None:
        del output
        channel.receive()
        channel.write(b"\xff" * 9)
        channel.read(1)

    assert "a frame of 4294967295 bytes" in _stopped(behave).message


def test_a_worker_that_speaks_unasked_is_killed() -> None:
    """An answer that was there before the question answers no question."""

    def behave(channel: Channel, output: socket.socket) -> None:
        del output
        _, call, _ = channel.receive()
        channel.send(RETURNED, call, _NOTHING)
        channel.send(RETURNED, call + 1, _NOTHING)
        sent.set()
        channel.read(1)

    sent = threading.Event()
    with working(behave) as worker:
        assert worker.ask(Request("abs", 1)) is None
        assert sent.wait(20)
        with pytest.raises(WorkerStoppedError, match=r"an answer (before the|to another) question"):
            worker.ask(Request("abs", 1))


@pytest.mark.parametrize(
    ("exit_", "message"),
    [
        (Exit(0, 0.0, by_itself=True), "the code ended its own process (exit code 0)"),
        (Exit(3, 0.0, by_itself=True), "the code ended its own process (exit code 3)"),
        (Exit(-11, 1.0, by_itself=True), "the code crashed its own process (signal 11)"),
        (Exit(-24, 60.0, by_itself=True), "the code used more than 60 seconds of processor time"),
        (Exit(-9, 0.1, by_itself=False), "the code closed its connection to the judge"),
    ],
)
def test_a_worker_that_ends_is_told_of(exit_: Exit, message: str) -> None:
    """How its process ended is the reason."""
    stopped = _stopped(_hang_up, exit_)
    assert (stopped.outcome, stopped.message) == (Outcome.KILLED, message)


def test_a_worker_that_is_gone_before_it_is_asked_is_told_of() -> None:
    """Its end is seen before the question is sent."""
    with working(_end_at_once) as worker, pytest.raises(WorkerStoppedError, match="crashed its own process"):
        worker.ask(Request("abs", 1))


def _end_at_once(channel: Channel, output: socket.socket) -> None:
    del channel, output


def test_a_worker_that_hangs_is_timed_out() -> None:
    """After the limit of a call."""
    stopped = _stopped(be_silent, call_seconds=0.05)
    assert (stopped.outcome, stopped.message) == (Outcome.TIMED_OUT, "took longer than 0.05 seconds")


@pytest.mark.parametrize("step", [lambda w: w.compile("", "m.py"), lambda w: w.execute("m")])
def test_loading_has_its_own_limit(step: Callable[[Worker], object]) -> None:
    """Compiling and executing a submission may take longer than a call, and no longer than that."""
    with working(be_silent, quick(load_seconds=0.05)) as worker, pytest.raises(WorkerStoppedError) as caught:
        step(worker)
    assert caught.value.outcome is Outcome.TIMED_OUT


def test_a_case_bounds_its_calls_together() -> None:
    """A call that begins after the case's end is not asked."""
    with working() as worker:
        assert worker.ask(Request("abs", -1)) == 1
        worker.case_deadline = time.monotonic()
        with pytest.raises(WorkerStoppedError) as caught:
            worker.ask(Request("abs", -1))
    assert caught.value.outcome is Outcome.TIMED_OUT


def test_a_worker_that_calls_back_without_end_is_timed_out() -> None:
    """Although the judge, always with something to read, never waits."""

    def behave(channel: Channel, output: socket.socket) -> None:
        del output
        channel.receive()
        encoder = Encoder(lambda value: (f.MINE, 0, type(value).__name__))
        write_request(encoder, Request("call", None))
        for _ in range(20):  # so many are always ahead
            channel.send(REQUEST, 9, encoder.payload())
        while True:
            channel.send(REQUEST, 9, encoder.payload())
            channel.receive()

    assert _stopped(behave, call_seconds=0.2).outcome is Outcome.TIMED_OUT


def test_a_flood_of_output_is_kept_to_the_limit() -> None:
    """Nobody waits for whoever prints too much."""

    def behave(channel: Channel, output: socket.socket) -> None:
        _, call, _ = channel.receive()
        output.sendall("가나다".encode() * 500_000)
        channel.send(RETURNED, call, _NOTHING)
        channel.read(1)

    with working(behave, quick(output_kib=1)) as worker:
        assert worker.ask(Request("abs", 1)) is None
        assert worker.printed().startswith("가나다가나다")
        assert len(worker.printed().encode()) <= 1030


def test_what_was_printed_last_is_kept() -> None:
    """Output that was not read yet when the worker was stopped."""

    def behave(channel: Channel, output: socket.socket) -> None:
        channel.receive()
        output.sendall(b"last words \xff")

    with working(behave) as worker:
        with pytest.raises(WorkerStoppedError):
            worker.ask(Request("abs", 1))
        assert worker.printed() == "last words \\xff"


def test_a_module_that_is_no_module_is_a_lie() -> None:
    """A worker that executes gives a handle."""
    with working(_answering(RETURNED, 0, _NOTHING)) as worker:
        with pytest.raises(WorkerStoppedError, match="something that is no module"):
            worker.execute("m")
        assert worker.stopped is not None


def test_what_cannot_be_sent_leaves_the_worker_alone() -> None:
    """The suite's fault is not the student's: nothing was sent, and the next question is answered."""
    with working() as worker:
        with pytest.raises(UnsendableError):
            worker.ask(Request("abs", None, (socket,)))
        assert worker.ask(Request("abs", -1)) == 1


def test_a_stopped_worker_is_no_exception_that_suites_catch() -> None:
    """``pytest.raises(Exception)`` does not take it for the student's."""
    assert not issubclass(WorkerStoppedError, Exception)


def test_a_stop_within_a_callback_is_the_stop_of_the_call() -> None:
    """A worker that hangs in a nested call is timed out once, and neither side's code answers for it."""
    with loaded("def call(f):\n    return f()\ndef inner():\n    return 1\n") as (worker, module):
        handle: Any = module

        def nested() -> object:
            worker.case_deadline = time.monotonic()
            return handle.inner()

        with pytest.raises(WorkerStoppedError) as caught:
            handle.call(nested)
        assert caught.value is worker.stopped
        assert caught.value.outcome is Outcome.TIMED_OUT


def test_closing_is_not_a_verdict() -> None:
    """A worker that is no longer needed is ended once, however often it is closed."""
    with working() as worker:
        worker.close()
        first = worker.stopped
        worker.close()
        assert worker.stopped is first
        with pytest.raises(WorkerStoppedError, match="no longer needed"):
            worker.ask(Request("abs", 1))


def test_a_recorder_hears_of_every_request() -> None:
    """With its result or its exception."""
    heard: list[tuple[str, object]] = []
    with loaded("def f(x): return 1 / x") as (worker, module):
        worker.recorder = SimpleNamespace(
            asked=lambda request: heard.append((request.operation, request.arguments)),
            answered=lambda request, result: heard.append((request.operation, result)),
        )
        student: Any = module
        function = student.f
        assert function(2) == 0.5
        with pytest.raises(ZeroDivisionError) as caught:
            function(0)
    assert heard == [("call", (2,)), ("call", 0.5), ("call", (0,)), ("call", caught.value)]
    assert isinstance(function, Handle)


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        ((UNREADY, b"no such layer"), "no such layer"),
        ((RETURNED, b"\xff"), r"\\xff"),
    ],
)
def test_a_worker_that_is_not_confined_is_our_fault(first: tuple[int, bytes], reason: str) -> None:
    """Nobody's submission runs in it."""
    with pytest.raises(JudgeError, match=f"a worker could not be confined: {reason}; `grader doctor`"):
        Worker(FakeLauncher(be_honest, first=first), PATIENT, time.monotonic)
