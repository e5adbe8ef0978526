"""What a suite's marks make of a test, and what is said of marks that cannot be."""

from fractions import Fraction
from types import SimpleNamespace
from typing import cast

import pytest

from grader.errors import CourseError
from grader.testing.marks import MARKS, case_id, describe
from grader.verdict import Case


def cases(pytester: pytest.Pytester, text: str) -> list[Case]:
    """Collect a suite and describe its tests."""
    header = "import numpy as np, pytest\nfrom fractions import Fraction\nfrom grader.testing import exercise\n"
    return [describe(item) for item in pytester.getitems(header + text)]


def test_a_case_without_further_marks_is_a_core_case_of_weight_1(pytester: pytest.Pytester) -> None:
    """The exercise is all that an author must say."""
    assert cases(pytester, "@exercise('softmax')\ndef test_a(): pass\n") == [Case(id="test_a", exercise="softmax")]


def test_the_id_is_the_node_id_without_the_file(pytester: pytest.Pytester) -> None:
    """Classes and parameters belong to it, even where a parameter holds what separates them."""
    text = "@exercise('f')\nclass TestA:\n    @pytest.mark.parametrize('x', ['a::b'])\n    def test_b(self, x): pass\n"
    assert [case.id for case in cases(pytester, text)] == ["TestA::test_b[a::b]"]


def test_the_closest_mark_holds(pytester: pytest.Pytester) -> None:
    """A method's mark before its class's, a class's before its module's."""
    text = """
pytestmark = [exercise("of_module"), pytest.mark.weight(2)]
def test_a(): pass
@exercise("of_class")
@pytest.mark.group("edge")
class TestB:
    def test_c(self): pass
    @exercise("of_method")
    @pytest.mark.group("robust")
    @pytest.mark.weight(3)
    @pytest.mark.expects_error
    def test_d(self): pass
"""
    assert cases(pytester, text) == [
        Case(id="test_a", exercise="of_module", weight=Fraction(2)),
        Case(id="TestB::test_c", exercise="of_class", group="edge", weight=Fraction(2)),
        Case(id="TestB::test_d", exercise="of_method", group="robust", weight=Fraction(3), expects_error=True),
    ]


@pytest.mark.parametrize(
    ("weight", "exact"),
    [
        ("0.1", Fraction(1, 10)),
        ("3", Fraction(3)),
        ("Fraction(1, 3)", Fraction(1, 3)),
        ("1e-3", Fraction(1, 1000)),
        ("np.float64(0.5)", Fraction(1, 2)),
    ],
)
def test_a_weight_is_exactly_what_is_written(pytester: pytest.Pytester, weight: str, exact: Fraction) -> None:
    """A tenth is a tenth, and no sum of powers of two."""
    text = f"@exercise('f')\n@pytest.mark.weight({weight})\ndef test_a(): pass\n"
    assert [case.weight for case in cases(pytester, text)] == [exact]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ("", 'test_a: it belongs to no exercise; write @exercise("name") on it or on its class'),
        ("@exercise('no name')", "test_a: its exercise is 'no name'; write the name of an exercise"),
        ("@exercise(3)", "its exercise is 3"),
        ("@pytest.mark.exercise('f', 'g')", "mark `exercise` has other arguments than it takes; write exercise(name)"),
        ("@exercise('f')\n@pytest.mark.group('easy')", "its group is 'easy'; the groups are core, edge, robust"),
        ("@exercise('f')\n@pytest.mark.group()", "write group(name)"),
        ("@exercise('f')\n@pytest.mark.group(name='edge')", "write group(name)"),
        ("@exercise('f')\n@pytest.mark.weight(0)", "its weight is 0; write a positive number"),
        ("@exercise('f')\n@pytest.mark.weight(-1.5)", "its weight is -1.5"),
        ("@exercise('f')\n@pytest.mark.weight(float('nan'))", "its weight is nan"),
        ("@exercise('f')\n@pytest.mark.weight(float('inf'))", "its weight is inf"),
        ("@exercise('f')\n@pytest.mark.weight('2')", "its weight is '2'"),
        ("@exercise('f')\n@pytest.mark.weight(True)", "its weight is True"),
        ("@exercise('f')\n@pytest.mark.weight", "write weight(number)"),
        ("@exercise('f')\n@pytest.mark.expects_error('yes')", "write expects_error"),
    ],
)
def test_marks_that_cannot_be_are_told_with_file_and_line(pytester: pytest.Pytester, marks: str, words: str) -> None:
    """The suite's path and line, the case, the fault and what to write."""
    with pytest.raises(CourseError) as raised:
        cases(pytester, f"{marks}\ndef test_a(): pass\n")
    assert words in str(raised.value)
    assert str(raised.value).startswith(
        str(pytester.path / "test_marks_that_cannot_be_are_told_with_file_and_line.py:")
    )


def test_the_line_is_that_of_the_test(pytester: pytest.Pytester) -> None:
    """Counted from 1, as editors count."""
    with pytest.raises(CourseError, match=r"\.py:5: test_a: it belongs to no exercise"):
        cases(pytester, "\ndef test_a(): pass\n")


def test_the_first_line_is_line_1(pytester: pytest.Pytester) -> None:
    """A line number of zero is a line, too."""
    (item,) = pytester.getitems("def test_a(): pass\n")
    with pytest.raises(CourseError, match=r"\.py:1: test_a: it belongs to no exercise"):
        describe(item)


def test_a_test_made_elsewhere_has_no_line_in_the_suite(pytester: pytest.Pytester) -> None:
    """A line of the library would lead astray."""
    text = "from grader.testing import universal_battery\nTestF = universal_battery('no name', lambda rng: ())\n"
    with pytest.raises(CourseError, match=r"\.py: TestF::test_leaves_its_inputs_unchanged: its exercise is 'no name'"):
        cases(pytester, text)


def test_an_item_of_another_kind_has_its_whole_node_id() -> None:
    """Not every item has a file in its id."""
    item = cast("pytest.Item", SimpleNamespace(nodeid="elsewhere"))
    assert case_id(item) == "elsewhere"


def test_every_mark_says_what_it_takes() -> None:
    """``pytest --markers`` shows these lines."""
    assert [line.partition(":")[0] for line in MARKS] == [
        "exercise(name)",
        "group(name)",
        "weight(number)",
        "expects_error",
    ]
