"""A run may end at any moment, and its judges and zygotes too: nothing is lost, nothing is half, nothing differs."""

import contextlib
import errno
import multiprocessing
import os
import resource
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_course import HALF, NAME, RIGHT, SmallCourse, files, judges, report, untimed

from grader.cli import run
from grader.errors import UsageError
from grader.grading.run import Event
from grader.judge.service import supported

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGINT, signal.SIGKILL)
MOMENTS = (5, len(SIGNALS))  # five classes, each stopped and resumed again and again
SLOW = "import time\ntime.sleep(0.01)\n"
CLASS = {f"student-{n:02}": f"# {n}\n{SLOW}{(RIGHT, HALF)[n % 2]}" for n in range(12)} | {"broken": "def f(:\n"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> SmallCourse:
    """Grade a class without any disturbance."""
    course = SmallCourse(tmp_path_factory.mktemp("killed"))
    course.submit(**CLASS)
    course.grade(course.root / "undisturbed", jobs=2)
    return course


class Runs:
    """The command, forked from a process that has already imported it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["grader.cli"])

    def start(self, out: Path, jobs: int = 2) -> Any:
        """Start to grade the class into ``out``."""
        arguments = ["grade", NAME, str(self._folder / "class"), "--course", str(self._folder / "solutions")]
        options = ["--out", str(out), "--jobs", str(jobs), "--sandbox", "none"]
        process = self._context.Process(target=_command, args=([*arguments, *options],))
        process.start()
        return process

    def grade(self, out: Path, jobs: int = 2) -> float:
        """Grade the class into ``out`` and return how long it took."""
        began = time.monotonic()
        process = self.start(out, jobs)
        process.join(300)
        assert process.exitcode == 0
        return time.monotonic() - began


def _command(arguments: list[str]) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a terminal
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os._exit(run(arguments))


def test_a_run_killed_at_any_moment_comes_to_the_same_end(course: SmallCourse, tmp_path: Path) -> None:
    """Killed or interrupted at random moments and started again, it leaves the files of an undisturbed run."""
    runs = Runs(course.root)
    expected = untimed(course.root / "undisturbed")
    runs.grade(tmp_path / "first")  # until then the server is still importing
    whole = runs.grade(tmp_path / "second")
    assert untimed(tmp_path / "second") == expected
    left = []
    for number, moments in enumerate(np.random.default_rng(7).uniform(0, whole, size=MOMENTS)):
        out = tmp_path / str(number)
        for signalled, moment in zip(SIGNALS, moments, strict=True):
            process = runs.start(out)
            process.join(moment)
            with contextlib.suppress(ProcessLookupError):  # it was quicker than that, since less was left to do
                os.kill(process.pid, signalled)
            process.join(60)
            left.append(len(list(out.rglob("*.json"))))
        runs.grade(out, jobs=1)
        assert untimed(out) == expected, f"after {moments} of {whole} seconds"
    assert any(0 < count < len(CLASS) for count in left), left


def test_what_a_killed_run_left_half_written_is_swept(course: SmallCourse, tmp_path: Path) -> None:
    """Drafts of a run that is no more are taken away by the next, and by no run while one writes."""
    out = tmp_path / "out"
    shutil.copytree(course.root / "undisturbed", out)
    (out / "reports" / ".student-00.json.1.tmp").write_text("{")
    (out / ".gradebook.csv.1.tmp").write_text("student")
    assert course.grade(out)[0].kept == len(CLASS)
    assert files(out) == files(course.root / "undisturbed")


def test_two_runs_do_not_write_one_folder(course: SmallCourse, tmp_path: Path) -> None:
    """The second is told so at once, and the first goes on."""
    told: list[str] = []

    def another(_: Event) -> None:
        if not told:
            with pytest.raises(UsageError, match="another run writes here; wait for it or choose another --out") as one:
                course.grade(tmp_path / "out")
            told.append(str(one.value))

    summary, _ = course.grade(tmp_path / "out", jobs=2, on_event=another)
    assert told
    assert summary.graded == len(CLASS)


def killing(find: Callable[[], list[int]]) -> Callable[[Event], None]:
    """Return what kills the first process found, in the middle of a run and once."""
    killed: list[int] = []

    def kill(event: Event) -> None:
        if event.kind == "graded" and not killed:
            killed.extend(find()[:1])
            os.kill(killed[0], signal.SIGKILL)

    return kill


def zygotes() -> list[int]:
    """Return the zygotes of this process's judges."""
    return [pid for judge in judges() for pid in _children(judge) if b"zygote" in _line(pid)]


def _children(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (thread / "children").read_text().split())


def _line(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.parametrize("find", [judges, zygotes])
def test_a_part_of_a_run_killed_costs_nobody(
    course: SmallCourse, tmp_path: Path, find: Callable[[], list[int]]
) -> None:
    """A judge or a zygote killed while it works is replaced; the run goes on and comes to the same end."""
    for attempt in range(2):
        out = tmp_path / str(attempt)
        summary, _ = course.grade(out, jobs=2, on_event=killing(find))
        assert (summary.graded, summary.failed) == (len(CLASS), ())
        assert untimed(out) == untimed(course.root / "undisturbed")


LAST = """
import time
from pathlib import Path
import numpy as np

def double(x):
    return x * 2.0

def total(x):
    Path({flag!r}).touch()
    time.sleep(1.0)
    return float(np.sum(x))
"""


def test_a_zygote_killed_in_the_last_case_is_no_students_fault(tmp_path: Path) -> None:
    """The worker goes with it, and no case comes after that would need another; still it is our fault."""
    course, flag = SmallCourse(tmp_path), tmp_path / "flag"
    course.submit(last=LAST.format(flag=str(flag)))

    def kill() -> None:
        while not flag.exists():
            time.sleep(0.01)
        os.kill(zygotes()[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    summary, _ = course.grade(tmp_path / "out")
    killer.join()
    assert summary.failed == ()
    assert report(tmp_path / "out", "last").score == 10


def test_a_full_disk_is_named_and_what_was_written_is_whole(
    course: SmallCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error has the file and what to do; with room again the same command goes on."""
    written: list[Path] = []
    write_bytes = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.suffix == ".tmp":
            written.append(path)
            if len(written) > 5:
                write_bytes(path, data[:100])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_bytes(path, data)

    problem = r"reports/.*\.json: cannot be written \(No space left on device\); make room"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(UsageError, match=problem):
            course.grade(tmp_path / "out")
    expected = untimed(course.root / "undisturbed")
    assert untimed(tmp_path / "out").items() <= expected.items()
    assert len(files(tmp_path / "out")) == 5
    assert course.grade(tmp_path / "out")[0].kept == 5
    assert untimed(tmp_path / "out") == expected


def test_a_gradebook_that_does_not_fit_is_named(course: SmallCourse, tmp_path: Path) -> None:
    """The kernel itself refuses to write more: the old gradebook stays, no draft does, and a second run mends it."""
    out = tmp_path / "out"
    shutil.copytree(course.root / "undisturbed", out)
    before = files(out)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, limits[1]))
    try:
        with pytest.raises(UsageError, match=r"gradebook\.csv: cannot be written: File too large"):
            course.grade(out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files(out) == before
    assert course.grade(out)[0].kept == len(CLASS)


def test_what_took_longest_is_judged_first(tmp_path: Path) -> None:
    """With times from before the order is by them, and what nobody knows comes first of all."""
    course = SmallCourse(tmp_path)
    waits = {"quick": 0.0, "slow": 0.6, "medium": 0.3}
    course.submit(**{name: f"import time\ntime.sleep({wait})\n{RIGHT}" for name, wait in waits.items()})
    course.grade(tmp_path / "out")
    course.write("test_hidden.py", (course.folder / "test_hidden.py").read_text() + "\n# another suite\n")
    course.submit(unknown=RIGHT)
    _, events = course.grade(tmp_path / "out")
    assert [event.student for event in events] == ["unknown", "slow", "medium", "quick"]
