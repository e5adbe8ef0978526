"""The pytest plugin of a judge: holds a collected suite, and runs its cases for one submission after the other.

pytest stays the runner, so fixtures, parametrize, marks and classes behave as written; what it does not do here is
start anew, or report in prose.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest

from grader.errors import CourseError
from grader.judge.alarm import deadline
from grader.judge.bench import Bench
from grader.judge.counterexample import Seeker
from grader.judge.handle import Handle
from grader.judge.outcomes import outcome_of
from grader.judge.recording import Recording
from grader.judge.reference import load_reference
from grader.judge.remembered import RememberedModule
from grader.judge.running import ProtocolRun, Run, Slot, plain_run, runs_of
from grader.judge.second_look import Diagnostician, Looker, Recorded, SecondLook, is_over
from grader.judge.transcript import Transcript
from grader.judge.worker import Recorder
from grader.testing.marks import MARKS, describe
from grader.testing.memory import sharing
from grader.testing.randomness import case_rng
from grader.verdict import NOTHING_USED, Case, Outcome, Usage, Verdict

_GRACE_SECONDS = 1.0


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one submission: why it was rejected, or its verdicts in the suite's order.

    ``transcripts`` gives for each case a digest of what was asked and answered, where that was wanted; ``looks`` what
    a second look at the exercises that did not pass has found, likewise; ``used`` what all that has taken.
    """

    rejection: str | None
    verdicts: tuple[Verdict, ...]
    printed: str
    transcripts: dict[str, str]
    looks: tuple[SecondLook, ...] = ()
    used: Usage = NOTHING_USED


Serve = Callable[["JudgePlugin"], None]


class JudgePlugin:
    """Holds the collected suite; ``serve`` is called once with it, and asks for judgements."""

    def __init__(
        self,
        bench: Bench,
        reference: Path | None,
        serve: Serve,
        diagnostician: Diagnostician | None = None,
        seeker: Seeker | None = None,
    ) -> None:
        self.cases: tuple[Case, ...] = ()
        self._bench = bench
        self._reference_path = reference
        self._reference: RememberedModule | None = None
        self._seed = 0
        self._serve = serve
        self._folder = Path()
        self._slots: dict[str, Slot] = {}
        self._last: ProtocolRun | None = None
        self._case = Case(id="", exercise="")
        self._error: BaseException | None = None
        self._cut_short = False
        self._recorder: Recorder | None = None
        self._diagnostician = diagnostician or Diagnostician((), ())
        self._seeker = seeker
        self._looker: Looker | None = None

    def judge(
        self,
        source: str,
        *,
        seed: int,
        transcribe: bool = False,
        look_again: bool = False,
        cases: Sequence[str] | None = None,
        until_fault: bool = False,
        seek: Sequence[str] = (),
    ) -> Judgement:
        """Run cases on this submission, on inputs drawn from this seed.

        They are all cases in the suite's order, or those in ``cases`` in the order there; ``until_fault`` ends
        with the first that does not pass. A counterexample is sought for each of the exercises in ``seek``, besides.
        """
        self._seed = seed
        rejection = self._bench.take(source)
        transcripts: dict[str, str] = {}
        verdicts = []
        try:
            if rejection is None:
                for verdict in self._verdicts(self._chosen(cases), transcribe=transcribe):
                    verdicts.append(verdict)
                    if isinstance(self._recorder, Transcript):
                        transcripts[verdict.case] = self._recorder.digest()
                    if until_fault and verdict.outcome is not Outcome.PASSED:
                        break
            looks: tuple[SecondLook, ...] = ()
            if rejection is None and self._looker is not None:
                looks = self._looker.look(verdicts, self._record) if look_again else ()
                looks += tuple(SecondLook(exercise=name, counterexample=self._looker.seek(name)) for name in seek)
        finally:
            self._take_down()
            self._bench.leave()
        return Judgement(
            rejection=rejection,
            verdicts=tuple(verdicts),
            printed="" if rejection is not None else self._bench.printed,
            transcripts=transcripts,
            looks=looks,
            used=self._bench.used,
        )

    def _chosen(self, cases: Sequence[str] | None) -> list[Slot]:
        return list(self._slots.values()) if cases is None else [self._slots[case] for case in cases]

    def _verdicts(self, chosen: Sequence[Slot], *, transcribe: bool) -> Iterator[Verdict]:
        forbidden = self._bench.forbidden
        runs = runs_of([slot for slot in chosen if slot.case.exercise not in forbidden])
        for slot in chosen:
            self._recorder = Transcript() if transcribe else None
            if slot.case.exercise in forbidden:
                message = forbidden[slot.case.exercise]
                yield Verdict(case=slot.case.id, outcome=Outcome.FORBIDDEN, message=message)
            else:
                yield self._run(slot.case, next(runs))

    def _record(self, exercise: str) -> Recorded:
        """Run the cases of one exercise, keeping every call; stop where one hangs or ends its process."""
        mine = [slot for slot in self._slots.values() if slot.case.exercise == exercise]
        verdicts: list[Verdict] = []
        recordings: list[Recording] = []
        module = None
        for slot, run in zip(mine, runs_of(mine), strict=True):
            recording = self._recorder = Recording()
            verdicts.append(self._run(slot.case, run))
            recording.passed = verdicts[-1].outcome is Outcome.PASSED
            if is_over(verdicts[-1]):
                break
            recordings.append(recording)
            module = module if self._bench.module is None else self._bench.module
        self._take_down()
        return Recorded(tuple(verdicts), recordings, module)

    def _take_down(self) -> None:
        """Take down what pytest has set up for a case that will not be run."""
        if self._last is not None:
            self._last.take_down()
            self._last = None

    def _run(self, case: Case, run: Run) -> Verdict:
        self._case = case
        self._error = None
        self._cut_short = False
        if isinstance(run, ProtocolRun):
            self._last = run
        token = sharing.set(self._bench.shares_memory)
        try:
            with deadline(self._bench.case_seconds + _GRACE_SECONDS):
                run.call()
        except pytest.exit.Exception:
            raise  # no case's end but pytest's own, and an author's fault
        except BaseException as error:  # noqa: BLE001  of a plain case any; of pytest a deadline between a case's phases
            self._keep(error)
        finally:
            sharing.reset(token)
        self._bench.undo_changes()
        unimplemented = self._bench.unimplemented()
        stopped = self._bench.stopped()
        if self._cut_short:
            self._bench.interrupt()
            run.forget()
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
        return self._give_student()

    @pytest.fixture
    def reference(self) -> RememberedModule:
        """Give the solution."""
        return self._give_reference()

    @pytest.fixture
    def rng(self) -> np.random.Generator:
        """Give a generator of this case's own."""
        return self._give_rng()

    def _give_student(self) -> Handle:
        return self._bench.student(self._case.exercise, self._recorder)

    def _give_reference(self) -> RememberedModule:
        if self._reference is None:
            raise CourseError("reference", "a public suite has none; compare with numbers instead")
        return self._reference

    def _give_rng(self) -> np.random.Generator:
        return case_rng(self._seed, self._case.id)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Declare the marks of a suite."""
        self._folder = config.rootpath
        for mark in MARKS:
            config.addinivalue_line("markers", mark)
        if self._reference_path is not None:
            self._reference = RememberedModule(load_reference(self._reference_path))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Stop at a suite that cannot be collected."""
        if report.failed:
            raise CourseError(self._folder / report.nodeid, f"cannot be collected; mend it:\n{report.longreprtext}")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Take down the cases, before any student's code exists."""
        fixtures = {"student": self._give_student, "reference": self._give_reference, "rng": self._give_rng}
        slots = [Slot(describe(item), item, plain_run(item, self, fixtures)) for item in session.items]
        self._slots = {slot.case.id: slot for slot in slots}
        self.cases = tuple(slot.case for slot in slots)
        if self._reference is not None:
            self._looker = Looker(self._bench, self._reference, self.cases, self._diagnostician, self._seeker)

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
