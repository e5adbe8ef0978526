"""Grader and its peers on the same assignments, checks and submissions; written to docs/performance.md.

Two classes: one of the bundled course, and a light one, of which nearly all that is measured is what grading adds.

Run: ``make bench``, or ``python bench/compare.py --quick`` to try it: few submissions, one round, nothing written.
Everybody grades once while memory is sampled, and the marks are compared; then everybody is timed in turn, round after
round, so that a machine that slows down slows all of them.
"""

import argparse
import itertools
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import environments
import page
from contenders import ROOT, Contender, Marks, Task, contenders, grader
from direct import Suite
from generated import Point, generate
from measuring import Cost, run

from grader.course.manifest import load_course
from grader.judge.process import probe
from grader.report.model import Report, decode
from grader.sandbox import choose
from grader.submission import Submission, locate, read

COURSE = ROOT / "solutions"
ASSIGNMENT = "02_linear_regression"
CLASS = ROOT / "examples" / "class" / ASSIGNMENT
ENDED = {"passed", "failed", "not_implemented"}
MIB = 1 << 20


@dataclass(frozen=True)
class Size:
    """How much is measured: submissions, those of peers that start anew for each, those of heavy peers, rounds."""

    submissions: int
    apart: int
    heavy: int
    rounds: int

    def of(self, contender: Contender) -> int:
        """Return how many submissions one is measured on."""
        return self.heavy if contender.heavy else self.apart if contender.apart else self.submissions


FULL, QUICK = Size(100, 10, 5, 3), Size(6, 2, 2, 1)


@dataclass(frozen=True)
class Result:
    """What one contender took: memory once, time in every round; ``differ`` counts marks unlike grader's."""

    contender: Contender
    submissions: int
    memory: int
    differ: int
    costs: list[Cost] = field(default_factory=list)

    def per_submission(self, what: str) -> list[float]:
        """Return milliseconds a submission, of ``wall`` or ``cpu``."""
        return [getattr(cost, what) / self.submissions * 1e3 for cost in self.costs]


def sources(module: str, count: int) -> dict[str, str]:
    """Return submissions of the sample class that are read and end by themselves, repeated up to ``count``.

    Each has a comment of its own, so that nobody can answer two of them at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        handed_in = (read(located, module) for located in locate(CLASS, module))
        readable = {one.student: one.source for one in handed_in if isinstance(one, Submission)}
        task = Task(COURSE, ASSIGNMENT, module, (), readable)
        run(grader(1, "none").prepare(task, Path(folder)))
        reports = (decode(path.read_bytes(), path) for path in Path(folder, "out", "reports").iterdir())
        eligible = sorted(report.student for report in reports if ends(report))
    repeated = itertools.islice(itertools.cycle(eligible), count)
    numbered_names = ((f"student-{number:03}", name) for number, name in enumerate(repeated, 1))
    return {student: f"{task.sources[name]}\n# {student}\n" for student, name in numbered_names}


def ends(report: Report) -> bool:
    """Tell whether nothing of it ends a process or is ended by a limit: not everybody survives that."""
    cases = [case for exercise in report.exercises for case in exercise.cases]
    return {case.outcome for case in cases} <= ENDED and not any("SystemExit" in case.message for case in cases)


def measure(task: Task, size: Size, chosen: Sequence[Contender]) -> list[Result]:
    """Compare everybody's marks with the first grader's, then time everybody in turn."""
    tasks = {
        one.name: replace(task, sources=dict(itertools.islice(task.sources.items(), size.of(one)))) for one in chosen
    }
    results, found = [], {}
    for one in chosen:
        say(f"{one.name}: marks and memory")
        with tempfile.TemporaryDirectory() as folder:
            cost = run(one.prepare(tasks[one.name], Path(folder)), sample=True)
            found[one.name] = one.marks(tasks[one.name], Path(folder))
        results.append(Result(one, len(tasks[one.name].sources), cost.memory, 0))
    truth = found[next(one.name for one in chosen if one.ours)]
    results = [replace(result, differ=differing(found[result.contender.name], truth)) for result in results]
    for number, result in itertools.product(range(size.rounds), results):
        say(f"{result.contender.name}: round {number + 1} of {size.rounds}")
        with tempfile.TemporaryDirectory() as folder:
            result.costs.append(run(result.contender.prepare(tasks[result.contender.name], Path(folder))))
    return results


def differing(marks: Marks, truth: Marks) -> int:
    """Count the cases that one finds right and the other wrong."""
    return sum(mark != truth[student][case] for student, cases in marks.items() for case, mark in cases.items())


def rows(results: Sequence[Result]) -> Iterator[list[str]]:
    """Yield the table's rows."""
    floor = results[0]
    for result in results:
        ratio = {what: ratios(result, floor, what) for what in ("wall", "cpu")}
        yield [
            result.contender.name,
            page.spread(result.per_submission("wall")),
            page.spread(ratio["wall"]),
            page.spread(result.per_submission("cpu")),
            page.spread(ratio["cpu"]),
            f"{result.memory / MIB:.0f}",
            str(result.submissions),
            "same" if not result.differ else f"{result.differ} differ",
        ]


def ratios(result: Result, floor: Result, what: str) -> list[float]:
    """Return how many times the floor's cost it is, round by round."""
    pairs = zip(result.per_submission(what), floor.per_submission(what), strict=True)
    return [one / least for one, least in pairs]


HEAD = (
    "",
    "wall, ms a submission",
    "of the floor",
    "CPU, ms a submission",
    "of the floor",
    "memory, MiB",
    "submissions",
    "marks",
)


def draw(results: Sequence[Result], target: Path) -> None:
    """Draw wall time a submission, on a logarithmic scale."""
    import matplotlib as mpl  # noqa: PLC0415  only the whole bench draws

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "grader"  # else the ids of the picture are drawn at random
    from matplotlib import pyplot as plt  # noqa: PLC0415  after its backend is chosen

    names = [result.contender.name for result in results]
    values = [statistics.median(result.per_submission("wall")) for result in results]
    colours = ["#2a6f97" if result.contender.ours else "#a9a9a9" for result in results]
    figure, axes = plt.subplots(figsize=(8, 0.42 * len(names) + 1), layout="constrained")
    bars = axes.barh(names, values, color=colours)
    axes.bar_label(bars, [f"{value:.3g} ms" for value in values], padding=4)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.margins(x=0.15)
    axes.set_xlabel("milliseconds a submission (wall), logarithmic")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(target, metadata={"Date": None})


def say(text: str) -> None:
    """Tell on standard error what is under way."""
    sys.stderr.write(text + "\n")


def main() -> None:
    """Measure, and write the page unless it is only a try."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few submissions, one round, nothing written")
    parser.add_argument("--only", default="", help="of the peers, those whose name has this")
    parser.add_argument("--task", default="", choices=("", "bench", "light"), help="one of the two classes alone")
    options = parser.parse_args()
    size = QUICK if options.quick else FULL
    versions = environments.make_all()
    for marker, task in {"bench": course_task, "light": light_task}.items():
        if options.task not in marker:
            continue
        with tempfile.TemporaryDirectory() as folder:
            compare(marker, task(size.submissions, Path(folder)), size, options, versions)


def course_task(count: int, _folder: Path) -> Task:
    """Return an assignment of the bundled course and its sample class."""
    assignment = load_course(COURSE).assignment(ASSIGNMENT)
    suite = Suite(assignment.folder, assignment.module)
    return Task(COURSE, ASSIGNMENT, assignment.module, suite.cases, sources(assignment.module, count))


def light_task(count: int, folder: Path) -> Task:
    """Return twelve cheap cases, and a class in which every fourth is wrong."""
    return generate(Point(submissions=count, cases=12, wrong=4), folder)


def compare(marker: str, task: Task, size: Size, options: argparse.Namespace, versions: str) -> None:
    """Measure everybody on a task, print the table, and write it unless it is only a try."""
    tiers = dict.fromkeys(("none", choose(probe(), None).tier.value))
    floor, *others = contenders(tuple(tiers))
    chosen = [floor, *(one for one in others if one.ours or options.only in one.name)]
    results = measure(task, size, chosen)
    text = page.table(HEAD, list(rows(results)))
    sys.stdout.write(text)
    if not options.quick:
        rounds = f"{len(task.cases)} cases, medians and extremes of {size.rounds} rounds"
        note = f"{page.machine()} Peers: {versions}. {rounds}.\n"
        page.replace(marker, f"{text}\n{note}")
        if marker == "bench":
            draw(results, page.PAGE.with_suffix(".svg"))


if __name__ == "__main__":
    main()
