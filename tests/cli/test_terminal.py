"""What a terminal of sixty cells is shown, in colour and without, and what goes into a pipe: the same words."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import COMMAND, Command
from rich.cells import cell_len
from small_course import HALF, NAME, RIGHT, SmallCourse

from grader.course.release import plan_release, write_release

WIDTH = 60
COLOURS = re.compile(r"\x1b\[[\d;]*m")
# What has to be copied stays whole.
WHOLE = re.compile(r"(?:sha256:)?[0-9a-f]{64}")
LOUD = "print('\\x1b[2J 한글 ' + 'x' * 100)\n"
SOURCES = {
    "wrong": LOUD + HALF,
    "right": RIGHT,
    "crashed": "import os\nos._exit(3)\n",
    "no_python": "def double(x:\n",
    "none": "",
}
HINT = '[[total]]\nen = "Add up all the entries of the array, in whatever order they are, once."\nko = "배열의 원소를 순서와 상관없이 하나도 빠짐없이 한 번씩만 더해 보세요. 순서는 어떻든 좋습니다."\n'  # noqa: E501  a line of TOML


def in_a_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Run a command whose standard output is a terminal of sixty cells, and return what it wrote there."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, WIDTH, 0, 0))
    plain = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR"}}
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
        env={**plain, "TERM": "xterm-256color", **environment},
    )
    os.close(slave)
    with os.fdopen(master, "rb", 0) as screen:
        written = b"".join(_until_it_ends(screen.fileno()))
    process.wait(60)
    return written.decode().replace("\r\n", "\n")


def _until_it_ends(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            written = os.read(descriptor, 1 << 16)
        except OSError:  # how Linux says that nobody has the terminal open any more
            return
        if not written:
            return
        yield written


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """Release the small assignment with a hint."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", HINT)
    write_release(plan_release(course.load(), course.assignment()), tmp_path / NAME)
    return tmp_path / NAME


def assert_the_same_everywhere(folder: Path, *arguments: str) -> str:
    """Compare what a terminal, one without colours, and a pipe are given by a verb that changes nothing."""
    coloured = in_a_terminal(folder, *arguments)
    piped = Command(folder)(*arguments, COLUMNS=str(WIDTH))
    assert "\x1b" not in piped.out + piped.err
    assert in_a_terminal(folder, *arguments, NO_COLOR="1") == piped.err + piped.out
    assert COLOURS.sub("", coloured) == piped.err + piped.out
    wide = [line for line in (piped.err + piped.out).splitlines() if cell_len(line) > WIDTH]
    assert not [line for line in wide if not WHOLE.fullmatch(line)]
    return coloured


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", SOURCES)
def test_a_check_is_the_same_everywhere(released: Path, name: str, language: str) -> None:
    """Within sixty cells, whatever the file does; colours add nothing, and are not where nobody wants them."""
    (released / "small.py").write_text(SOURCES[name])
    assert "\x1b[" in assert_the_same_everywhere(released, "check", "--all", "--lang", language)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_other_verbs_of_a_student_are_the_same_everywhere(released: Path, language: str) -> None:
    """How far they are, a hint, the zip."""
    (released / "small.py").write_text(SOURCES["wrong"])
    Command(released)("hint", "total")
    for verb in (("status",), ("hint", "total"), ("submit",)):
        assert_the_same_everywhere(released, *verb, "--lang", language)


def test_the_verbs_of_an_instructor_are_the_same_everywhere(tmp_path: Path) -> None:
    """The class, a student's report; grading has no bar where there is no terminal for it."""
    SmallCourse(tmp_path)
    handed_in = tmp_path / "handed in"
    handed_in.mkdir()
    for place, source in enumerate(SOURCES.values()):
        (handed_in / f"학생-{place}.py").write_text(source)
    graded = Command(tmp_path)("grade", NAME, "handed in", "--out", "out", "--sandbox", "none")
    assert "\x1b" not in graded.out + graded.err
    assert "\x1b" not in in_a_terminal(
        tmp_path, "grade", NAME, "handed in", "--out", "again", "--sandbox", "none", NO_COLOR="1"
    )
    assert_the_same_everywhere(tmp_path, "report", "out")
    assert_the_same_everywhere(tmp_path, "report", "out", "--student", "학생-0", "--lang", "ko")


def test_a_watch_needs_a_terminal_that_can_do_something(released: Path) -> None:
    """Otherwise it says so, instead of writing screens one below the other."""
    assert "--watch needs a terminal" in in_a_terminal(released, "check", "--watch", TERM="dumb")
