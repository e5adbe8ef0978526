"""Nothing that a student reads in Korean is English, but names, code and their own words."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from commanding import Inside
from report_samples import make_case, make_exercise, make_report
from rich.cells import cell_len
from small_course import NAME, SmallCourse

from grader.cli.app import STUDENTS
from grader.judge.sentences import raised, unwritten
from grader.language import catalogue
from grader.pages.student import render_student
from grader.report.text import render_text
from grader.submission import Located, Rejection, read
from grader.testing import assert_close, assert_no_shared_memory, assert_unchanged

# Two words in a row; names stand alone or in code.
PROSE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
GRID = np.arange(6.0).reshape(2, 3)

FAILURES: dict[str, Callable[[], None]] = {
    "values": lambda: assert_close(2 * GRID, GRID),
    "offset": lambda: assert_close(GRID - 1, GRID),
    "no rule": lambda: assert_close(np.array([1.0, 5.0, 2.0]), np.array([1.0, 2.0, 3.0])),
    "transpose": lambda: assert_close(GRID.T, GRID),
    "axis": lambda: assert_close(GRID[None], GRID),
    "order": lambda: assert_close(GRID[:, ::-1], GRID),
    "shape": lambda: assert_close(np.ones(2), GRID),
    "nothing": lambda: assert_close(None, GRID),
    "kind": lambda: assert_close(GRID.astype(int), GRID),
    "width": lambda: assert_close(GRID.astype(np.float32), GRID),
    "promoted": lambda: assert_close(GRID, GRID.astype(np.float32)),
    "nan": lambda: assert_close(GRID * np.nan, GRID),
    "infinite": lambda: assert_close(GRID, np.full((2, 3), np.inf)),
    "number": lambda: assert_close(-2.0, 2.0),
    "string": lambda: assert_close("some words", "other words"[:5]),
    "list": lambda: assert_close([1, 2], (1, 2)),
    "nested": lambda: assert_close({"a": [GRID]}, {"a": [GRID + 1]}),
    "key": lambda: assert_close({"a": 1}, {"b": 1}),
    "booleans": lambda: assert_close(GRID > 1, GRID <= 1),
    "changed": lambda: assert_unchanged(GRID, GRID + 1),
    "became": lambda: assert_unchanged([1, GRID], [2, GRID]),
    "shared": lambda: assert_no_shared_memory(GRID[0], GRID),
}


def message(fails: Callable[[], None]) -> str:
    """Return what a comparison says."""
    with pytest.raises(AssertionError) as caught:
        fails()
    return str(caught.value)


def english(text: str) -> list[str]:
    """Return what reads like English, a student's own words aside."""
    return PROSE.findall(text.replace("some words", "").replace("left right", ""))


@pytest.mark.parametrize("kind", FAILURES)
def test_a_failed_comparison_is_told(kind: str) -> None:
    """Whatever is wrong."""
    text = message(FAILURES[kind])
    assert english(text) or kind in {"number", "string"}
    told = catalogue("ko").told(text)
    assert not english(told), told
    assert told != text


def test_a_report_of_many_failures_is_korean() -> None:
    """As text, and as the student's own page."""
    messages = [*map(message, FAILURES.values()), raised("ValueError", 3, "left right"), unwritten("softmax", 4)]
    cases = (make_case(f"case_{n}", outcome="failed", message=m) for n, m in enumerate(messages))
    report = make_report("student-01", make_exercise(cases=tuple(cases), score=0.0, status="failed"))
    assert not english(render_text(report, language="ko", width=400))
    page = re.sub(r"<(style|script)>.*?</\1>", "", render_student(report, language="ko"), flags=re.DOTALL)
    page = re.sub(r'<span data-say="en" lang="en">.*?</span>', "", page, flags=re.DOTALL)
    page = page.replace(catalogue("en")("Read in English"), "")  # says so in English to who reads Korean
    assert not english(re.sub(r"<[^>]+>", "\n", page))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("m.py", b""),
        ("m.py", b"\xff\xfea\0"),
        ("m.py", b"\xe9"),
        ("m.py", b"a\0"),
        ("m.txt", b"words"),
        ("m.zip", b"no zip"),
        ("m.ipynb", b"{}"),
        ("m.ipynb", b'{"nbformat": 9}'),
        ("m.ipynb", b'{"nbformat": 4}'),
    ],
)
def test_a_rejection_is_korean(tmp_path: Path, name: str, data: bytes) -> None:
    """Why a file cannot be read, in every rendering."""
    (tmp_path / name).write_bytes(data)
    rejected = read(Located(student="s", path=tmp_path / name), "m")
    assert isinstance(rejected, Rejection)
    report = make_report("s", make_exercise(), status="rejected", reason=rejected.reason)
    shown = render_text(report, language="ko", width=400)
    assert english(rejected.reason)
    assert not english(re.sub(r"\(.*?\)", "", shown))  # what the decoder says of JSON


@pytest.mark.parametrize(
    "source",
    [
        "def double(x:\n",
        "raise ValueError('left right')\n",
        "def double(x):\n    return None\n\n\ndef total(x):\n    return [1, 2]\n",
        "def double(x):\n    return x * 3\n\n\ndef total(x):\n    while True:\n        pass\n",
        "import os\nos._exit(3)\n",
        "",
    ],
)
def test_a_check_is_korean(inside: Inside, tmp_path: Path, source: str) -> None:
    """Whatever is wrong with the file."""
    SmallCourse(tmp_path)
    inside("release")
    (tmp_path / "assignments" / NAME / "small.py").write_text(source)
    ran = inside("check", tmp_path / "assignments" / NAME, "--lang", "ko")
    assert ran.code == 1
    said = re.sub(r"(: )[^\n]*never closed|'\(' was.*", "", ran.out)  # Python's own words
    assert not english(said), said


def test_an_error_is_korean(inside: Inside, tmp_path: Path) -> None:
    """No such exercise, no such folder."""
    SmallCourse(tmp_path)
    inside("release")
    for arguments in (("hint", "nope", tmp_path / "assignments" / NAME), ("check", tmp_path / "nowhere")):
        ran = inside(*arguments, "--lang", "ko")
        assert ran.code == 2
        assert not english(ran.err), ran.err


@pytest.mark.parametrize("verb", ["", *sorted(STUDENTS)])
def test_help_is_korean(inside: Inside, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    """All of a student's verbs, and the list of all verbs, in lines that no terminal breaks again."""
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    monkeypatch.setenv("COLUMNS", "60")
    ran = inside(*verb.split(), "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"사용법: grader {verb}")
    assert not english(re.sub(r"grader \w+|--[\w-]+ \S+", "", ran.out)), ran.out
    assert max(map(cell_len, ran.out.splitlines())) <= 60


@pytest.mark.parametrize(
    "arguments",
    ["chekc", "nothing-like-it", "check --foo", "check --al", "hint", "check --lang", "check --json=3", "check a b"],
)
def test_a_command_that_nobody_can_read_is_told_in_korean(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    """What typer complains of, before there is a verb of ours."""
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    ran = inside(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert not english(ran.err), ran.err


def test_a_student_who_interrupts_is_told_so(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of grading, which goes on from there."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.cli.student.find_assignment", interrupt)
    assert inside("check", "--lang", "ko") == (130, "", "grader: 중단되었습니다\n")


def test_the_courses_first_language_is_spoken_unasked(inside: Inside, tmp_path: Path) -> None:
    """A released folder knows it from the first of its titles."""
    SmallCourse(tmp_path)
    inside("release")
    manifest = tmp_path / "assignments" / NAME / "assignment.toml"
    text = manifest.read_text()
    english_first = inside("status", manifest.parent).out
    manifest.write_text(re.sub(r"(\[title\]\n)(en = [^\n]*\n)(ko = [^\n]*\n)", r"\1\3\2", text))
    assert manifest.read_text() != text
    assert "not checked yet" in english_first or "hidden tests" in english_first
    assert "비공개 테스트" in inside("status", manifest.parent).out
