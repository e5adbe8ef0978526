"""What confinement costs: starting, confining and ending a worker against a bare fork of the same interpreter.

Run: ``python bench/confinement.py``. Each round takes every variant once, in turn, so that a machine that slows down
slows all of them; medians and quartiles of 200 rounds, in milliseconds.
"""

import os
import signal
import socket
import statistics
import sys
import time
from collections.abc import Callable

from grader.course.manifest import Limits
from grader.judge.process import WorkerSettings, Zygote, probe
from grader.judge.worker import Worker
from grader.sandbox import Tier, choose
from grader.worker import start

ROUNDS = 200


def bare_fork() -> None:
    """Fork, hear one byte, kill, wait: the floor."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        theirs.send(b"x")
        signal.pause()
    theirs.close()
    ours.recv(1)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    ours.close()


def worker_of(tier: Tier) -> Callable[[], None]:
    """Return what starts, confines and ends a worker of this tier."""
    sandbox = choose(probe(), tier)
    zygote = Zygote(WorkerSettings(memory_mib=2048, cpu_seconds=60, seed=0, layers=sandbox.layers))

    def run() -> None:
        Worker(zygote, Limits(), time.monotonic).close()

    return run


def main() -> None:
    """Measure and print a table."""
    start.warm_up()  # what a zygote has loaded, so that the bare fork copies as much
    variants: dict[str, Callable[[], None]] = {"bare fork": bare_fork}
    for tier in reversed(Tier):
        variants[f"worker, {tier}"] = worker_of(tier)
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, run in variants.items():
            began = time.perf_counter()
            run()
            times[name].append((time.perf_counter() - began) * 1e3)
    floor = statistics.median(times["bare fork"])
    for name, values in times.items():
        low, middle, high = statistics.quantiles(values, n=4)
        sys.stdout.write(
            f"{name:<16} {middle:6.2f} ms  [{low:.2f}, {high:.2f}]  {middle - floor:+.2f} over a bare fork\n"
        )


if __name__ == "__main__":
    main()
