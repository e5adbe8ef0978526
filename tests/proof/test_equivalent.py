"""Declared equivalents: read and checked."""

from pathlib import Path

import pytest
from small_course import SmallCourse

from grader.errors import CourseError
from grader.proof.equivalent import load_equivalents

ENTRY = '[[equivalent]]\nfunction = "f"\noriginal = "a"\nmutated = """\n  b\n    c\n"""\nwhy = "Because."\n'


def test_an_assignment_may_have_none(tmp_path: Path) -> None:
    """Without a file there are none."""
    assert load_equivalents(SmallCourse(tmp_path).assignment()) == ()


def test_an_entry_is_known_by_its_lines_stripped(tmp_path: Path) -> None:
    """However they are indented in the file."""
    course = SmallCourse(tmp_path)
    course.write("equivalent.toml", ENTRY)
    (entry,) = load_equivalents(course.assignment())
    assert entry.key == ("f", "a", "b\nc")
    assert str(entry) == "f: b / c"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ENTRY + ENTRY, "f: b / c is there twice; take one out"),
        (ENTRY.replace("Because.", " "), "`why` is empty; argue"),
        (ENTRY.replace('why = "Because."\n', ""), "missing required field `why`"),
        ("[[equivalents]]\n", "unknown field"),
        ("equivalent", "this is not TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, problem: str) -> None:
    """An entry without an argument, or one that is there twice, is an author's fault."""
    course = SmallCourse(tmp_path)
    course.write("equivalent.toml", text)
    with pytest.raises(CourseError, match=rf"equivalent\.toml.*{problem}"):
        load_equivalents(course.assignment())
