"""``check --watch``: one screen that follows the student's file until they quit.

Each save is checked by a process of its own, so that the next save can end it. The file is looked at, not listened to:
it is one file, and notices of changes get lost on shared folders, which is where many students work.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Self

from rich.console import Console

from grader.cli.console import is_colourful
from grader.cli.keyboard import keys
from grader.course.manifest import Assignment
from grader.errors import UsageError
from grader.language import said
from grader.loop.checking import hidden_sentence
from grader.loop.memory import recall
from grader.loop.screen import draw
from grader.loop.view import View, checked, key_of, pressed, started
from grader.report.model import decode

_LOOK_SECONDS = 0.2


def watch_file(assignment: Assignment, file: Path, language: str) -> None:
    """Show the state of a file until the student quits; UsageError where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UsageError(
            said("told", "--watch needs a terminal that can move its cursor; `grader check` alone does not")
        )
    console = Console()
    view = View(title=f"{assignment.name} · {file.name}", language=language)
    # ctrl-C is another way to say quit.
    with suppress(KeyboardInterrupt), _Runs(file, language) as runs, keys() as keyboard, console.screen() as screen:
        drawn: object = None
        seen = _stamp(file)
        runs.start()
        view = started(view)
        while True:
            if (stamp := _stamp(file)) not in {None, seen}:  # None while an editor puts a new file in place
                seen = stamp
                runs.start()
                view = started(view)
            view = runs.collect(view, assignment)
            if (view, console.size) != drawn:
                drawn = (view, console.size)
                width, height = console.size
                screen.update(draw(view, width=width, height=height, colour=is_colourful()))
            key = key_of(keyboard.read(_LOOK_SECONDS))
            if key == "q":
                return
            view = pressed(view, key, assignment)


class _Runs:
    """The check that is on its way, if one is; a new one ends it."""

    def __init__(self, file: Path, language: str) -> None:
        self._file = file
        self._language = language
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._folder.cleanup()

    def start(self) -> None:
        """Check the file as it is now."""
        self._end()
        command = [sys.executable, "-c", "from grader.cli import main; main()", "check", str(self._file), "--json"]
        command += ["--lang", self._language]
        with self._path("out").open("wb") as out, self._path("err").open("wb") as err:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter on our own command
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err
            )

    def collect(self, view: View, assignment: Assignment) -> View:
        """Return the view with what the check has found, if it is done."""
        if self._process is None or self._process.poll() is None:
            return view
        code, self._process = self._process.returncode, None
        could = code in {0, 1}
        memory = recall(assignment.folder)
        return checked(
            view,
            assignment,
            source=self._file.read_text(encoding="utf-8", errors="replace") if self._file.is_file() else "",
            note=hidden_sentence(assignment, () if memory is None else memory.cases, view.language),
            report=decode(self._path("out").read_bytes(), self._file) if could else None,
            problem="" if could else self._path("err").read_text(encoding="utf-8", errors="replace"),
        )

    def _path(self, name: str) -> Path:
        return Path(self._folder.name) / name

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _stamp(file: Path) -> object:
    """Return what changes when the file is saved, None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
