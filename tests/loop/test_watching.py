"""``check --watch`` in a terminal: a pseudo-terminal, keys typed into it, a file saved beside."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import COMMAND
from small_course import HALF, NAME, RIGHT, SmallCourse

from grader.course.release import plan_release, write_release

ROWS, COLUMNS = 24, 80
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>])")


class Terminal:
    """A command in a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=folder,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color"},
            start_new_session=True,
        )
        self._slave = slave
        self._shown = ""

    def wait_for(self, text: str, seconds: float = 60.0) -> str:
        """Wait until this is shown; return what was shown up to then, and keep what came after."""
        end = time.monotonic() + seconds
        while text not in _ESCAPE.sub("", self._shown):
            ready, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{text!r} was never shown; this was:\n{_ESCAPE.sub('', self._shown)}"
            self._shown += os.read(self._master, 1 << 16).decode("utf-8", "ignore")
        shown, _, self._shown = _ESCAPE.sub("", self._shown).partition(text)
        return shown

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def close(self) -> int:
        """Wait for the end of the command and return its exit code."""
        code = self.process.wait(60)
        self.after = termios.tcgetattr(self._slave)
        os.close(self._slave)
        os.close(self._master)
        return code


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """Release the small assignment with a hint."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", '[[total]]\nen = "Add them up."\nko = "모두 더하세요."\n')
    write_release(plan_release(course.load(), course.assignment()), tmp_path / NAME)
    return tmp_path / NAME


@pytest.fixture
def terminal(released: Path) -> Iterator[Terminal]:
    """Watch the assignment."""
    opened = Terminal(released, "check", "--watch")
    yield opened
    if opened.process.poll() is None:
        opened.process.kill()
        opened.close()


def test_a_save_is_seen_and_keys_are_heard(terminal: Terminal, released: Path) -> None:
    """From the first screen to the last, and the terminal is afterwards as it was."""
    terminal.wait_for("0 of 2 exercises")
    terminal.wait_for("not written yet")
    (released / "small.py").write_text(HALF)
    terminal.wait_for("1 of 2 exercises")
    terminal.wait_for("q quit")
    terminal.type("h")
    terminal.wait_for("Hint 1 of 1: Add them up.")
    terminal.type("a")
    terminal.wait_for("double")
    (released / "small.py").write_text(RIGHT)
    terminal.wait_for("2 of 2 exercises")
    terminal.type("q")
    assert terminal.close() == 0
    assert terminal.after == terminal.before


def test_a_save_ends_the_check_of_the_one_before(terminal: Terminal, released: Path) -> None:
    """An endless loop is not waited for."""
    terminal.wait_for("0 of 2 exercises")
    (released / "small.py").write_text("while True:\n    pass\n")
    terminal.wait_for("checking")
    (released / "small.py").write_text(RIGHT)
    terminal.wait_for("2 of 2 exercises")
    terminal.type("q")
    assert terminal.close() == 0


def test_ctrl_c_quits_as_well(terminal: Terminal) -> None:
    """Without a word, and with the terminal as it was."""
    terminal.wait_for("q quit")
    os.killpg(terminal.process.pid, signal.SIGINT)
    assert terminal.close() == 0
    assert terminal.after == terminal.before


def test_the_screen_is_in_korean(released: Path) -> None:
    """And a Korean keyboard is understood."""
    opened = Terminal(released, "check", "--watch", "--lang", "ko")
    opened.wait_for("2문제 중 0문제")
    opened.wait_for("끝내기")
    opened.type("ㅂ")
    assert opened.close() == 0
