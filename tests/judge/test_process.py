"""Real workers: they start, serve, end and are told of, see nothing of the judge, and do not outlive it."""

import os
import resource
import select
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import grader.judge.process as process_module
from grader.course.manifest import Limits
from grader.errors import JudgeError
from grader.judge.process import Direct, Exit, Launcher, WorkerProcess, WorkerSettings, Zygote, probe
from grader.judge.worker import Worker, WorkerStoppedError
from grader.verdict import Outcome
from grader.worker import landlock
from grader.worker.layers import Layer

_LIMITS = Limits(load_seconds=30, call_seconds=30, case_seconds=30, submission_seconds=60)
_SETTINGS = WorkerSettings(memory_mib=2048, cpu_seconds=60, seed=3)

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a zygote forks, and is for Linux alone")

Start = Callable[[str], Any]


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """Give one zygote without confinement."""
    launcher = Zygote(_SETTINGS)
    yield launcher
    launcher.close()


@pytest.fixture(params=["zygote", "direct"])
def launcher(request: pytest.FixtureRequest) -> Launcher:
    """Give each way to start a worker."""
    if request.param == "direct":
        return Direct(_SETTINGS)
    found: Zygote = request.getfixturevalue("zygote")
    return found


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    """Collect the workers of a test, to be closed."""
    found: list[Worker] = []
    yield found
    for worker in found:
        worker.close()


@pytest.fixture
def start(launcher: Launcher, workers: list[Worker]) -> Start:
    """Give a function that loads a submission into a new worker."""
    return lambda source: _load(launcher, workers, source)


def _load(launcher: Launcher, workers: list[Worker], source: str) -> Any:
    worker = Worker(launcher, _LIMITS, time.monotonic)
    workers.append(worker)
    worker.compile(textwrap.dedent(source), "submission.py")
    return worker.execute("submission")


def test_a_worker_starts_serves_and_is_ended(launcher: Launcher) -> None:
    """What it printed is there, and ending it is a kill."""
    started = _Watched(launcher.start())
    worker = Worker(_Given(started), _LIMITS, time.monotonic)
    worker.compile("print('hello')\ndef f(x): return x + 1", "submission.py")
    student: Any = worker.execute("submission")
    assert student.f(1) == 2
    worker.close()
    assert worker.printed() == "hello\n"
    assert [exit_.code for exit_ in started.exits] == [-signal.SIGKILL]


class _Watched:
    """A worker's process, and how it ended."""

    def __init__(self, started: WorkerProcess) -> None:
        self.wire = started.wire
        self.output = started.output
        self.arena = started.arena
        self.exits: list[Exit] = []
        self._started = started

    def stop(self, *, gone: bool) -> Exit:
        """End it, and remember how."""
        self.exits.append(self._started.stop(gone=gone))
        return self.exits[-1]


class _Given:
    """Launches what was started already."""

    def __init__(self, started: WorkerProcess) -> None:
        self._started = started

    def start(self) -> WorkerProcess:
        """Return it."""
        return self._started

    def close(self) -> None:
        """Hold nothing."""


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("os._exit(7)", r"ended its own process \(exit code 7\)"),
        ("os._exit(0)", r"ended its own process \(exit code 0\)"),
        ("os.kill(os.getpid(), 11)", r"crashed its own process \(signal 11\)"),
    ],
)
def test_how_a_worker_ended_is_told(start: Start, end: str, message: str) -> None:
    """By its exit code or its signal."""
    student = start(f"import os\ndef end(): {end}")
    with pytest.raises(WorkerStoppedError, match=message) as caught:
        student.end()
    assert caught.value.outcome is Outcome.KILLED


def test_a_worker_that_spins_is_timed_out(launcher: Launcher, workers: list[Worker]) -> None:
    """An endless loop is ended from outside."""
    student = _load(launcher, workers, "def spin():\n    while True: pass")
    workers[0].case_deadline = time.monotonic() + 0.2
    with pytest.raises(WorkerStoppedError) as caught:
        student.spin()
    assert caught.value.outcome is Outcome.TIMED_OUT


def test_a_workers_environment_holds_what_is_written_down(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the judge's own."""
    monkeypatch.setenv("GRADER_TEST_SECRET", "canary")
    student = start("import os\ndef environment(): return dict(os.environ)")
    assert student.environment() == {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }


def test_a_worker_has_three_streams_and_its_wire(start: Start) -> None:
    """No descriptor of the judge's is open in it, and its standard input is empty."""
    student = start("""
        import os, sys
        def descriptors():
            found = []
            for number in range(256):
                try:
                    os.fstat(number)
                except OSError:
                    continue
                found.append(number)
            return found
        def read(): return sys.stdin.read()
    """)
    assert student.descriptors() == [0, 1, 2, 3]
    assert student.read() == ""


def test_a_worker_finds_no_framework_and_no_site_packages(start: Start) -> None:
    """The path leads to the standard library, the arguments are empty, the current directory is the root."""
    student = start("""
        import importlib.util, os, sys
        def place(): return sys.argv, os.getcwd(), [p for p in sys.path if "site-packages" in p]
        def found(name): return importlib.util.find_spec(name) is not None
    """)
    assert student.place() == ([""], "/", [])
    assert (student.found("pytest"), student.found("scipy"), student.found("csv")) == (False, False, True)


def test_generators_that_nobody_seeded_agree_between_workers(start: Start) -> None:
    """The same submission draws the same numbers, and two generators differ."""
    source = """
        import numpy as np
        def draw(): return [float(np.random.default_rng().normal()) for _ in range(2)] + [float(np.random.rand())]
    """
    first, second = start(source).draw(), start(source).draw()
    assert first == second
    assert first[0] != first[1]


def test_sets_are_in_the_same_order_in_each_worker(start: Start) -> None:
    """Hashes of texts are not random."""
    source = "def order(): return list({'alpha', 'beta', 'gamma', 'delta', 'epsilon'})"
    assert start(source).order() == start(source).order()


def test_workers_do_not_see_each_other(start: Start) -> None:
    """What one sets is not set in the next, and each is a process of its own."""
    source = "import math, os\ndef mark(): math.mark = 1\ndef marked(): return hasattr(math, 'mark'), os.getpid()"
    first = start(source)
    first.mark()
    second = start(source)
    (before, pid), (after, other) = first.marked(), second.marked()
    assert (before, after) == (True, False)
    assert pid != other


def test_memory_is_limited(launcher: Launcher, workers: list[Worker]) -> None:
    """More than the limit is a MemoryError of the student's, and the worker lives on."""
    student = _load(launcher, workers, "import numpy as np\ndef f(n): return np.ones(n << 20, dtype=np.uint8).size")
    with pytest.raises(MemoryError):
        student.f(3000)
    assert student.f(1) == 1 << 20


def test_large_arrays_cross(start: Start) -> None:
    """Megabytes in either direction, more than a socket holds."""
    student = start("def f(x): return x * 2")
    assert np.array_equal(student.f(np.arange(1 << 21)), 2 * np.arange(1 << 21))


@pytest.mark.parametrize(
    "use",
    ["open('/etc/passwd').read()", "os.listdir('/')", "open('/tmp/x', 'w')", "os.listdir(os.path.expanduser('~'))"],
)
@pytest.mark.skipif(landlock.version() == 0, reason="this kernel offers no Landlock")
def test_a_confined_worker_sees_no_file_of_anyones(confined: Any, use: str) -> None:
    """Neither reading, listing nor writing is permitted."""
    with pytest.raises(PermissionError):
        confined.attempt(use)


@pytest.mark.skipif(landlock.version() == 0, reason="this kernel offers no Landlock")
def test_a_confined_worker_still_computes(confined: Any) -> None:
    """The standard library can be imported and NumPy used."""
    assert confined.attempt("__import__('configparser').__name__") == "configparser"
    assert confined.attempt("float(np.linalg.det(np.eye(3)))") == 1.0


@pytest.fixture(scope="module")
def confined() -> Iterator[Any]:
    """Give a submission in a worker under Landlock."""
    launcher = Zygote(WorkerSettings(memory_mib=2048, cpu_seconds=60, seed=3, layers=(Layer.LANDLOCK,)))
    workers: list[Worker] = []
    yield _load(launcher, workers, "import os\nimport numpy as np\ndef attempt(text): return eval(text)")
    workers[0].close()
    launcher.close()


def test_the_layers_are_found_by_trying() -> None:
    """Each layer has an answer, and Landlock's is that of the kernel."""
    found = probe()
    assert set(found) == set(Layer)
    assert landlock.version() > 0 or not found[Layer.LANDLOCK]


_HOLDER = """
import sys, time
from grader.course.manifest import Limits
from grader.judge.process import Direct, WorkerSettings, Zygote
from grader.judge.worker import Worker
launcher = {kind}(WorkerSettings(memory_mib=2048, cpu_seconds=60, seed=3))
limits = Limits(load_seconds=30, call_seconds=30, case_seconds=30, submission_seconds=60)
worker = Worker(launcher, limits, time.monotonic)
worker.compile("import os\\ndef pid(): return os.getpid()", "m.py")
print(worker.execute("m").pid(), flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("kind", ["Zygote", "Direct"])
def test_a_worker_dies_with_its_judge(kind: str) -> None:
    """However suddenly the judge ends, nothing is left behind."""
    command = [sys.executable, "-c", _HOLDER.format(kind=kind)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as judge:
        assert judge.stdout is not None
        handle = os.pidfd_open(int(judge.stdout.readline()))
        judge.kill()
    try:
        ended, _, _ = select.select([handle], [], [], 20)
        assert ended
    finally:
        os.close(handle)


def test_a_worker_dies_with_its_zygote(workers: list[Worker]) -> None:
    """Closing the zygote ends what it forked."""
    launcher = Zygote(_SETTINGS)
    student = _load(launcher, workers, "import os\ndef pid(): return os.getpid()")
    handle = os.pidfd_open(student.pid())
    launcher.close()
    try:
        ended, _, _ = select.select([handle], [], [], 20)
        assert ended
    finally:
        os.close(handle)
    workers.pop()._channel.close()  # there is nobody left to say how it ended


def test_a_zygote_that_does_not_start_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said with what to do."""
    monkeypatch.setattr(process_module, "command", lambda *_, **__: [sys.executable, "-c", ""])
    with pytest.raises(JudgeError, match="the zygote did not start; `grader doctor`"):
        Zygote(_SETTINGS)


def test_large_arrays_come_and_go_through_shared_memory(start: Start) -> None:
    """What is changed in place comes back, too, and the next small call goes by the socket again."""
    student = start("def double(x):\n    x[0] = 5\n    return x * 2\n")
    values = np.ones(1 << 20)
    doubled = student.double(values)
    assert doubled.shape == (1 << 20,)
    assert doubled[:2].tolist() == [10, 2]
    assert values[0] == 5
    assert student.double(np.ones(2)).tolist() == [10, 2]


def test_what_workers_took_is_charged_to_who_had_them(workers: list[Worker]) -> None:
    """Else a bench would find us cheaper than we are."""
    launcher = Zygote(_SETTINGS)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _load(launcher, workers, "import time\nwhile time.process_time() < 1.5: pass\n")
    workers.pop().close()
    launcher.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime > 1.4
