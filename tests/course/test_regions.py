"""Regions: one grammar, one total parser."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.regions import LIKE_A_MARKER, Text, fill, parse, read_source
from grader.errors import CourseError

PATH = Path("solutions/01_tiny/tiny.py")

TWO = """\
def f(x):
    # BEGIN SOLUTION f: add one
    # why one
    y = x + 1

    return y
    # END SOLUTION


# BEGIN SOLUTION g: nothing
g = 0
# END SOLUTION
"""

LINES = st.sampled_from(
    ["x = 1", "", "    return x", "# BEGIN SOLUTION f: do it", "    # BEGIN SOLUTION g: do", "# END SOLUTION", "\ufeff"]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", ""])


def test_a_region_knows_what_its_markers_say() -> None:
    """Name, instruction, indent, first and last line, and the number of lines of code."""
    first, second = parse(TWO, PATH).regions
    assert (first.exercise, first.instruction, first.indent) == ("f", "add one", "    ")
    assert (first.line, first.last_line, first.code_lines) == (2, 7, 2)
    assert first.body[0] == "    # why one\n"
    assert (second.exercise, second.line, second.indent) == ("g", 10, "")


def test_texts_know_their_first_line() -> None:
    """A part of plain text can be found again in the file."""
    assert [(part.line, part.text) for part in parse(TWO, PATH).parts if isinstance(part, Text)] == [
        (1, "def f(x):\n"),
        (8, "\n\n"),
    ]


def test_exercises_are_named_once_in_the_order_of_the_file() -> None:
    """Two regions of one exercise are one exercise."""
    assert parse(TWO + TWO.replace("f: add", "h: add"), PATH).exercises == ("f", "g", "h")


def test_fill_replaces_regions_with_their_markers_and_nothing_else() -> None:
    """What stands outside the markers stays to the byte."""
    assert fill(parse(TWO, PATH), lambda region: f"<{region.exercise}>\n") == "def f(x):\n<f>\n\n\n<g>\n"


@given(st.text())
def test_text_without_markers_is_one_text_and_comes_back(text: str) -> None:
    """Any text that holds nothing like a marker has no region, and filling it changes nothing."""
    if LIKE_A_MARKER.search(text):
        return
    source = parse(text, PATH)
    assert source.regions == ()
    assert fill(source, lambda _: "never") == text


@given(st.lists(st.tuples(LINES, ENDS)))
def test_the_parts_together_are_the_text(lines: list[tuple[str, str]]) -> None:
    """Whatever parses can be put together again to the byte, whatever its line ends."""
    text = "".join(line + end for line, end in lines)
    try:
        source = parse(text, PATH)
    except CourseError:
        return
    assert source.text == text
    assert fill(source, lambda region: region.text) == text


@given(st.lists(st.tuples(st.sampled_from(["x", "# BEGIN SOLUTION f: a", "# END SOLUTION"]), ENDS.filter(bool))))
def test_markers_parse_exactly_if_they_alternate(lines: list[tuple[str, str]]) -> None:
    """BEGIN, END, BEGIN, END ... is the whole grammar."""
    markers = [line.split()[1] for line, _ in lines if line != "x"]
    sound = markers == ["BEGIN", "END"] * (len(markers) // 2)
    text = "".join(line + end for line, end in lines)
    if sound:
        assert len(parse(text, PATH).regions) == len(markers) // 2
    else:
        with pytest.raises(CourseError):
            parse(text, PATH)


def test_carriage_returns_and_a_byte_order_mark_survive() -> None:
    """A file from another system keeps its first bytes and its line ends."""
    text = "\ufeff" + TWO.split("\n\n\n")[1].replace("\n", "\r\n")
    source = parse(text, PATH)
    assert source.regions[0].newline == "\r\n"
    assert source.regions[0].body == ("g = 0\r\n",)
    assert fill(source, lambda _: "") == "\ufeff"


def test_lines_are_counted_as_an_editor_does() -> None:
    """A form feed or a line separator inside a line does not count as a line end."""
    assert parse('a = "\x0c\u2028"\r' + TWO, PATH).regions[0].line == 3


@pytest.mark.parametrize("sign", ["#", "###", "#####"])
def test_other_graders_markers_are_understood(sign: str) -> None:
    """Three comment signs are as good as one."""
    assert parse(f"{sign} BEGIN SOLUTION f: do\nx = 1\n{sign} END SOLUTION", PATH).exercises == ("f",)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("# BEGIN SOLUTION f: a\nx\n# BEGIN SOLUTION g: b\n", 3, r"inside a region \(opened on line 1\); close"),
        ("x\n# BEGIN SOLUTION f: a\nx\n", 2, "never closed; write `# END SOLUTION`"),
        ("x\n\n    # END SOLUTION\n", 3, "no region is open here; take out"),
        ("# BEGIN SOLUTION f: a\nx\n# END SOLUTION\n# END SOLUTION\n", 4, "no region is open here"),
        ("# BEGIN SOLUTION\nx\n# END SOLUTION\n", 1, "without an exercise's name"),
        ("# BEGIN SOLUTION: what to do\nx\n# END SOLUTION\n", 1, "without an exercise's name"),
        ("# BEGIN SOLUTION two words: what\nx\n# END SOLUTION\n", 1, "without an exercise's name"),
        ("# BEGIN SOLUTION f:  \nx\n# END SOLUTION\n", 1, "or without an instruction; write"),
        ("x = 1  # BEGIN SOLUTION f: a\nx\n# END SOLUTION\n", 1, "not a marker alone on its line; write"),
        ("# BEGIN SOLUTION f: a\nx = 2  # END SOLUTION\n", 2, "not a marker alone on its line"),
        ("# BEGIN SOLUTION f: a\nx\n# END SOLUTION f\n", 3, "not a marker alone on its line"),
        ("# BEGIN SOLUTIONS f: a\nx\n# END SOLUTION\n", 1, "not a marker alone on its line"),
        ("# begin solution f: a\nx\n# end solution\n", 1, "not a marker alone on its line"),
        ("# BEGIN_SOLUTION f: a\nx\n# END_SOLUTION\n", 1, "not a marker alone on its line"),
    ],
)
def test_faulty_markers_are_named_with_their_line(text: str, line: int, problem: str) -> None:
    """Nothing that looks like a marker is passed over, for it would release the solution."""
    with pytest.raises(CourseError, match=problem) as caught:
        parse(text, PATH)
    assert str(caught.value).startswith(f"{PATH}:{line}: ")


def test_a_source_is_read_to_the_byte(tmp_path: Path) -> None:
    """Reading translates no line ends."""
    path = tmp_path / "a.py"
    path.write_bytes(TWO.replace("\n", "\r\n").encode())
    assert read_source(path).text.encode() == path.read_bytes()


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    """An assignment without its solution says so."""
    with pytest.raises(CourseError, match=r"a\.py: there is no such file; write it"):
        read_source(tmp_path / "a.py")


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    """What the system cannot read is one sentence."""
    with pytest.raises(CourseError, match="cannot be read"):
        read_source(tmp_path)


def test_a_source_is_utf8(tmp_path: Path) -> None:
    """Another encoding is named as such."""
    (tmp_path / "a.py").write_bytes(b"# \xb0")
    with pytest.raises(CourseError, match="this is not UTF-8; save it as UTF-8"):
        read_source(tmp_path / "a.py")
