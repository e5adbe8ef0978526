"""Workers in a thread of the test's own process: honest ones, and others that follow a script."""

import contextlib
import linecache
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator

import msgspec

from grader.course.manifest import Limits
from grader.judge.handle import Handle
from grader.judge.process import Exit, WorkerProcess
from grader.judge.worker import Worker
from grader.wire import Channel, HungUpError
from grader.wire.arena import Arena
from grader.wire.messages import READY
from grader.worker.server import Server

MODULE = "a_submission"
PATIENT = Limits(load_seconds=30, call_seconds=30, case_seconds=30, submission_seconds=60)

Behaviour = Callable[[Channel, socket.socket], None]
"""What a worker does with its wire and its output, once it has said that it is ready."""


def be_honest(channel: Channel, output: socket.socket) -> None:
    """Serve as a worker does."""
    del output
    Server(channel).run()


def be_silent(channel: Channel, output: socket.socket) -> None:
    """Wait for the end."""
    del output
    channel.read(1 << 30)


class FakeProcess:
    """A worker's process that is a thread; it ends as it is told to."""

    def __init__(self, behave: Behaviour, exit_: Exit, first: tuple[int, bytes]) -> None:
        self.wire, self._wire = socket.socketpair()
        self.output, self._output = socket.socketpair()
        self.arena: Arena | None = None
        self._exit = exit_
        self._thread = threading.Thread(target=self._run, args=(behave, first))
        self._thread.start()

    def _run(self, behave: Behaviour, first: tuple[int, bytes]) -> None:
        channel = Channel(self._wire)
        # Whoever plays a worker may be stopped in the middle of it.
        with contextlib.suppress(OSError, HungUpError):
            channel.send(first[0], 0, first[1])
            behave(channel, self._output)
        with contextlib.suppress(OSError):
            self._wire.shutdown(socket.SHUT_RDWR)

    def stop(self, *, gone: bool) -> Exit:
        """End the thread, as a kill would end the process."""
        del gone
        for end in (self._wire, self._output):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._thread.join(20)
        assert not self._thread.is_alive()
        for end in (self._wire, self._output):
            end.close()
        return self._exit


class FakeLauncher:
    """Starts fake workers."""

    def __init__(
        self, behave: Behaviour = be_honest, exit_: Exit | None = None, first: tuple[int, bytes] = (READY, b"")
    ) -> None:
        self._behave = behave
        self._exit = exit_ or Exit(-9, 0.0, by_itself=True)
        self._first = first

    def start(self) -> WorkerProcess:
        """Start one."""
        return FakeProcess(self._behave, self._exit, self._first)

    def close(self) -> None:
        """Hold nothing."""


def quick(**changes: float) -> Limits:
    """Return limits that are patient but for those given."""
    return msgspec.structs.replace(PATIENT, **changes)


@contextlib.contextmanager
def working(behave: Behaviour = be_honest, limits: Limits = PATIENT, exit_: Exit | None = None) -> Iterator[Worker]:
    """Give a worker that behaves so."""
    worker = Worker(FakeLauncher(behave, exit_), limits, time.monotonic)
    try:
        yield worker
    finally:
        worker.close()


@contextlib.contextmanager
def loaded(source: str) -> Iterator[tuple[Worker, Handle]]:
    """Give an honest worker and the module of this source in it, with all the time of a case."""
    with working() as worker:
        worker.compile(source, f"{MODULE}.py")
        module = worker.execute(MODULE)
        yield worker, module
    sys.modules.pop(MODULE, None)
    linecache.cache.pop(f"{MODULE}.py", None)
