"""The real command, run and described: exit code, standard output, standard error, always together."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from grader.cli import run

# A run in the background ignores SIGINT and hands that down; a terminal's does not.
COMMAND = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from grader.cli import main; main()",
)


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Command:
    """A command in a folder; each call is a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str | Path, **environment: str) -> Ran:
        """Run it and wait."""
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            cwd=self.folder,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
            timeout=300,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str | Path) -> "subprocess.Popen[bytes]":
        """Start it as the leader of a group, as a shell does."""
        return subprocess.Popen(
            [*COMMAND, *map(str, arguments)],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run the real command, a process each time, in a folder of the test's own."""
    return Command(tmp_path)


class Inside:
    """The command in this process, in a folder: as quick as a call."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def __call__(self, *arguments: str | Path, folder: Path | None = None) -> Ran:
        """Run it there and return what it did."""
        with self._monkeypatch.context() as patched:
            patched.chdir(self.folder if folder is None else folder)
            self._capfd.readouterr()
            code = run([str(argument) for argument in arguments])
            return Ran(code, *self._capfd.readouterr())


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Inside:
    """Run the command in this process, in a folder of the test's own."""
    return Inside(tmp_path, monkeypatch, capfd)
