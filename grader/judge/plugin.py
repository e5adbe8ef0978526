"""The pytest plugin of a judge: collects a suite once, then runs its cases for one submission after the other.

pytest stays the runner, so fixtures, parametrize, marks and classes behave as written; what it does not do here is
start anew, report in prose, or look for plugins.
"""

import importlib.util
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest

from grader.errors import CourseError
from grader.judge.alarm import CaseTimeoutError, deadline
from grader.judge.bench import Bench
from grader.judge.handle import Handle
from grader.judge.outcomes import outcome_of
from grader.judge.transcript import Transcript
from grader.testing.marks import MARKS, describe
from grader.testing.memory import sharing
from grader.testing.randomness import case_rng
from grader.verdict import Case, Outcome, Verdict

_GRACE_SECONDS = 1.0
_UNNEEDED = (
    *("terminal", "cacheprovider", "logging", "faulthandler", "threadexception", "unraisableexception"),
    *("doctest", "junitxml", "pastebin", "stepwise", "debugging", "setuponly", "setupplan"),
)


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one submission: why it was rejected, or its verdicts in the suite's order.

    ``transcripts`` gives for each case a digest of what was asked and answered, where that was wanted.
    """

    rejection: str | None
    verdicts: tuple[Verdict, ...]
    printed: str
    transcripts: dict[str, str]


Serve = Callable[["JudgePlugin"], None]


class JudgePlugin:
    """Holds the collected suite; ``serve`` is called once with it, and asks for judgements."""

    def __init__(self, bench: Bench, reference: Path | None, case_seconds: float, serve: Serve) -> None:
        self.cases: tuple[Case, ...] = ()
        self._bench = bench
        self._reference_path = reference
        self._reference: types.ModuleType | None = None
        self._seed = 0
        self._case_seconds = case_seconds
        self._serve = serve
        self._folder = Path()
        self._items: list[pytest.Item] = []
        self._case = Case(id="", exercise="")
        self._error: BaseException | None = None
        self._cut_short = False
        self._transcript: Transcript | None = None

    def judge(
        self,
        source: str,
        *,
        seed: int,
        transcribe: bool = False,
        cases: Sequence[str] | None = None,
        until_fault: bool = False,
    ) -> Judgement:
        """Run cases on this submission, on inputs drawn from this seed.

        They are all cases in the suite's order, or those in ``cases`` in the order there; ``until_fault`` ends
        with the first that does not pass.
        """
        self._seed = seed
        rejection = self._bench.take(source)
        transcripts: dict[str, str] = {}
        verdicts = []
        try:
            if rejection is None:
                for verdict in self._verdicts(self._chosen(cases), transcribe=transcribe, until_fault=until_fault):
                    verdicts.append(verdict)
                    if self._transcript is not None:
                        transcripts[verdict.case] = self._transcript.digest()
        finally:
            self._bench.leave()
        printed = "" if rejection is not None else self._bench.printed
        return Judgement(rejection=rejection, verdicts=tuple(verdicts), printed=printed, transcripts=transcripts)

    def _chosen(self, cases: Sequence[str] | None) -> list[tuple[Case, pytest.Item]]:
        pairs = list(zip(self.cases, self._items, strict=True))
        if cases is None:
            return pairs
        named = {case.id: (case, item) for case, item in pairs}
        return [named[case] for case in cases]

    def _verdicts(
        self, chosen: list[tuple[Case, pytest.Item]], *, transcribe: bool, until_fault: bool
    ) -> Iterator[Verdict]:
        forbidden = self._bench.forbidden
        # Of those that run, so that pytest takes down what the next one does not need.
        running = [item for case, item in chosen if case.exercise not in forbidden]
        following = iter([*running[1:], None])
        next_item = None
        for case, item in chosen:
            self._transcript = Transcript() if transcribe else None
            if case.exercise in forbidden:
                verdict = Verdict(case=case.id, outcome=Outcome.FORBIDDEN, message=forbidden[case.exercise])
            else:
                next_item = next(following)
                verdict = self._run(case, item, next_item)
            yield verdict
            if until_fault and verdict.outcome is not Outcome.PASSED:
                if next_item is not None:  # it never comes, and some of its fixtures are up
                    item.config.hook.pytest_runtest_teardown(item=item, nextitem=None)
                return

    def _run(self, case: Case, item: pytest.Item, next_item: pytest.Item | None) -> Verdict:
        self._case = case
        self._error = None
        self._cut_short = False
        for cached in ("_instance", "_obj"):  # pytest makes a new instance of a test's class for a new item only
            vars(item).pop(cached, None)
        token = sharing.set(self._bench.shares_memory)
        try:
            with deadline(self._case_seconds + _GRACE_SECONDS):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=next_item)
        except CaseTimeoutError as error:  # in pytest's own code, between the phases of a case
            self._keep(error)
        finally:
            sharing.reset(token)
        unimplemented = self._bench.unimplemented()
        stopped = self._bench.stopped()
        if self._cut_short:
            self._bench.interrupt()
            _forget_fixtures(item)
        outcome, message = outcome_of(self._error, stopped)
        if unimplemented and outcome in {Outcome.PASSED, Outcome.FAILED}:
            # Caught by the suite as the RuntimeError that it is; what is untouched earns nothing all the same.
            outcome, message = Outcome.NOT_IMPLEMENTED, f"{unimplemented}: not implemented yet"
        return Verdict(case=case.id, outcome=outcome, message=message)

    def _keep(self, error: BaseException) -> None:
        if self._error is None:
            self._error = error
        self._cut_short |= not isinstance(error, (Exception, pytest.fail.Exception, pytest.skip.Exception))

    @pytest.fixture
    def student(self) -> Handle:
        """Give the student's module, behind the wire."""
        return self._bench.student(self._case.exercise, None if self._transcript is None else self._transcript.record)

    @pytest.fixture
    def reference(self) -> types.ModuleType:
        """Give the solution."""
        if self._reference is None:
            raise CourseError("reference", "a public suite has none; compare with numbers instead")
        return self._reference

    @pytest.fixture
    def rng(self) -> np.random.Generator:
        """Give a generator of this case's own."""
        return case_rng(self._seed, self._case.id)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Declare the marks of a suite."""
        self._folder = config.rootpath
        for mark in MARKS:
            config.addinivalue_line("markers", mark)
        if self._reference_path is not None:
            self._reference = load_module(self._reference_path)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Stop at a suite that cannot be collected."""
        if report.failed:
            raise CourseError(self._folder / report.nodeid, f"cannot be collected; mend it:\n{report.longreprtext}")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Take down the cases, before any student's code exists."""
        self._items = session.items
        self.cases = tuple(describe(item) for item in session.items)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Serve instead of running the suite once."""
        del session
        self._serve(self)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Keep the first exception of a case; write no traceback, which costs more than the case."""
        if call.excinfo is not None:
            self._keep(call.excinfo.value)
        return pytest.TestReport(
            nodeid=item.nodeid,
            location=item.location,
            keywords={},
            outcome="passed" if call.excinfo is None else "failed",
            longrepr=None,
            when=call.when,  # type: ignore[arg-type]  # a test is never in the phase "collect"
        )


def collect_and_serve(suite: Path, plugin: JudgePlugin) -> None:
    """Collect the suite with the plugin and let it serve; CourseError where the suite is wrong."""
    raised: list[BaseException] = []
    arguments = [
        *(f"-pno:{name}" for name in _UNNEEDED),
        "--disable-plugin-autoload",
        "--import-mode=importlib",
        "--capture=no",
        "--assert=plain",  # its explanations call repr on whatever a student returned
        "--noconftest",
        "--strict-markers",
        f"--rootdir={suite.parent}",
        "--config-file=/dev/null",
        str(suite),
    ]
    code = pytest.main(arguments, plugins=[plugin, _Keeper(raised)])
    if raised:
        raise raised[0]
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise CourseError(suite, f"pytest ended with {code!r}; run plain pytest on it to see why")


class _Keeper:
    """Keeps the exception that pytest would only print."""

    def __init__(self, raised: list[BaseException]) -> None:
        self._raised = raised

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        self._raised.append(excinfo.value)
        return True


def _forget_fixtures(item: pytest.Item) -> None:
    """Let every fixture of a case be made anew: pytest does not clean up after what is no Exception."""
    if isinstance(item, pytest.Function):
        for definitions in item._fixtureinfo.name2fixturedefs.values():  # noqa: SLF001  pytest has no other way
            for definition in definitions:
                definition.cached_result = None
                definition._finalizers.clear()  # noqa: SLF001  as above


def load_module(path: Path) -> types.ModuleType:
    """Import a solution from its file; CourseError where that fails."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise CourseError(path, "this is no Python file; name it .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise CourseError(path, f"importing it raised {type(error).__name__}: {error}; mend it") from error
    return module
