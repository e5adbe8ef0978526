"""Where things are and how they are said: the course, the cores, the clock, progress, JSON."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from grader.clock import Moment
from grader.course.layout import COURSE_FILE
from grader.course.manifest import Course, load_course
from grader.errors import UsageError
from grader.printable import printable

clock = time.monotonic


def now() -> Moment:
    """Return the present moment."""
    return datetime.now(UTC)


_TENTHS = 10
_LONGEST = 20_000


def find_course(given: Path | None) -> Course:
    """Load the course at ``given``, or the one in ``solutions/`` here or in a folder above."""
    if given is not None:
        return load_course(given)
    here = Path.cwd()
    for folder in (here, *here.parents):
        for candidate in (folder, folder / "solutions"):
            if (candidate / COURSE_FILE).is_file():
                return load_course(candidate)
    raise UsageError(f"there is no {COURSE_FILE} here or above; go to your course, or say --course FOLDER")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def out(text: str) -> None:
    """Write to standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def err(text: str) -> None:
    """Write to standard error; names of files, which may be a student's, move no cursor there."""
    sys.stderr.write(printable(text.removesuffix("\n"), _LONGEST) + "\n")
    sys.stderr.flush()


def out_json(document: object) -> None:
    """Write one JSON document to standard output."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n")


def write_file(path: Path, data: bytes) -> None:
    """Write what ``--to`` names; UsageError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another --to") from None


def is_colourful() -> bool:
    """Tell whether standard output shows colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Return the terminal's width in cells, 80 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 80


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show progress on standard error: a bar on a terminal, a line for every tenth elsewhere."""
    if sys.stderr.isatty():
        # Slow to import, and many verbs are over in less time.
        from rich.console import Console  # noqa: PLC0415  see above
        from rich.progress import (  # noqa: PLC0415  see above
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda: bar.advance(task)
        return
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if done == total or done * _TENTHS // total > (done - 1) * _TENTHS // total:
            err(f"{what}: {done} of {total}")

    yield tick
