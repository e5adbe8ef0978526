"""Cells become a module: which definition is the answer, what is left out, and what one cell cannot do to others."""

from typing import Any

import pytest

from grader.notebook.assembly import assemble

Cells = list[tuple[bool, str, str]]

STUB = "def f(x):\n    # TODO(f): add one\n    raise NotImplementedError('f')"
RIGHT = "def f(x):\n    return x + 1"
OTHER = "def f(x):\n    return x - 1"


def code(text: str) -> tuple[bool, str, str]:
    """Return a code cell that is nobody's answer."""
    return True, "", text


def answer(text: str, name: str = "f") -> tuple[bool, str, str]:
    """Return the cell of an exercise."""
    return True, f"exercise-{name}", text


def text(words: str) -> tuple[bool, str, str]:
    """Return a cell of text."""
    return False, "", words


def module(cells: Cells) -> dict[str, Any]:
    """Put cells together and import what comes out."""
    names: dict[str, Any] = {}
    exec(assemble(cells)[0], names)  # noqa: S102  what a worker does
    return names


def notes(cells: Cells) -> list[tuple[str, int, str]]:
    """Return what is said about cells."""
    return assemble(cells)[1]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([answer(RIGHT)], id="as it was handed out"),
        pytest.param([code(RIGHT)], id="metadata and ids stripped"),
        pytest.param([answer(STUB), code(RIGHT)], id="written in a cell of one's own"),
        pytest.param([code(RIGHT), answer(STUB)], id="and that before the exercise's"),
        pytest.param([answer(RIGHT), code(OTHER)], id="tried otherwise in another cell"),
        pytest.param([answer(RIGHT), answer(STUB)], id="the stub copied back below"),
        pytest.param([answer(STUB), answer(RIGHT)], id="the cell copied and written below"),
        pytest.param([code(STUB), code(RIGHT), code(STUB)], id="copied without ids"),
        pytest.param([answer("def f(x):\n    '''Add one.'''"), code("    return x + 1")], id="split in its body"),
        pytest.param([answer("def f(x):"), code("    y = x"), code("    return y + 1")], id="split twice"),
        pytest.param([answer(f"g = 2\n{RIGHT}\nclass C:\n    pass")], id="merged with others"),
        pytest.param([(False, "exercise-f", RIGHT)], id="its type changed to text"),
        pytest.param([text(RIGHT)], id="its type changed and its id lost"),
        pytest.param([answer(RIGHT.replace("\n", "\r\n"))], id="with the line ends of Windows"),
        pytest.param([answer("    def f(x):\n        return x + 1")], id="indented as a whole"),
        pytest.param([answer(RIGHT), code("f = f(3)"), code("del f")], id="its name used for something else below"),
        pytest.param([code("raise ValueError"), answer(RIGHT)], id="after a cell that fails"),
        pytest.param([answer(f"1 / 0\n{RIGHT}\n1 / 0")], id="between lines that fail"),
        pytest.param([code("import nowhere\nimport math"), answer(RIGHT)], id="after an import that fails"),
        pytest.param([code("def ("), answer(RIGHT), code("x = = 1")], id="between cells that are no Python"),
        pytest.param([answer(f"%%time\n{RIGHT}")], id="timed"),
        pytest.param([answer(f"%matplotlib inline\n!ls\n{RIGHT}\nf?\nfiles = !ls")], id="with lines for IPython"),
        pytest.param([code("%%bash\ndef f"), answer(RIGHT)], id="after a cell of another language"),
        pytest.param([code("import sys\nsys.exit()"), answer(RIGHT), code("quit()")], id="between exits"),
        pytest.param([code("return 3"), code("await f"), answer(RIGHT)], id="after what no module may have"),
        pytest.param([code("from __future__ import annotations"), answer(RIGHT)], id="with a future"),
        pytest.param([code("x = 1"), code("from __future__ import annotations"), answer(RIGHT)], id="a late future"),
    ],
)
def test_the_answer_is_found(cells: Cells) -> None:
    """However the notebook was rearranged, the function that was written is the one that counts."""
    assert module(cells)["f"](1) == 2


def test_magics_in_strings_and_continued_lines_stay() -> None:
    """A line is for IPython only where the cell is no Python with it."""
    names = module([code("x = (7\n  % 4)\ny = '''\n%time\n!ls'''")])
    assert (names["x"], names["y"]) == (3, "\n%time\n!ls")


def test_a_block_whose_only_line_was_a_magic_stays_a_block() -> None:
    """An indented magic leaves something behind that may stand there."""
    assert module([code("if True:\n    %time x\ny = 1")])["y"] == 1


def test_definitions_that_are_no_answers_keep_the_order_of_the_notebook() -> None:
    """Without a stub and without an exercise's cell the last definition holds, as in any module."""
    assert module([code(RIGHT), code(OTHER)])["f"](1) == 0


def test_several_definitions_of_one_name_in_the_chosen_cell_stay() -> None:
    """Registering functions under one throwaway name is a way of writing, not a copy."""
    many = "found = []\ndef keep(g):\n    found.append(g)\n@keep\ndef _(): pass\n@keep\ndef _(): pass"
    assert len(module([answer(many)])["found"]) == 2


def test_calls_of_grader_are_left_out() -> None:
    """What the released notebook calls is not there where it is judged, and not missed."""
    text_, said = assemble([code("from grader.jupyter import check, plot"), code('check("f")'), code("plot()")])
    assert (text_.strip(), said) == ("", [])


def test_the_student_is_told_what_was_left_out_and_chosen() -> None:
    """A note has the cell's number as Jupyter counts all cells, and what of it."""
    assert notes([text("a"), code("%time 1"), code("x = ="), answer(RIGHT), code(OTHER)]) == [
        ("ipython", 2, "%time 1"),
        ("python", 3, "line 1: invalid syntax"),
        ("chosen", 4, "f"),
    ]


def test_notes_are_bounded() -> None:
    """A thousand bad cells do not fill a report."""
    assert len(notes([code("x = =")] * 1000)) == 20
