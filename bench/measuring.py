"""What a command costs: wall time, processor time with that of all its children, peak memory of all its processes.

Processor time is what the kernel charges to the process and to all below it: who outlives a parent that did not wait
becomes a child of this process, which waits for everybody. Memory is sampled
in runs that are not timed, as proportional set size where that may be read.
"""

import contextlib
import ctypes
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.02
_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Command:
    """A command, where it runs, what its environment has besides, and the exit codes of a command that did its job."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    codes: frozenset[int] = frozenset({0})


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of processors, and bytes at the peak where those were sampled."""

    wall: float
    cpu: float
    memory: int = 0


def run(commands: Sequence[Command], *, sample: bool = False) -> Cost:
    """Run the commands one after the other and return what they cost together; RuntimeError where one fails."""
    if ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise RuntimeError("this process cannot be made to inherit those who lose their parents")
    cpu, memory = 0.0, 0
    began = time.perf_counter()
    for command in commands:
        process = _start(command)
        peak = _Peak(process.pid) if sample else None
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if peak is not None:
            memory = max(memory, peak.stop())
        if process.returncode not in command.codes:
            raise RuntimeError(f"{' '.join(command.arguments)} in {command.folder} ended with {process.returncode}")
        cpu += usage.ru_utime + usage.ru_stime + _inherited()
    return Cost(wall=time.perf_counter() - began, cpu=cpu, memory=memory)


def _inherited() -> float:
    """Wait for whoever is left, and return what they took."""
    seconds = 0.0
    with contextlib.suppress(ChildProcessError):  # nobody is left
        while True:
            _, _, usage = os.wait4(-1, 0)
            seconds += usage.ru_utime + usage.ru_stime
    return seconds


def _start(command: Command) -> "subprocess.Popen[bytes]":
    log = (command.folder / "log.txt").open("wb")
    with log:
        return subprocess.Popen(  # noqa: S603  the bench's own commands
            command.arguments,
            cwd=command.folder,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


class _Peak:
    """Samples the memory of a process and of all that it has ever been seen to start."""

    def __init__(self, pid: int) -> None:
        self._known = {pid}
        self._highest = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self._thread.start()

    def stop(self) -> int:
        """Return the highest sum of bytes."""
        self._ended.set()
        self._thread.join()
        return self._highest

    def _sample(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            parents = dict(_parents())
            grown = True
            while grown:
                below = {pid for pid, parent in parents.items() if parent in self._known}
                grown = not below <= self._known
                self._known |= below
            self._highest = max(self._highest, sum(_memory(pid) for pid in self._known & parents.keys()))


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            yield int(folder.name), int((folder / "stat").read_text().rpartition(")")[2].split()[1])


def _memory(pid: int) -> int:
    for file, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
                if line.startswith(key):
                    return int(line.split()[1]) << 10
    return 0
