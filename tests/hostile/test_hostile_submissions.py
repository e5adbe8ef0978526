"""Submissions that say, raise, return and are called what would act, graded by the real command: nothing of it acts."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from commanding import Command, Inside, Ran
from hostile_texts import BOUND, LONG, TEXTS
from inertness import assert_json, assert_moves_nothing, assert_terminal, tamed
from outputs import OUTPUTS
from small_course import HALF, NAME, SmallCourse

from grader.grading.folder import read_reports
from grader.nbgrader.graded import comment_on
from grader.report.model import Report

# What no file may be called on the systems that grade, and what no class may be called in Python.
_NO_FILE = re.compile(r"[/\x00\ud800-\udfff]")
_NO_CLASS = re.compile(r"[\x00\ud800-\udfff]")

RAISES = """
def double(x):
    raise ValueError({text})

def total(x):
    raise type({name}, (Exception,), {{}})({text})
"""

RETURNS = """
class Thing:
    def __repr__(self):
        return {text}
    __str__ = __repr__
    __getattr__ = __len__ = __getitem__ = lambda self, *_: {text}

def double(x):
    return type({name}, (Thing,), {{}})()

def total(x):
    return {text}
"""


def _literal(text: str) -> str:
    return repr(text) if len(text) < LONG // 2 else f"{text[:3]!r} * {len(text) // 3}"


def _code(template: str, text: str) -> str:
    name = _literal(_NO_CLASS.sub("", text))
    return f"print({_literal(text)})\n" + template.format(text=_literal(text), name=name)


def _notebook(text: str) -> str:
    cells = [f"!{text}", f"%%{text}", f"def double(x):\n    return {_literal(text)}", f"{text} :=", HALF]
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"c{place}",
                    "metadata": {},
                    "outputs": [],
                    "execution_count": None,
                    "source": source[:9_000],
                }
                for place, source in enumerate(cells)
            ],
        }
    )


def _zipped(text: str) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        archive.writestr((_NO_CLASS.sub("", text) or "x")[:9_000], "x = 1")
        archive.writestr("more.txt", "x")
    return page.getvalue()


def hand_in(folder: Path, name: str, text: str) -> None:
    """Hand in everything in which a text may stand, the first file called as the text says."""
    called = _NO_FILE.sub("", text)[:20]
    (folder / f"{called}{name}.py").write_text(_code(RAISES, text))
    (folder / f"{name}-returns.py").write_text(_code(RETURNS, text))
    (folder / f"{name}-python.py").write_text(f"def double(x):\n    {text[:9_000]!a} {text[:9_000]!a} =\n")
    (folder / f"{name}-cells.ipynb").write_text(_notebook(text))
    (folder / f"{name}-zip.zip").write_bytes(_zipped(text))
    inside = folder / f"{name}-folder"
    inside.mkdir()
    (inside / f"{called}.py").write_text("x = 1")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """Grade all of them, once; what the command said, and where the reports are."""
    root = tmp_path_factory.mktemp("hostile")
    SmallCourse(root)
    (root / "class").mkdir()
    for name, text in TEXTS.items():
        hand_in(root / "class", name, text)
    ran = Command(root)("grade", NAME, "class", "--out", "out", "--sandbox", "none", "--json")
    assert ran.code == 0, ran.err
    return ran, root / "out"


@pytest.fixture(scope="module")
def reports(graded: tuple[Ran, Path]) -> Mapping[str, Report]:
    """Read the reports that were written."""
    return MappingProxyType({one.student: one for one in read_reports(graded[1])})


def test_every_submission_has_its_report(reports: Mapping[str, Report]) -> None:
    """Nothing was lost or judged twice, and a text that is refused nowhere stands wherever it was put."""
    assert len(reports) == 6 * len(TEXTS)
    assert {one.status for one in reports.values()} == {"graded", "rejected"}
    assert all(one.score < one.max_score for one in reports.values())
    text = TEXTS["script"]
    ways = ("-returns", "-cells", "-zip", "-folder")
    returned, cells, zipped, folder = (reports[f"script{way}"] for way in ways)
    raised = next(one for one in reports.values() if one.student == f"{_NO_FILE.sub('', text)[:20]}script")
    assert f"raised ValueError on line 4: {text}" in raised.exercises[0].cases[0].message
    assert f"raised {text} on line" in raised.exercises[1].cases[0].message
    assert f"a {text} where an array" in returned.exercises[0].cases[0].message
    assert [note.detail for note in cells.notes][:2] == [f"!{text}", f"%%{text}"]
    assert text in (zipped.reason or "")
    assert "<script>" in (folder.reason or "")


@pytest.mark.parametrize("output", OUTPUTS)
def test_what_is_made_of_it_is_inert(output: str, reports: Mapping[str, Report]) -> None:
    """Every output has the structure that it has without the texts, of each submission and of all together."""
    render, check = OUTPUTS[output]
    everything = list(reports.values())
    twins = [tamed(one, student=f"student-{place}") for place, one in enumerate(everything)]
    for made, tame in zip(render(everything), render(twins), strict=True):
        check(made, tame)


def test_the_command_says_and_writes_nothing_that_acts(graded: tuple[Ran, Path]) -> None:
    """Its progress, its JSON, and the names of the files that it writes, all of them bounded."""
    ran, folder = graded
    assert_terminal(ran.err, "")
    assert_json(ran.out, ran.out)
    for path in folder.rglob("*"):
        assert_moves_nothing(path.name, lines=False)
        assert path.is_dir() or path.stat().st_size <= BOUND


@pytest.mark.parametrize("name", TEXTS)
def test_a_students_own_check_is_inert(name: str, inside: Inside, tmp_path: Path) -> None:
    """What their code prints and raises, on their own terminal, and as JSON."""
    SmallCourse(tmp_path)
    inside("release")
    released = tmp_path / "assignments" / NAME
    (released / "small.py").write_text(_code(RAISES, TEXTS[name]))
    ran = inside("check", released)
    assert ran.code == 1
    assert "Your code printed:" in ran.out
    assert_terminal(ran.out + ran.err, "")
    said = inside("check", released, "--json").out
    assert_json(said, said)


@pytest.mark.parametrize("name", TEXTS)
def test_an_error_of_the_command_is_inert(name: str, inside: Inside, tmp_path: Path) -> None:
    """It may name what a student called a file, be it as an argument that a shell has made of it."""
    SmallCourse(tmp_path)
    text = TEXTS[name][:200].replace("\0", "")
    (tmp_path / "out" / "reports").mkdir(parents=True)
    for arguments in (
        ("check", text),
        ("grade", NAME, text),
        ("grade", text, "."),
        ("report", "out", "--student", text),
        ("hint", text),
        ("status", f"--{text}"),
        (f"-{text}",),
        (f"x{text}",),
    ):
        ran = inside(*arguments)
        assert ran.code in {0, 1, 2}
        assert_terminal(ran.out + ran.err, "")


def test_what_nbgrader_is_told_is_inert(reports: Mapping[str, Report]) -> None:
    """A comment beside an answer."""
    for one in reports.values():
        for exercise in one.exercises:
            assert_moves_nothing(comment_on(one, exercise, "ko") or "")
