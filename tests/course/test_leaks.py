"""The leak scan: what was copied is found, however it is laid out; what anyone could write is not."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_course import HIDDEN, SOLUTION, VARIANT, TinyCourse

from grader.course.leaks import Leak, find_leaks, hint_leaks
from grader.course.misconceptions import load_misconceptions
from grader.course.regions import read_source
from grader.course.release import plan_release
from grader.errors import CourseError


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """Build a sound course of one assignment."""
    return TinyCourse(tmp_path)


def scan(tiny: TinyCourse, release: Mapping[str, bytes]) -> tuple[Leak, ...]:
    """Scan what would be released of the tiny course."""
    course = tiny.load()
    return find_leaks(course, course.assignments[0], release)


def scan_handout(tiny: TinyCourse, text: str) -> list[tuple[int, str, str]]:
    """Scan a handout and return line, kind, and the name and line of the origin."""
    return [
        (leak.line, leak.kind.split()[-1], leak.origin.rpartition("/")[2])
        for leak in scan(tiny, {"handout.md": text.encode()})
    ]


def test_a_sound_release_gives_nothing_away(tiny: TinyCourse) -> None:
    """The release of the tiny course is clean, though its suites share imports and marks."""
    course = tiny.load()
    assert scan(tiny, plan_release(course, course.assignments[0])) == ()


def test_a_leak_says_where_it_is_and_where_from(tiny: TinyCourse) -> None:
    """The sentence names both files with their lines, the kind, and enough of the text to recognise it."""
    (leak,) = scan(tiny, {"a/notes.md": b"Hello\n\nself.deviation = np.sqrt(np.mean(center(x) ** 2, axis=0)) + EPS\n"})
    origin = f"{tiny.folder / 'tiny.py'}:23"
    assert leak == Leak(
        file="a/notes.md",
        line=3,
        kind="a line of the solution",
        origin=origin,
        text="self.deviation = np.sqrt(np.mean(center(x) ** 2, axis=0)) +…",
    )
    assert str(leak) == f"a/notes.md:3: gives away a line of the solution ({origin}): {leak.text}; take it out"


COPIES = {
    "a line": "    mean = x.mean(axis=0, keepdims=True)\n",
    "another layout": "mean=x.mean( axis = 0,\n    keepdims = True,\n)\n",
    "what it computes": "Subtract `x.mean(axis=0, keepdims=True)` from it.\n",
    "another name for the result": "m = x.mean(axis=0, keepdims=True)\n",
    "a fenced block": "```python\nmean = x.mean(axis=0, keepdims=True)\n```\n",
    "a prompt": ">>> mean = x.mean(axis=0,\n... keepdims=True)\n",
    "a quotation": "> mean = x.mean(axis=0,\n> keepdims=True)\n",
    "a comment": "# mean = x.mean(axis=0,\n#   keepdims=True)\n",
    "a comment in between": "mean = x.mean(\n    axis=0,  # of each column\n    keepdims=True)\n",
    "carriage returns": "mean = x.mean(\r\naxis=0, keepdims=True)\r\n",
    "letter case": "MEAN = X.MEAN(AXIS=0, KEEPDIMS=TRUE)\n",
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_line_of_the_solution_is_found_in_any_layout(tiny: TinyCourse, text: str) -> None:
    """White space, prompts, quotation and comment signs, line breaks and letter case hide nothing."""
    found = scan_handout(tiny, text)
    assert [(kind, origin) for _, kind, origin in found] == [("solution", "tiny.py:12")]


def test_a_comment_of_the_solution_is_found(tiny: TinyCourse) -> None:
    """The reason of a step belongs to the solution."""
    text = "There is one mean for each\ncolumn, hence the axis.\n"
    assert scan_handout(tiny, text) == [(1, "solution", "tiny.py:11")]


def test_two_plain_lines_are_found_only_together(tiny: TinyCourse) -> None:
    """Lines that anyone might write are no secret until they follow each other."""
    plain = (
        "    # BEGIN SOLUTION center: do\n    n = x.shape[0]\n    total = x.sum()\n    y = 1\n    return total / n\n"
    )
    tiny.replace("tiny.py", "    # BEGIN SOLUTION center: subtract the mean of each column\n", plain)
    assert scan_handout(tiny, "n = x.shape[0]\n\nand then, elsewhere,\ntotal = x.sum()\n") == []
    assert scan_handout(tiny, "Write\n\n    n = x.shape[0]\n\n    total = x.sum()\n") == [(3, "solution", "tiny.py:11")]


@pytest.mark.parametrize(
    "text", ["`x / self.deviation`\n", "```\ny = x / self.deviation\n```\n", "return x/self.deviation\n"]
)
def test_the_only_line_of_a_region_is_found_where_it_stands_alone(tiny: TinyCourse, text: str) -> None:
    """However plain a region's only line is, as a piece of code it is the solution."""
    assert [origin for _, _, origin in scan_handout(tiny, text)] == ["tiny.py:30"]


@pytest.mark.parametrize("text", ["return x / self.deviation * 2\n", "As x / self.deviation shows, all is well.\n"])
def test_the_only_line_of_a_region_inside_another_is_not(tiny: TinyCourse, text: str) -> None:
    """A short expression within a longer one, or in a sentence, may well be chance."""
    assert scan_handout(tiny, text) == []


def test_the_only_line_of_a_region_may_be_nothing_at_all(tiny: TinyCourse) -> None:
    """Handing back the argument is no secret even as a whole region."""
    tiny.replace("tiny.py", "return x / self.deviation", "return x")
    assert scan_handout(tiny, "```\nreturn x\n```\n") == []


def test_what_the_public_part_says_is_no_secret(tiny: TinyCourse) -> None:
    """A line that students are given anyway may be released."""
    line = "    mean = x.mean(axis=0, keepdims=True)\n"
    tiny.replace("tiny.py", "EPS = 1e-12\n", f"EPS = 1e-12\n\n\ndef given(x):\n{line}    return mean\n")
    assert scan_handout(tiny, line) == []


def test_an_instruction_is_public_as_prose(tiny: TinyCourse) -> None:
    """A comment or a hint may repeat what the stub says."""
    tiny.replace("tiny.py", "# one mean for each column, hence the axis", "# subtract the mean of each column")
    assert scan_handout(tiny, "Now subtract the mean of each column.\n") == []


def test_an_instruction_is_no_excuse_for_code(tiny: TinyCourse) -> None:
    """A solution in an instruction would be released in the stub."""
    code = "mean = x.mean(axis=0, keepdims=True)"
    tiny.replace("tiny.py", "center: subtract the mean of each column", f"center: {code}")
    course = tiny.load()
    (leak,) = scan(tiny, plan_release(course, course.assignments[0]))
    assert (leak.file, leak.line) == ("tiny.py", 10)


HARMLESS = {
    "imports": "import numpy as np\nimport pytest\n\nfrom grader.testing import assert_close, exercise\n",
    "a class of tests": '@exercise("center")\nclass TestCenter:\n    def test_by_hand(self, student):\n',
    "the data of a test": "x = np.array([[7.0, 2.0], [9.0, 5.0]])\n",
    "random data": "x = rng.normal(size=(5, 3))\n",
    "a plain check": "assert_close(student.center(x), expected)\n",
    "an error that is promised": 'with pytest.raises(TypeError):\n    student.center("a word, not an array")\n',
    "a formula": "The mean of x is sum(x) / n, computed for each column.\n",
    "the same words": "Which axis is it? How many columns does the table have?\n",
    "a longer name": "zmean = x.mean(axis=0, keepdims=Truest)\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_any_course_says_is_no_leak(tiny: TinyCourse, text: str) -> None:
    """Scaffolding, data and prose that merely resemble a secret pass."""
    assert scan_handout(tiny, text) == []


TESTS = {
    "a check with its numbers": ("assert_close(student.center(np.array([[4.0, 5.0, 6.0]])), np.zeros((1, 3)))\n", 25),
    "against the reference": ("assert_close(student.center(x), reference.center(x))\n", 11),
    "data and check": (HIDDEN[HIDDEN.index("        x = np.array([[7") : HIDDEN.index("    def test_one_row")], 21),
    "a whole test": (HIDDEN[HIDDEN.index("    def test_leaves") : HIDDEN.index("    def test_by_hand")], 14),
}


@pytest.mark.parametrize(("text", "line"), TESTS.values(), ids=TESTS)
def test_a_hidden_test_is_found(tiny: TinyCourse, text: str, line: int) -> None:
    """One check with numbers of its own, a check and its data, or a test as a whole."""
    found = scan_handout(tiny, text)
    assert ("test", f"test_hidden.py:{line}") in [(kind, origin) for _, kind, origin in found]


def test_a_table_of_cases_is_found(tiny: TinyCourse) -> None:
    """Parameters of a hidden test are inputs and expected values."""
    cases = '@pytest.mark.parametrize(("n", "value"), [(1, 0.5), (2, 0.25), (3, 0.125)])'
    tiny.write("test_hidden.py", f"import pytest\n\n{cases}\ndef test_a(n, value):\n    assert n == value\n")
    assert scan_handout(tiny, f"{cases}\n") == [(1, "test", "test_hidden.py:3")]


MISCONCEPTIONS = {
    "summary": ("The mean of everything is taken, not one\nfor each column.\n", "misconception"),
    "author's paragraph": ("It was seen in courses on signals, where there is but one channel.\n", "misconception"),
    "published": ("In image processing, say: in image processing one mean for all channels is usual.", "misconception"),
    "hint": ("*How many means does a table of three columns have?*\n", "hint"),
    "Korean hint": ("열이 세 개인 표에는 평균이\n몇 개 있나요?\n", "hint"),
    "decomposed": ("\u110b\u1167\u11af\u110b\u1175 세 개인 표에는 평균이 몇 개 있나요?\n", "hint"),
    "code": ("overall = x.mean()\nreturn x - overall\n", "misconception"),
}


@pytest.mark.parametrize(("text", "kind"), MISCONCEPTIONS.values(), ids=MISCONCEPTIONS)
def test_a_misconception_is_found(tiny: TinyCourse, text: str, kind: str) -> None:
    """Its docstring, sentence by sentence, its hints and its code stay with the author."""
    assert [found for _, found, _ in scan_handout(tiny, text)] == [kind]


def test_an_alternative_is_found(tiny: TinyCourse) -> None:
    """It is as good an answer as the solution."""
    text = (
        '"""By weights."""\n\n\ndef center(x):\n    weights = np.full(len(x), 1 / len(x))\n    return x - weights @ x\n'
    )
    tiny.write("alternatives/weights.py", text)
    assert scan_handout(tiny, "So: weights = np.full(len(x), 1 / len(x))") == [(1, "alternative", "weights.py:5")]
    assert scan_handout(tiny, "By weights.") == []


def test_a_marked_region_in_another_file_is_found(tiny: TinyCourse) -> None:
    """Only the solution is stripped of its regions; any other file would be released with them."""
    (leak,) = scan(tiny, {"more.py": b"x = 1\n# BEGIN SOLUTION f: do\n"})
    assert (leak.line, leak.kind) == (2, "a marked region")


def test_a_notebook_is_read(tiny: TinyCourse) -> None:
    """The strings of a notebook are its text, whatever JSON makes of quotes and line ends."""
    cells = [{"source": ["def f(x):\n", "    mean = x.mean(\n", "        axis=0, keepdims=True)"], "n": 1}]
    assert [leak.file for leak in scan(tiny, {"a.ipynb": json.dumps({"cells": cells}).encode()})] == ["a.ipynb"]


@pytest.mark.parametrize("prefix", ["{", '{"a": ' + "[" * 100_000])
def test_what_only_begins_like_a_notebook_is_read_as_text(tiny: TinyCourse, prefix: str) -> None:
    """Broken or bottomless JSON is no way around the scan."""
    assert len(scan_handout(tiny, f"{prefix}\nmean = x.mean(axis=0, keepdims=True)\n")) == 1


def test_a_secret_between_bytes_that_are_no_text_is_found(tiny: TinyCourse) -> None:
    """A binary file is scanned for what of it is text."""
    assert len(scan(tiny, {"a.bin": b"\xff\xfe\x00 mean = x.mean(axis=0, keepdims=True) \x80"})) == 1


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30, deadline=None
)
@given(data=st.binary())
def test_the_scan_is_total(tiny: TinyCourse, data: bytes) -> None:
    """Any bytes can be released as far as the scan is concerned."""
    assert isinstance(scan(tiny, {"a": data}), tuple)


def test_leaks_are_sorted_one_for_each_line(tiny: TinyCourse) -> None:
    """Whatever is found twice is said once, in the order of files and lines."""
    whole = SOLUTION.encode()
    places = [(leak.file, leak.line) for leak in scan(tiny, {"b.py": whole, "a.py": whole})]
    assert places == sorted(set(places))
    assert {file for file, _ in places} == {"a.py", "b.py"}


def test_a_hidden_suite_that_is_no_python_is_named(tiny: TinyCourse) -> None:
    """Without its hidden tests the scan would pass for the wrong reason."""
    tiny.write("test_hidden.py", "def test_a(:\n    '''\n")
    with pytest.raises(CourseError, match=r"test_hidden\.py.*: this is not Python"):
        scan(tiny, {})


def test_a_hint_must_not_hold_the_solution(tiny: TinyCourse) -> None:
    """A hint points the way; one that quotes a line of the region gives the answer."""
    hint = "How many means\ndoes a table of three columns have?"
    path = tiny.write(
        "misconceptions/center/overall_mean.py", VARIANT.replace(hint, "Write x.mean(axis=0, keepdims=True).")
    )
    source = read_source(tiny.folder / "tiny.py")
    (leak,) = hint_leaks(load_misconceptions(tiny.load().assignments[0], source.text), source)
    assert (leak.file, leak.kind) == (str(path), "a line of the solution")


def test_a_hint_in_plain_words_is_fine(tiny: TinyCourse) -> None:
    """A question about the columns quotes nothing."""
    source = read_source(tiny.folder / "tiny.py")
    assert hint_leaks(load_misconceptions(tiny.load().assignments[0], source.text), source) == ()
