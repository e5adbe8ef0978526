"""A cluster: a scheduler and workers, each a process of its own, on this machine's loopback."""

import contextlib
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest
from commanding import Inside
from small_course import HALF, HIDDEN, NAME, RIGHT, SmallCourse, untimed

from grader.errors import GraderError, JudgeError, UsageError
from grader.grading import cluster as cluster_module
from grader.grading.branch import Branch
from grader.grading.bundle import Replies, Reply, decode, encode, pack
from grader.grading.cluster import ClusterJudges, connect
from grader.grading.judges import Answer
from grader.grading.run import Event, Summary, grade_class
from grader.judge.plugin import Judgement
from grader.sandbox import Tier
from grader.verdict import Outcome, Verdict

SLOW = "import time\ntime.sleep(0.2)\n"
STRANGE = "def double(x):\n    raise ValueError('\\udcff \\x00 \\u202e')\ntotal = double\n"
CLASS = {f"student-{n:02}": f"# {n}\n" + SLOW + (RIGHT, HALF, STRANGE)[n % 3] for n in range(12)}
CLASS |= {"broken": "def double(:\n", "empty": ""}


class Cluster:
    """A scheduler and its workers; what they say goes to files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        described = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(described))
        self.client = distributed.Client(scheduler_file=str(described), set_as_default=False)
        self.address: str = json.loads(described.read_text())["address"]

    def start(self, name: str, *options: str) -> None:
        """Start a worker."""
        folder = str(self._folder / name)
        fixed = ("--nthreads", "1", "--host", "127.0.0.1", "--local-directory", folder)
        self._start("worker", self.address, "--name", name, *fixed, *options, called=name)

    def kill(self, name: str) -> None:
        """Kill a process: ``scheduler``, or a worker."""
        self._processes[name].kill()
        self._processes[name].wait()

    def end(self) -> None:
        """End whatever is left, workers first; Dask's own way may take for ever where the scheduler is gone."""
        self.client.close()
        workers = [process for name, process in self._processes.items() if name != "scheduler"]
        for process in workers:
            process.terminate()
        for process in workers:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        for name in self._processes:
            self.kill(name)

    def _start(self, verb: str, *arguments: str, called: str = "scheduler") -> None:
        command = [sys.executable, "-m", "distributed.cli.dask_" + verb, "--no-dashboard", *arguments]
        with (self._folder / f"{called}.log").open("wb") as log:
            self._processes[called] = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._folder)


@pytest.fixture
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Cluster]]:
    """Start clusters of a test's own."""
    clusters = []

    def start() -> Cluster:
        clusters.append(Cluster(tmp_path_factory.mktemp("cluster")))
        return clusters[-1]

    yield start
    for one in clusters:
        one.end()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Start a cluster of two workers that no test kills, one of them watched over by a nanny, as is the default."""
    one = Cluster(tmp_path_factory.mktemp("cluster"))
    one.start("first")
    one.start("second", "--no-nanny")
    one.client.wait_for_workers(2, timeout=60)
    yield one
    one.end()


@contextlib.contextmanager
def judges_of(cluster: Cluster, course: SmallCourse, tier: Tier | None = Tier.NONE) -> Iterator[ClusterJudges]:
    """Give a run the judges of a cluster."""
    loaded = course.load()
    with connect(cluster.address, pack(loaded, loaded.assignment(NAME)), tier, time.monotonic) as judges:
        yield judges


def grade(
    cluster: Cluster, course: SmallCourse, out: Path, on_event: Callable[[Event], None] = lambda _: None
) -> tuple[Summary, list[Event]]:
    """Grade the class on the cluster and return what happened."""
    events: list[Event] = []

    def keep(event: Event) -> None:
        events.append(event)
        on_event(event)

    with judges_of(cluster, course) as judges:
        summary = grade_class(course.plan(), course.located(), out, judges, keep)
    return summary, events


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallCourse:
    """Grade a class here, as what a cluster must come to."""
    course = SmallCourse(tmp_path_factory.mktemp("small"))
    course.submit(**CLASS)
    course.grade(course.root / "here", jobs=2)
    return course


def test_a_worker_killed_in_the_middle_costs_nobody(
    small: SmallCourse, tmp_path: Path, started: Callable[[], Cluster]
) -> None:
    """Of three workers the busiest is killed: every report is there, identical to that of a run on one machine."""
    cluster = started()
    for name in ("a", "b", "c"):
        cluster.start(name, "--no-nanny")
    cluster.client.wait_for_workers(3, timeout=60)
    names = {address: worker["name"] for address, worker in cluster.client.scheduler_info()["workers"].items()}
    killed: list[int] = []

    def kill(_: Event) -> None:
        tasks = cluster.client.processing()
        busiest = max(tasks, key=lambda address: len(tasks[address]))
        if not killed and tasks[busiest]:
            cluster.kill(names[busiest])
            killed.append(len(tasks[busiest]))

    summary, events = grade(cluster, small, tmp_path / "out", kill)
    assert killed
    assert (summary.graded, summary.failed) == (len(CLASS), ())
    assert {event.student for event in events} == set(CLASS)
    assert len(cluster.client.scheduler_info()["workers"]) == 2
    assert untimed(tmp_path / "out") == untimed(small.root / "here")


def test_a_run_goes_on_where_another_stopped(cluster: Cluster, small: SmallCourse, tmp_path: Path) -> None:
    """What was graded before ctrl-C is kept by the cluster, and what a cluster graded is kept by a run here."""

    def interrupt(event: Event) -> None:
        if event.student == "student-03":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(cluster, small, tmp_path / "out", interrupt)
    summary, _ = grade(cluster, small, tmp_path / "out")
    assert summary.kept >= 1
    assert summary.graded + summary.kept == len(CLASS)
    assert untimed(tmp_path / "out") == untimed(small.root / "here")
    assert small.grade(tmp_path / "out")[0].kept == len(CLASS)


def test_judges_are_kept_warm_and_end_with_the_run(cluster: Cluster, small: SmallCourse) -> None:
    """Between two tasks a worker has its judges, after the run neither these nor a file of the course."""

    def held(dask_worker: Any) -> tuple[int, int]:
        branches = [plugin for plugin in dask_worker.plugins.values() if type(plugin).__name__ == "Branch"]
        folder = Path(dask_worker.local_directory)
        return sum(len(branch._idle) for branch in branches), len(list(folder.rglob("test_hidden.py")))

    with judges_of(cluster, small) as judges:
        assert judges.cases
        found = cluster.client.run(held).values()
        assert sorted(found) == [(0, 0), (1, 1)]  # one worker was asked for the cases
    assert set(cluster.client.run(held).values()) == {(0, 0)}


def test_what_a_killed_run_left_behind_is_taken_away(cluster: Cluster, small: SmallCourse) -> None:
    """The next run finds the branch of a client that is gone and ends it."""
    loaded = small.load()
    bundle = pack(loaded, loaded.assignment(NAME))
    cluster.client.register_plugin(Branch("grader-gone", bundle, Tier.NONE, time.monotonic))
    with judges_of(cluster, small):
        plugins = cluster.client.run(lambda dask_worker: [n for n in dask_worker.plugins if n.startswith("grader-")])
    assert {len(names) for names in plugins.values()} == {1}
    assert not [names for names in plugins.values() if "grader-gone" in names]


def test_a_worker_that_cannot_confine_as_asked_refuses(cluster: Cluster, small: SmallCourse) -> None:
    """The tier is what the worker can, whatever the machine of the run can; nothing is judged."""
    with on_workers(cluster, "probe", lambda: dict.fromkeys(("seccomp", "landlock"), True)):
        with judges_of(cluster, small, None) as judges:
            assert {machine.tier for machine in judges.machines} == {Tier.KERNEL}
        with (
            judges_of(cluster, small, Tier.FULL) as judges,
            pytest.raises(UsageError, match=r"the worker tcp://.* refuses: --sandbox full: namespaces cannot be used"),
        ):
            _ = judges.machines


def test_what_fails_twice_on_the_cluster_is_named(cluster: Cluster, small: SmallCourse, tmp_path: Path) -> None:
    """Nobody has a report for our fault, and the run ends."""

    def fail(*_: object) -> None:
        raise MemoryError

    course = SmallCourse(tmp_path)
    course.submit(right=RIGHT, half=HALF)
    with judges_of(cluster, small) as judges, on_workers(cluster, "_reply", fail):
        summary = grade_class(course.plan(), course.located(), tmp_path / "out", judges, lambda _: None)
    assert dict(summary.failed) == dict.fromkeys(("half", "right"), "the cluster could not: MemoryError: ")
    assert not list((tmp_path / "out" / "reports").iterdir())


def test_what_fails_once_on_the_cluster_is_tried_again(cluster: Cluster, small: SmallCourse, tmp_path: Path) -> None:
    """A fault of ours that passes costs nobody."""
    flag = tmp_path / "failed"

    def stumble(answer: Answer[None]) -> Reply:
        if not flag.exists():
            flag.touch()
            raise MemoryError
        assert isinstance(answer.result, Judgement)
        return Reply(judgement=answer.result, problem="", seconds=answer.seconds)

    course = SmallCourse(tmp_path)
    course.submit(right=RIGHT, half=HALF)
    with judges_of(cluster, small) as judges, on_workers(cluster, "_reply", stumble):
        summary = grade_class(course.plan(), course.located(), tmp_path / "out", judges, lambda _: None)
    assert flag.exists()
    assert (summary.graded, summary.failed) == (2, ())


def test_a_suite_that_cannot_be_collected_is_named_as_at_home(cluster: Cluster, tmp_path: Path) -> None:
    """The author reads the path of his own file, not of a copy on another machine."""
    course = SmallCourse(tmp_path, hidden=HIDDEN + "import no_such_module\n")
    course.submit(right=RIGHT)
    with pytest.raises(GraderError, match="no_such_module") as caught:
        grade(cluster, course, tmp_path / "out")
    assert str(caught.value).startswith(str(course.folder / "test_hidden.py"))


def test_a_scheduler_that_is_lost_ends_the_run(
    small: SmallCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: Callable[[], Cluster]
) -> None:
    """What was graded is kept; what to do is said."""
    monkeypatch.setattr(cluster_module, "_CONNECT_SECONDS", 3.0)
    cluster = started()
    cluster.start("a", "--no-nanny")

    def kill(_: Event) -> None:
        cluster.kill("scheduler")

    with pytest.raises(JudgeError, match="the scheduler is gone; start it and grade again"):
        grade(cluster, small, tmp_path / "out", kill)
    assert list((tmp_path / "out" / "reports").glob("*.json"))


def test_where_no_scheduler_answers_it_is_said(small: SmallCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address."""
    monkeypatch.setattr(cluster_module, "_CONNECT_SECONDS", 0.5)
    loaded = small.load()
    bundle = pack(loaded, loaded.assignment(NAME))
    with (
        pytest.raises(UsageError, match=r"--cluster tcp://127\.0\.0\.1:9: no scheduler answers there"),
        connect("tcp://127.0.0.1:9", bundle, None, time.monotonic),
    ):
        pass


def test_where_no_worker_joins_it_is_said(
    small: SmallCourse, monkeypatch: pytest.MonkeyPatch, started: Callable[[], Cluster]
) -> None:
    """With the command that starts one."""
    monkeypatch.setattr(cluster_module, "_JOIN_SECONDS", 0.5)
    with (
        pytest.raises(UsageError, match=r"no worker joins; start one with `dask worker tcp://"),
        judges_of(started(), small),
    ):
        pass


def test_the_command_grades_on_a_cluster(cluster: Cluster, small: SmallCourse, inside: Inside, tmp_path: Path) -> None:
    """What the workers are is said, and the rest is as on one machine."""
    arguments = ("grade", NAME, small.submissions, "--course", small.solutions, "--out", "out")
    ran = inside(*arguments, "--cluster", cluster.address, "--sandbox", "none")
    assert (ran.code, ran.out) == (0, f"{len(CLASS)} graded\nreports:   out/reports\ngradebook: out/gradebook.csv\n")
    assert ran.err.startswith(f"cluster: 2 workers; sandbox none, Python {platform.python_version()}, NumPy ")
    assert f"grading {NAME}: {len(CLASS)} of {len(CLASS)}" in ran.err
    assert untimed(tmp_path / "out") == untimed(small.root / "here")


def test_every_text_a_student_may_raise_crosses() -> None:
    """Lone surrogates and controls arrive as they were, and as text."""
    text = "\udcff \x00 \u202e 한글 \U0001f600"
    verdict = Verdict(case="c", outcome=Outcome.FAILED, message=text)
    judgement = Judgement(rejection=None, verdicts=(verdict,), printed=text, transcripts={})
    replies = Replies(replies=(Reply(judgement=judgement, problem="", seconds=0.1),))
    assert decode(encode(replies), Replies) == replies


def test_a_bundle_is_an_allow_list(small: SmallCourse) -> None:
    """Manifests, reference, hidden suite, misconceptions, what is listed for release: nothing else travels."""
    (small.folder / "notes.txt").write_text("private")
    loaded = small.load()
    names = ("assignment.toml", "small.py", "test_hidden.py", "handout.md")
    wrong = [path.relative_to(small.folder).as_posix() for path in (small.folder / "misconceptions").rglob("*.py")]
    assert wrong
    files = {"course.toml", *(f"{NAME}/{name}" for name in (*names, *wrong))}
    assert set(pack(loaded, loaded.assignment(NAME)).files) == files


@contextlib.contextmanager
def on_workers(cluster: Cluster, name: str, value: object) -> Iterator[None]:
    """Put something else in place of a name of the branch's module, in every worker."""

    def put(name: str, value: object) -> object:
        from grader.grading import branch  # noqa: PLC0415  the worker's own

        before = getattr(branch, name)
        setattr(branch, name, value)
        return before

    before = next(iter(cluster.client.run(put, name, value).values()))
    try:
        yield
    finally:
        cluster.client.run(put, name, before)
