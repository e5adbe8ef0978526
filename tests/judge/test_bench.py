"""The bench: a submission's workers one after the other, and its time."""

import time
from collections.abc import Iterator
from typing import Literal

import msgspec
import pytest
from judging import MODULE, PATIENT, quick

from grader.course.manifest import Limits
from grader.judge.bench import Bench, NoModuleError
from grader.judge.process import Launcher
from grader.judge.worker import WorkerStoppedError
from grader.verdict import Outcome
from grader.wire import UnsendableError

Isolate = Literal["submission", "exercise", "case"]

COUNTS = "calls = 0\ndef f():\n    global calls\n    calls += 1\n    return calls\n"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Let time pass only where a test says so."""
    return Clock()


@pytest.fixture
def bench(launcher: Launcher, clock: Clock) -> Iterator[Bench]:
    """Sit down at a bench and leave it."""
    bench = Bench(launcher, MODULE, {}, PATIENT, clock)
    yield bench
    bench.leave()


def no_module(bench: Bench) -> NoModuleError:
    """Ask for the student's module where there is none."""
    with pytest.raises(NoModuleError) as caught:
        bench.student("f", None)
    return caught.value


@pytest.mark.parametrize(
    ("isolate", "counted"), [("submission", [1, 2, 3, 4]), ("exercise", [1, 2, 1, 1]), ("case", [1, 1, 1, 1])]
)
def test_a_worker_serves_what_it_may_and_no_more(launcher: Launcher, isolate: Isolate, counted: list[int]) -> None:
    """What the code keeps from call to call is gone with its worker."""
    limits = msgspec.structs.replace(PATIENT, isolate=isolate)
    bench = Bench(launcher, MODULE, {}, limits, time.monotonic)
    assert bench.take(COUNTS) is None
    assert [bench.student(exercise, None).f() for exercise in ("e", "e", "g", "e")] == counted
    bench.leave()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("x = 1\ndef f(:\n", "line 2 of small.py is not valid Python (syntax error): invalid syntax"),
        ("if x:\ny = 1\n", "line 2 of small.py is not valid Python (the indentation is wrong): "),
        ("if x:\n\ty = 1\n        z = 1\n", "line 3 of small.py is not valid Python (tabs and spaces are mixed): "),
        ("-" * 200_000 + "1", "small.py could not be read as Python: "),
    ],
)
def test_what_is_no_python_is_refused_in_a_sentence(bench: Bench, source: str, sentence: str) -> None:
    """The sentence has the line and the kind of mistake."""
    found = bench.take(source)
    assert found is not None
    assert found.startswith(sentence)


def test_source_that_takes_too_long_to_read_is_refused(launcher: Launcher) -> None:
    """A compiler that does not end costs the submission, not the judge."""
    bench = Bench(launcher, MODULE, {}, quick(load_seconds=1e-9), time.monotonic)
    assert bench.take("x = 1") == "small.py could not be read as Python: took longer than 1e-09 seconds"


def test_our_own_fault_is_raised_and_not_a_rejection(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a student's exception makes a rejection."""

    def refuse(*_: object) -> None:
        raise UnsendableError("too large")

    monkeypatch.setattr("grader.judge.worker.Worker.compile", refuse)
    with pytest.raises(UnsendableError):
        bench.take("x = 1")


def test_cases_share_a_worker(bench: Bench) -> None:
    """As in one process, the module keeps its state from case to case."""
    assert bench.take(COUNTS) is None
    assert [bench.student("f", None).f() for _ in range(2)] == [1, 2]
    assert bench.stopped() is None


def test_a_submission_has_a_worker_of_its_own(bench: Bench) -> None:
    """The same source taken twice begins anew."""
    for _ in range(2):
        assert bench.take(COUNTS) is None
        assert bench.student("f", None).f() == 1
        bench.leave()


def test_a_worker_that_died_is_replaced(bench: Bench) -> None:
    """The reason is told once, and the next case begins with a fresh module."""
    assert bench.take(COUNTS + "def die():\n    import os\n    os._exit(7)\n") is None
    student = bench.student("f", None)
    assert student.f() == 1
    with pytest.raises(WorkerStoppedError):
        student.die()
    stopped = bench.stopped()
    assert stopped is not None
    assert (stopped.outcome, stopped.message) == (Outcome.KILLED, "the code ended its own process (exit code 7)")
    assert bench.stopped() is None
    assert bench.student("f", None).f() == 1


def test_an_interrupted_worker_is_replaced(bench: Bench) -> None:
    """A conversation that was cut short is not gone on with."""
    assert bench.take(COUNTS) is None
    assert bench.student("f", None).f() == 1
    bench.interrupt()
    assert bench.student("f", None).f() == 1


def test_a_module_that_cannot_be_imported_is_no_module(bench: Bench) -> None:
    """Every case hears what importing it raised; it is imported once."""
    assert bench.take("raise LookupError('gone')\n") is None
    for _ in range(2):
        error = no_module(bench)
        assert (str(error), error.importing) == ("gone", "small.py")
        assert isinstance(error.cause, LookupError)


@pytest.mark.parametrize("source", ["1 / 0", "def f(:"])
def test_a_module_that_cannot_be_imported_again_is_no_module(bench: Bench, source: str) -> None:
    """A submission that works only the first time fails the cases after that."""
    assert bench.take(COUNTS) is None
    bench.interrupt()
    bench._source = source
    assert no_module(bench).importing == "small.py"


def test_a_submission_that_hangs_at_import_has_hung(launcher: Launcher) -> None:
    """The time for importing is spent once, and told at every case."""
    bench = Bench(launcher, MODULE, {}, quick(load_seconds=0.3), time.monotonic)
    assert bench.take("while True: pass") is None
    for _ in range(2):
        cause = no_module(bench).cause
        assert isinstance(cause, WorkerStoppedError)
        assert (cause.outcome, cause.message) == (Outcome.TIMED_OUT, "took longer than 0.3 seconds")
        bench.stopped()


def test_the_time_of_a_submission_is_bounded(bench: Bench, clock: Clock) -> None:
    """Once it is used up, no case gets a module; the next submission has its own time."""
    assert bench.take(COUNTS) is None
    clock.now += PATIENT.submission_seconds
    cause = no_module(bench).cause
    assert isinstance(cause, WorkerStoppedError)
    assert (cause.outcome, cause.message) == (
        Outcome.TIMED_OUT,
        "the 60 seconds for the whole submission are used up",
    )
    bench.leave()
    assert bench.take(COUNTS) is None
    assert bench.student("f", None).f() == 1


def test_the_time_of_a_case_is_within_that_of_its_submission(bench: Bench, clock: Clock) -> None:
    """Near the end a case has what is left."""
    assert bench.take(COUNTS) is None
    bench.student("f", None)
    assert bench._seat is not None
    assert bench._seat.worker.case_deadline == clock.now + PATIENT.case_seconds
    clock.now = PATIENT.submission_seconds - 1
    bench.student("f", None)
    assert bench._seat.worker.case_deadline == PATIENT.submission_seconds


def test_what_was_printed_is_that_of_all_its_workers(bench: Bench) -> None:
    """Output survives the worker that wrote it, and not the submission."""
    assert bench.take("print('loaded')\ndef f():\n    print('called')\n") is None
    bench.student("f", None).f()
    bench.interrupt()
    bench.student("f", None)
    bench.leave()
    assert bench.printed == "loaded\ncalled\nloaded\n"
    assert bench.take("x = 1") is None
    assert bench.printed == ""


def test_output_beyond_the_limit_is_dropped(launcher: Launcher) -> None:
    """A noisy submission goes on, and fills no memory."""
    limits = Limits(load_seconds=30, call_seconds=30, case_seconds=30, submission_seconds=60, output_kib=1)
    bench = Bench(launcher, MODULE, {}, limits, time.monotonic)
    assert bench.take("print('x' * 500_000)\ndef f(): return 1\n") is None
    assert bench.student("f", None).f() == 1
    bench.leave()
    assert bench.printed == "x" * 1024


RULES = {"f": (("numpy.linalg",), ("f",)), "g": ((), ("g",))}
FORBIDDEN = "import numpy as np\ndef f():\n    return np.linalg.norm([3.0])\ndef g():\n    return {}\n"


def test_what_an_exercise_forbids_is_read_from_the_source(launcher: Launcher) -> None:
    """The exercise that uses it is named, before anything runs, and the next submission is read anew."""
    bench = Bench(launcher, MODULE, RULES, PATIENT, time.monotonic)
    assert bench.take(FORBIDDEN.format("np.linalg.norm([4.0])")) is None
    assert list(bench.forbidden) == ["f"]
    assert bench.student("g", None).g() == 4
    bench.leave()
    assert bench.take(COUNTS) is None
    assert bench.forbidden == {}
    bench.leave()


def test_what_is_forbidden_is_so_while_its_exercise_is_judged(launcher: Launcher) -> None:
    """A use that the source hides is stumbled over, and another exercise may do the same."""
    bench = Bench(launcher, MODULE, {"f": (("numpy.linalg.norm",), ("f",))}, PATIENT, time.monotonic)
    hidden = "import numpy\ndef f():\n    return getattr(numpy.linalg, 'no' + 'rm')([3.0])\n"
    assert bench.take(hidden) is None
    assert bench.forbidden == {}
    with pytest.raises(Exception, match=r"numpy\.linalg\.norm"):
        bench.student("f", None).f()
    assert bench.student("g", None).f() == 3
    bench.leave()


def test_nothing_shares_memory_where_there_is_no_worker(bench: Bench) -> None:
    """The question may be asked after the worker has gone."""
    assert bench.take("x = 1") is None
    bench.leave()
    assert not bench.shares_memory([], [])


LENDS = "def f():\n    return 'own'\ndef g():\n    return f()\n"


def test_what_is_lent_stands_in_a_fresh_module(bench: Bench) -> None:
    """For the submission's own code and for the suite; the module of before is gone with its state."""
    assert bench.take(COUNTS + "def g():\n    return f()\n") is None
    assert bench.student("f", None).f() == 1
    before = bench.module
    bench.lend({"f": lambda: "lent"})
    assert bench.module is None
    student = bench.student("f", None)
    assert (student.f(), student.g()) == ("lent", "lent")
    assert student is bench.module is not before


def test_what_is_lent_is_lent_again_after_a_death(bench: Bench) -> None:
    """A fresh worker for the next case has it as well."""
    assert bench.take(LENDS) is None
    bench.lend({"f": lambda: "lent"})
    assert bench.student("f", None).g() == "lent"
    bench.interrupt()
    assert bench.student("f", None).g() == "lent"


@pytest.mark.parametrize("end", ["leave", "lend nothing"])
def test_what_was_lent_is_gone_afterwards(bench: Bench, end: str) -> None:
    """With the submission, or where something else is lent."""
    assert bench.take(LENDS) is None
    bench.lend({"f": lambda: "lent"})
    assert bench.student("f", None).g() == "lent"
    if end == "leave":
        bench.leave()
        assert bench.take(LENDS) is None
    else:
        bench.lend({})
    assert bench.student("f", None).g() == "own"


def test_where_something_is_lent_a_case_may_take_longer(bench: Bench) -> None:
    """A call goes over the wire, and its slowness is no mistake."""
    assert bench.take(LENDS) is None
    assert bench.case_seconds == PATIENT.case_seconds
    bench.lend({"f": abs})
    assert bench.case_seconds == 5 * PATIENT.case_seconds
    bench.lend({})
    assert bench.case_seconds == PATIENT.case_seconds


def test_a_module_that_takes_nothing_is_no_module(bench: Bench) -> None:
    """Whatever goes wrong when something is lent is told at the case."""
    assert bench.take(LENDS) is None
    bench.lend({"f": type})  # what is never handed out
    assert isinstance(no_module(bench).cause, UnsendableError)


def test_what_a_case_changed_is_given_back_once(bench: Bench) -> None:
    """As it was at the beginning of the case, and what the suite changes afterwards is its own."""
    assert bench.take("def f(x):\n    x.append(len(x))\n") is None
    x = [7]
    student = bench.student("f", None)
    student.f(x)
    student.f(x)
    assert x == [7, 1, 2]
    bench.undo_changes()
    assert x == [7]
    x.append(8)
    bench.undo_changes()
    assert x == [7, 8]


def test_without_a_worker_there_is_nothing_to_undo(bench: Bench) -> None:
    """Before a submission and after it."""
    bench.undo_changes()
    assert bench.take("x = 1") is None
    bench.leave()
    bench.undo_changes()
    assert bench.module is None
