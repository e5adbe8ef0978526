"""A judge as a process of its own: it is told its suite, then given one submission after the other.

Both ends of its pipe are trusted, so what goes through is pickled; nothing of a student's but text enters it.
"""

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from grader.clock import Clock
from grader.course.manifest import Exercise, Limits
from grader.errors import GraderError, JudgeError
from grader.judge.bench import Bench
from grader.judge.collecting import collect_and_serve
from grader.judge.counterexample import Seeker
from grader.judge.diagnosis import Variant
from grader.judge.plugin import JudgePlugin
from grader.judge.process import Direct, Launcher, WorkerSettings, Zygote
from grader.judge.second_look import Diagnostician
from grader.judge.worker import Rules
from grader.verdict import Case
from grader.worker.layers import Layer
from grader.worker.limits import limit_memory

_MEMORY_MIB = 4096
"""What a student may make the judge allocate: by values sent, and through what a suite or the reference hands out."""


class JudgeSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What a judge judges with: a suite, the reference (none for a public suite), what is forbidden, limits, a seed.

    ``given`` is the text of what the assignment takes from earlier ones, empty where it takes nothing. ``exercises``,
    the misconceptions' ``variants`` and the ``strategies`` of inputs are what a second look at a submission needs.
    With ``zygote`` workers are forked from one interpreter; without, each is a fresh one.
    """

    suite: Path
    reference: Path | None
    module: str
    rules: Rules
    limits: Limits
    seed: int
    zygote: bool
    layers: tuple[Layer, ...]
    clock: Clock
    exercises: tuple[Exercise, ...] = ()
    variants: tuple[Variant, ...] = ()
    strategies: Path | None = None
    given: str = ""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """Judge this source on inputs drawn from this seed; the rest is as in ``JudgePlugin.judge``."""

    source: str
    seed: int
    transcribe: bool = False
    look_again: bool = False
    cases: tuple[str, ...] | None = None
    until_fault: bool = False
    seek: tuple[str, ...] = ()


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """The suite is collected; these are its cases."""

    cases: tuple[Case, ...]


def run_judge(connection: Connection, spec: JudgeSpec) -> None:
    """Serve as a judge until the other end closes; a GraderError is sent there in place of an answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C ends the run, and the run its judges
    os.dup2(2, 1)  # what a suite prints is no output of the command
    limit_memory(max(_MEMORY_MIB, 2 * spec.limits.memory_mib))
    try:
        launcher = open_launcher(spec)
    except GraderError as error:
        connection.send(error)
        return
    bench = Bench(launcher, spec.module, spec.rules, spec.limits, spec.clock, given=spec.given)
    diagnostician = Diagnostician(spec.exercises, spec.variants)
    seeker = None if spec.strategies is None else Seeker(spec.strategies, spec.module)
    plugin = JudgePlugin(bench, spec.reference, _serving(connection), diagnostician, seeker)
    try:
        collect_and_serve(spec.suite, plugin, given=spec.given)
    except GraderError as error:
        connection.send(error)
    except Exception as error:  # noqa: BLE001  whatever it is, the run must hear of it
        connection.send(JudgeError(f"the judge failed: {type(error).__name__}: {error}"))
    finally:
        launcher.close()


def open_launcher(spec: JudgeSpec) -> Launcher:
    """Start what starts the workers of a judge."""
    settings = WorkerSettings(
        memory_mib=spec.limits.memory_mib,
        cpu_seconds=int(spec.limits.submission_seconds) + 1,
        seed=spec.seed,
        layers=spec.layers,
    )
    return Zygote(settings) if spec.zygote else Direct(settings)


def _serving(connection: Connection) -> Callable[[JudgePlugin], None]:
    def serve(plugin: JudgePlugin) -> None:
        connection.send(Ready(cases=plugin.cases))
        while True:
            try:
                ask: Any = connection.recv()
            except EOFError:
                return
            wanted = {name: getattr(ask, name) for name in Ask.__struct_fields__ if name != "source"}
            connection.send(plugin.judge(ask.source, **wanted))

    return serve


def supported() -> bool:
    """Tell whether this platform can grade with forked workers."""
    return sys.platform.startswith("linux")
