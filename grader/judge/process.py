"""Starting and stopping workers: forked by a zygote to grade, by themselves for a student's own run."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
from typing import Protocol

import msgspec

from grader.errors import JudgeError
from grader.judge import bubblewrap
from grader.judge.interpreter import ENVIRONMENT, command
from grader.wire import arena
from grader.wire.arena import Arena
from grader.worker import zygote
from grader.worker.layers import Layer

_START_SECONDS = 60.0
_END_SECONDS = 2.0
_GONE_SECONDS = 0.5
_BUFFER = 1 << 20


class WorkerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What every worker of a run is given."""

    memory_mib: int
    cpu_seconds: int
    seed: int
    layers: tuple[Layer, ...] = ()


class Exit(msgspec.Struct, frozen=True):
    """How a worker ended: its exit code, negative for a signal, what it used at most, and who ended it."""

    code: int
    cpu_seconds: float
    by_itself: bool
    memory_kib: int = 0


class WorkerProcess(Protocol):
    """A started worker: the judge's ends of what connects them, and the power to end it."""

    wire: socket.socket
    output: socket.socket
    arena: Arena | None

    def stop(self, *, gone: bool) -> Exit:
        """Kill the process if it still runs, and return how it ended; ``gone`` says that it seems to be ending."""


class Launcher(Protocol):
    """Starts workers."""

    def start(self) -> WorkerProcess:
        """Start a worker that nobody has used."""

    def close(self) -> None:
        """Release what the launcher holds."""


class Zygote:
    """Forks workers from a process that has already imported NumPy (Linux)."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = _spawn("zygote", settings, (theirs,))
        theirs.close()
        self._number = 0
        self._control.settimeout(_START_SECONDS)
        if self._receive() != zygote.READY:
            self.close()
            raise JudgeError("the zygote did not start; `grader doctor` says what is missing")

    def start(self) -> WorkerProcess:
        """Fork a worker."""
        self._number += 1
        number = zygote.STARTED.pack(self._number)
        wire, output, theirs = _sockets()
        shared = arena.make()
        mine = None if shared is None else Arena(shared)
        self._control.settimeout(_START_SECONDS)
        try:
            ends = [end.fileno() for end in theirs]
            socket.send_fds(self._control, [number], ends if shared is None else [*ends, shared])
            answer, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
            while answer and answer != number:  # a late word about an earlier worker
                answer, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
        except (TimeoutError, ConnectionError):
            descriptors = []
        finally:
            for end in theirs:
                end.close()
            if shared is not None:
                os.close(shared)
        if not descriptors:
            wire.close()
            output.close()
            raise JudgeError("the zygote could not fork a worker; `grader doctor` says what this machine allows")
        return _Forked(self, wire, output, mine, self._number, descriptors[0])

    def ended(self, number: int, *, by_itself: bool) -> Exit:
        """Wait for word of the worker that has ended; without confinement it may have killed who would say."""
        with contextlib.suppress(OSError):  # closed already: then the worker is gone with the zygote
            self._control.settimeout(_END_SECONDS)
        while answer := self._receive():
            if len(answer) == zygote.ENDED.size:
                which, status, seconds, memory = zygote.ENDED.unpack(answer)
                if which == number:
                    return Exit(os.waitstatus_to_exitcode(status), seconds, by_itself, memory)
        if self._process.poll() is not None:  # and took its workers along: nothing that a student is to blame for
            raise JudgeError("the zygote ended")
        return Exit(-signal.SIGKILL, 0.0, by_itself)

    def close(self) -> None:
        """End the zygote, which ends its workers; by itself if it can, or what they all took is lost with it."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._process.kill()
        self._process.wait()

    def _receive(self) -> bytes:
        """Return the next message, nothing where none comes."""
        try:
            return self._control.recv(64)
        except OSError:
            return b""


class _Forked:
    """A worker that the zygote forked; killed through a descriptor, so that its number cannot mean another."""

    def __init__(
        self,
        parent: Zygote,
        wire: socket.socket,
        output: socket.socket,
        shared: Arena | None,
        number: int,
        handle: int,
    ) -> None:
        self.wire = wire
        self.output = output
        self.arena = shared
        self._parent = parent
        self._number = number
        self._handle = handle

    def stop(self, *, gone: bool) -> Exit:
        ended, _, _ = select.select([self._handle], [], [], _GONE_SECONDS if gone else 0)
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        os.close(self._handle)
        return self._parent.ended(self._number, by_itself=bool(ended))


class Direct:
    """Starts each worker as a fresh interpreter."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings

    def start(self) -> WorkerProcess:
        """Start an interpreter; it takes as long as importing NumPy."""
        wire, output, theirs = _sockets()
        process = _spawn("direct", self._settings, theirs)
        for end in theirs:
            end.close()
        return _Spawned(process, wire, output)

    def close(self) -> None:
        """Nothing is held."""


class _Spawned:
    """A worker that is a child of the judge."""

    def __init__(self, process: "subprocess.Popen[bytes]", wire: socket.socket, output: socket.socket) -> None:
        self.wire = wire
        self.output = output
        self.arena: Arena | None = None  # a student's own run is as well off without
        self._process = process

    def stop(self, *, gone: bool) -> Exit:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return Exit(self._process.wait(_GONE_SECONDS if gone else 0), 0.0, by_itself=True)
        self._process.kill()
        return Exit(self._process.wait(), 0.0, by_itself=False)


def _sockets() -> tuple[socket.socket, socket.socket, tuple[socket.socket, socket.socket]]:
    """Return the judge's ends of wire and output, and the worker's."""
    wire, their_wire = socket.socketpair()
    output, their_output = socket.socketpair()
    for end in (wire, their_wire):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
    return wire, output, (their_wire, their_output)


def probe() -> dict[str, bool]:
    """Return which layers of confinement work here, each really tried in a fresh process.

    bubblewrap works where everything that works outside works inside as well.
    """
    bare = _run_probe(wrapped=False)
    works = _read_probe(bare)
    if works is None:
        last = bare.stderr.decode("utf-8", "backslashreplace").strip().splitlines()[-1:]
        raise JudgeError(f"trying the layers of confinement failed: {' '.join(last)}")
    inside = _read_probe(_run_probe(wrapped=True)) if bubblewrap.program() else None
    within = inside is not None and all(inside[layer] for layer, does in works.items() if does)
    return {**works, Layer.BUBBLEWRAP.value: within}


def _run_probe(*, wrapped: bool) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603  our own interpreter on our own module
        command("probe", "", wrapped=wrapped),
        env=ENVIRONMENT,
        cwd="/",
        capture_output=True,
        check=False,
        timeout=_START_SECONDS,
    )


def _read_probe(answer: "subprocess.CompletedProcess[bytes]") -> dict[str, bool] | None:
    try:
        return msgspec.json.decode(answer.stdout, type=dict[str, bool])
    except msgspec.DecodeError:
        return None


def _spawn(module: str, settings: WorkerSettings, ends: tuple[socket.socket, ...]) -> "subprocess.Popen[bytes]":
    """Start an interpreter on a module of ``worker`` with an empty environment."""
    descriptors = tuple(end.fileno() for end in ends)
    configuration = json.dumps({**msgspec.structs.asdict(settings), "descriptors": descriptors})
    return subprocess.Popen(  # noqa: S603  our own interpreter on our own module
        command(module, configuration, wrapped=Layer.BUBBLEWRAP in settings.layers),
        env=ENVIRONMENT,
        pass_fds=descriptors,
        stdin=subprocess.DEVNULL,
        cwd="/",
    )
