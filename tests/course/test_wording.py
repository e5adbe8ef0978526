"""The form in which texts are compared, and how much a line gives away."""

from pathlib import Path

import pytest

from grader.course.wording import form, operations, page, size, statements, value
from grader.errors import CourseError


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f( x,y )", "f(x, y,)"),
        ("f('it')", 'F("it")'),
        ("the student\u2019s", "the student's"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("# a\n# b", "a b"),
        (">>> a\n... b", "a\nb"),
        ("> a\n> b", "a  b"),
    ],
)
def test_layout_makes_no_difference(one: str, other: str) -> None:
    """Blanks, trailing commas, quotes, letter case, composition, prompts and comment signs are all one."""
    assert form(one) == form(other)


@pytest.mark.parametrize(("one", "other"), [("x - y", "x + y"), ("1.5", "1 . 5"), ("x1", "x 1"), ("a ** b", "a * b")])
def test_meaning_makes_a_difference(one: str, other: str) -> None:
    """Operators, numbers and names stay whole."""
    assert form(one) != form(other)


@pytest.mark.parametrize(
    ("statement", "computed"),
    [
        ("return x @ y", "x @ y"),
        ("a, b = f(x, axis=0)", "f(x, axis=0)"),
        ("a = b = c", "c"),
        ("self.a[0]: int = 3", "3"),
        ("f(x, axis=0)", "f(x, axis=0)"),
        ("x -= y", "x -= y"),
        ("x == y", "x == y"),
    ],
)
def test_what_a_statement_computes(statement: str, computed: str) -> None:
    """Neither ``return`` nor the names that are assigned to belong to it."""
    assert value(form(statement)) == form(computed)


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("return x", 0),
        ("x = np.asarray(x, dtype=float)", 0),
        ("n = len(np.zeros((2, 3)))", 0),
        ("m = x.mean(axis=0)", 2),
        ("y = a @ b - 1e-8", 2),
        ("if x.ndim != 2:", 1),
    ],
)
def test_operations_count_what_an_author_had_to_think_of(statement: str, count: int) -> None:
    """Conversions and allocations are everybody's; operators, other calls and keyword arguments are not."""
    assert operations(form(statement)) == count


def test_a_wide_letter_counts_twice() -> None:
    """A Korean sentence says as much in half the letters."""
    assert size(form("ab \ud55c\uae00")) == 6


def test_a_match_begins_and_ends_at_a_token_and_knows_its_line() -> None:
    """A needle inside a longer word is none."""
    text = page("first\nmean_x = 3\n\nx =\n3 ")
    assert text.find(form("x = 3")) == 4
    assert text.find(form("an_x = 3")) is None
    assert text.find("") is None


def test_code_in_prose_stands_alone() -> None:
    """Lines, inline code and fenced code are looked up whole; in a fence also what they compute."""
    text = page("Take `a @ b` or\n~~~\ny = c @ d\n~~~\nz = e @ f\n")
    assert (text.alone.get("a @ b"), text.alone.get("c @ d"), text.alone.get("e @ f")) == (1, 3, None)
    assert text.alone["z = e @ f"] == 5


def test_statements_are_logical_lines_and_comments() -> None:
    """A statement over several lines is one; a comment is one by itself."""
    found = statements(Path("a.py"), "\ufeffx = (\n    1  # one\n)\n\ny = 2\n")
    assert [(s.line, s.shown, s.comment) for s in found] == [
        (2, "# one", True),
        (1, "x = (", False),
        (5, "y = 2", False),
    ]
    assert [form(s.text) for s in found if not s.comment] == ["x = ( 1 )", "y = 2"]


@pytest.mark.parametrize("text", ["x = (", "  x\n y\n", "'''"])
def test_what_is_no_python_is_named(text: str) -> None:
    """Unclosed brackets and impossible indentation are the author's to mend."""
    with pytest.raises(CourseError, match=r"a\.py: this is not Python .*; mend it"):
        statements(Path("a.py"), text)
