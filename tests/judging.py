"""A judge in the test's own process, and its fixture: a suite from text, judged on sources, as verdicts."""

import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import msgspec
import pytest

from grader.course.manifest import Exercise, Limits
from grader.judge.bench import Bench
from grader.judge.collecting import collect_and_serve
from grader.judge.counterexample import Seeker
from grader.judge.diagnosis import Variant
from grader.judge.plugin import Judgement, JudgePlugin
from grader.judge.process import Launcher, WorkerSettings, Zygote
from grader.judge.second_look import Diagnostician
from grader.judge.worker import Rules
from grader.verdict import NOTHING_USED, Verdict

MODULE = "small"
SEED = 5
DOUBLE = "def f(x):\n    return x * 2\n"
PATIENT = Limits(load_seconds=30.0, call_seconds=30.0, case_seconds=30.0, submission_seconds=60.0)

PREAMBLE = """\
import numpy as np
import pytest

from grader.testing import assert_close, exercise

pytestmark = pytest.mark.exercise("f")
"""


def start_zygote() -> Zygote:
    """Start what forks unconfined workers, which every machine has."""
    return Zygote(WorkerSettings(memory_mib=2048, cpu_seconds=60, seed=SEED, layers=()))


class Bailiff:
    """Judges in this process, with one zygote for all."""

    def __init__(self, folder: Path, launcher: Launcher) -> None:
        self.folder = folder
        self.launcher = launcher

    def serve(
        self,
        suite: str,
        serve: Callable[[JudgePlugin], None],
        *,
        limits: Limits = PATIENT,
        reference: str | None = None,
        rules: Rules = MappingProxyType({}),
        given: str = "",
        diagnostician: Diagnostician | None = None,
        strategies: str = "",
    ) -> None:
        """Collect a suite of exercise ``f`` and hand its plugin over."""
        path = self.folder / "test_hidden.py"
        path.write_text(PREAMBLE + suite)
        solution = self.folder / f"{MODULE}.py"
        if reference is not None:
            solution.write_text(reference)
        bench = Bench(self.launcher, MODULE, rules, limits, time.monotonic, given=given)
        seeker = None
        if strategies:
            (self.folder / "strategies.py").write_text(strategies)
            seeker = Seeker(self.folder / "strategies.py", MODULE)
        plugin = JudgePlugin(bench, solution if reference is not None else None, serve, diagnostician, seeker)
        with _as_in_a_process_of_its_own():
            collect_and_serve(path, plugin, given=given)

    def judge(
        self,
        suite: str,
        *sources: str,
        limits: Limits = PATIENT,
        reference: str | None = None,
        rules: Rules = MappingProxyType({}),
        given: str = "",
    ) -> list[Judgement]:
        """Judge sources one after the other with one collected suite."""
        judgements: list[Judgement] = []

        def serve(plugin: JudgePlugin) -> None:
            for source in sources:
                judgement = plugin.judge(source, seed=SEED, transcribe=True)
                # What it took is no part of what was found: nobody is judged twice in the same time.
                judgements.append(msgspec.structs.replace(judgement, used=NOTHING_USED))

        self.serve(suite, serve, limits=limits, reference=reference, rules=rules, given=given)
        return judgements

    def verdicts(self, suite: str, source: str = "", **options: object) -> dict[str, Verdict]:
        """Judge one source and return its verdicts by case."""
        (judgement,) = self.judge(suite, source, **options)  # type: ignore[arg-type]  # passed on by name
        assert judgement.rejection is None
        return {verdict.case: verdict for verdict in judgement.verdicts}

    def look(
        self,
        suite: str,
        *sources: str,
        reference: str,
        exercises: Sequence[Exercise],
        variants: Iterable[Variant] = (),
        limits: Limits = PATIENT,
        strategies: str = "",
    ) -> list[Judgement]:
        """Judge sources one after the other, and look again at what did not pass."""
        judgements: list[Judgement] = []

        def serve(plugin: JudgePlugin) -> None:
            judgements.extend(plugin.judge(source, seed=SEED, look_again=True) for source in sources)

        diagnostician = Diagnostician(exercises, variants)
        self.serve(suite, serve, reference=reference, limits=limits, diagnostician=diagnostician, strategies=strategies)
        return judgements

    def said(self, suite: str, source: str = "", **options: object) -> tuple[str, str]:
        """Judge one source with a suite of one case and return the outcome and the message."""
        (verdict,) = self.verdicts(suite, source, **options).values()
        return str(verdict.outcome), verdict.message


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    """Start one zygote for all."""
    zygote = start_zygote()
    yield zygote
    zygote.close()


@pytest.fixture
def bailiff(tmp_path: Path, launcher: Launcher) -> Bailiff:
    """Judge in a folder of the test's own."""
    return Bailiff(tmp_path, launcher)


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """Return a source with these changes in it, each of which has one place."""
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def quick(**seconds: float) -> Limits:
    """Return limits that are patient but for those given."""
    return msgspec.structs.replace(PATIENT, **seconds)


@contextmanager
def _as_in_a_process_of_its_own() -> Iterator[None]:
    modules, path = dict(sys.modules), list(sys.path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            yield
    finally:
        for name in set(sys.modules) - set(modules):
            if name in {MODULE, "test_hidden"}:
                del sys.modules[name]
        sys.path[:] = path
