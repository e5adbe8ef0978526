"""The console: progress, colours, cores, and where a course is."""

import io
import os
import re
import sys
from pathlib import Path

import pytest
from small_course import SmallCourse

from grader.cli import console
from grader.errors import UsageError


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize("total", [1, 7, 10, 25, 1000])
def test_progress_is_a_line_for_each_tenth(capsys: pytest.CaptureFixture[str], total: int) -> None:
    """Not more than ten lines, however large the class, the last when all is done, and never two alike."""
    with console.progress("grading", total) as tick:
        for _ in range(total):
            tick()
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert len(lines) == len(set(lines)) == min(total, 10)
    assert lines[-1] == f"grading: {total} of {total}"


def test_progress_on_a_terminal_is_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows what and how many, and is gone in the end."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with console.progress("grading", 3) as tick:
        for _ in range(3):
            tick()
    assert "grading" in terminal.getvalue()
    assert re.search(r"\x1b\[\dA\x1b\[2K|\x1b\[2K", terminal.getvalue())


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has none, nor has who asked for none, nor a terminal that can do nothing."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert not console.is_colourful()
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert console.is_colourful()
    monkeypatch.setenv("TERM", "dumb")
    assert not console.is_colourful()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.is_colourful()


def test_a_page_is_as_wide_as_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none it has eighty cells, or as many as COLUMNS says; a table of a class has what it needs."""
    monkeypatch.delenv("COLUMNS", raising=False)
    assert (console.width(), console.class_width()) == (80, None)
    monkeypatch.setenv("COLUMNS", "wide")
    assert (console.width(), console.class_width()) == (80, None)
    monkeypatch.setenv("COLUMNS", "60")
    assert (console.width(), console.class_width()) == (60, 60)
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "123")
    assert (console.width(), console.class_width()) == (123, 123)


def test_the_cores_are_those_that_may_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not those that the machine has, where that can be told."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    assert console.cores() == 1
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert console.cores() == 5


def test_a_course_is_found_from_anywhere_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From above the solutions, in them, below them, and beside them."""
    course = SmallCourse(tmp_path)
    beside = tmp_path / "assignments" / "deep"
    beside.mkdir(parents=True)
    for folder in (tmp_path, course.solutions, course.folder, beside):
        monkeypatch.chdir(folder)
        assert console.find_course(None).folder == course.solutions


def test_where_no_course_is_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the option that would help."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"there is no course\.toml here or above; go to your course, or say --course"):
        console.find_course(None)


def test_a_line_ends_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Whether the text ends with a line or not."""
    for text in ("a", "a\n"):
        console.out(text)
        console.err(text)
    assert capsys.readouterr() == ("a\na\n", "a\na\n")


def test_what_is_said_of_a_fault_is_inert(capsys: pytest.CaptureFixture[str]) -> None:
    """A path may have been named by a student."""
    console.err("\x1b]0;title\x07")
    assert capsys.readouterr().err == "\\x1b]0;title\\x07\n"
