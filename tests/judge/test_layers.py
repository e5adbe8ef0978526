"""Each layer of the full tier is there for something: take it away, and what it alone refuses succeeds."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.course.manifest import Limits
from grader.judge.process import WorkerSettings, Zygote, probe
from grader.judge.worker import Worker
from grader.sandbox import Tier, choose
from grader.worker import identity, landlock, namespaces
from grader.worker.layers import Layer

SOURCE = """
import os
def attempt(text):
    exec(text, {"os": os})
"""
LIMITS = Limits(load_seconds=30, call_seconds=30, case_seconds=30, submission_seconds=60)
FORK = "if os.fork() == 0: os._exit(0)"
KNOW = f"os.stat({str(Path(__file__))!r})"
READ = "open('/etc/passwd').close()"

WORKING = probe() if sys.platform.startswith("linux") else {}
ALL = tuple(layer for layer in Layer if WORKING.get(layer) and layer is not Layer.IDENTITY)

pytestmark = pytest.mark.skipif(
    not all(WORKING.get(layer) for layer in (Layer.NAMESPACES, Layer.LANDLOCK, Layer.SECCOMP)),
    reason="this machine cannot form the full tier",
)


class Attempts:
    """Runs statements in workers with some layers."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self._zygote = Zygote(WorkerSettings(memory_mib=2048, cpu_seconds=60, seed=3, layers=layers))
        self._worker = Worker(self._zygote, LIMITS, time.monotonic)
        self._worker.compile(SOURCE, "submission.py")
        self._student: Any = self._worker.execute("submission")

    def succeeds(self, statement: str) -> bool:
        """Tell whether it was done or refused."""
        try:
            self._student.attempt(statement)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End worker and zygote."""
        self._worker.close()
        self._zygote.close()


@pytest.fixture(scope="module")
def confined() -> Iterator[Attempts]:
    """Give a worker with every layer."""
    attempts = Attempts(ALL)
    yield attempts
    attempts.close()


def without(*layers: Layer) -> tuple[Layer, ...]:
    """Return the full tier without these."""
    return tuple(layer for layer in ALL if layer not in layers)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give itself up")
def test_root_that_is_given_up_can_still_do_its_work() -> None:
    """Wherever the interpreter lies: what a worker needs once it is nobody is open to nobody, in bubblewrap, too."""
    attempts = Attempts((Layer.IDENTITY, *ALL))
    try:
        assert attempts.succeeds("assert os.getuid() == 65534")
    finally:
        attempts.close()


@pytest.mark.parametrize("statement", [FORK, KNOW, READ])
def test_the_full_tier_refuses(confined: Attempts, statement: str) -> None:
    """Processes, foreign files, and with bubblewrap even the knowledge that a file is there."""
    if statement == KNOW and Layer.BUBBLEWRAP not in ALL:
        pytest.skip("bubblewrap does not work here")
    assert not confined.succeeds(statement)


@pytest.mark.parametrize(
    ("missing", "statement"),
    [
        ((Layer.SECCOMP,), FORK),
        ((Layer.BUBBLEWRAP,), KNOW),
        # Without Landlock seccomp takes files away altogether: it is needed where seccomp lets files through.
        ((Layer.BUBBLEWRAP, Layer.LANDLOCK, Layer.SECCOMP), READ),
    ],
)
def test_without_a_layer_it_succeeds(missing: tuple[Layer, ...], statement: str) -> None:
    """Nothing else stands there."""
    attempts = Attempts(without(*missing))
    try:
        assert attempts.succeeds(statement)
    finally:
        attempts.close()


def test_landlock_alone_keeps_files_where_seccomp_has_a_hole() -> None:
    """With neither seccomp nor bubblewrap the same file cannot be read."""
    attempts = Attempts(without(Layer.BUBBLEWRAP, Layer.SECCOMP))
    try:
        assert not attempts.succeeds(READ)
    finally:
        attempts.close()


def test_without_landlock_no_file_can_be_opened_at_all() -> None:
    """What is lost is honest imports, not safety."""
    attempts = Attempts(without(Layer.LANDLOCK))
    try:
        assert not attempts.succeeds("open(os.__file__).close()")
    finally:
        attempts.close()


@pytest.mark.parametrize("layer", [landlock, namespaces, identity])
def test_a_layer_behind_another_says_what_it_backs_up(layer: Any) -> None:
    """Where nothing succeeds without it, its docstring says whose weakness it is for."""
    assert any(words in layer.__doc__ for words in ("backs up", "stands behind"))


def test_the_strongest_tier_takes_what_works() -> None:
    """Bubblewrap is in the full tier wherever it works, and in none below that has namespaces."""
    assert (Layer.BUBBLEWRAP in choose(WORKING, Tier.FULL).layers) is WORKING[Layer.BUBBLEWRAP]
    assert Layer.BUBBLEWRAP not in choose(WORKING, Tier.KERNEL).layers
