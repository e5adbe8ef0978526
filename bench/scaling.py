"""How grader's cost grows: with submissions, with cases, with the size of arrays; written to docs/performance.md.

Run: ``make bench-scaling``, or ``python bench/scaling.py --quick`` to try it, which writes nothing. Course and class
are generated.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import page
from contenders import grader
from generated import Point, generate
from measuring import run

from grader.judge.process import probe
from grader.sandbox import choose

MIB = 1 << 20
JOBS = 2
FULL = (
    *(Point(submissions=number) for number in (100, 1_000, 10_000)),
    *(Point(cases=number) for number in (10, 100, 1_000)),
    *(Point(size=number) for number in (100, 10_000, 1_000_000)),
)
QUICK = (
    Point(submissions=5),
    Point(submissions=20),
    Point(submissions=5, cases=100),
    Point(submissions=5, size=10_000),
)
HEAD = (
    "submissions",
    "cases",
    "numbers in an array",
    "wall, ms a submission",
    "CPU, ms a submission",
    "wall of a second run, ms a submission",
    "memory of all processes, MiB",
)


def row(point: Point, tier: str) -> list[str]:
    """Grade the class, grade it again where all is kept, and once more while memory is sampled."""
    ours = grader(JOBS, tier)
    with tempfile.TemporaryDirectory() as course, tempfile.TemporaryDirectory() as first:
        task = generate(point, Path(course))
        commands = ours.prepare(task, Path(first))
        fresh, again = run(commands), run(commands)
        with tempfile.TemporaryDirectory() as second:
            memory = run(ours.prepare(task, Path(second)), sample=True).memory
    seconds = (fresh.wall, fresh.cpu, again.wall)
    costs = [page.spread([value / point.submissions * 1e3]) for value in seconds]
    return [f"{point.submissions:,}", f"{point.cases:,}", f"{point.size:,}", *costs, f"{memory / MIB:.0f}"]


def rows(points: Sequence[Point], tier: str) -> Iterator[list[str]]:
    """Yield a row for each point, and say which is under way."""
    for point in points:
        sys.stderr.write(f"{point}\n")
        yield row(point, tier)


def main() -> None:
    """Measure, and write the page unless it is only a try."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a few small classes, nothing written")
    options = parser.parse_args()
    tier = choose(probe(), None).tier
    text = page.table(HEAD, list(rows(QUICK if options.quick else FULL, tier.value)))
    sys.stdout.write(text)
    if not options.quick:
        page.replace("scaling", f"{text}\n{page.machine()} {JOBS} jobs, sandbox {tier}, once each.\n")


if __name__ == "__main__":
    main()
