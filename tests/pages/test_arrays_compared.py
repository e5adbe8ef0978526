"""Two values laid side by side: what is read of them, and how far each entry is off."""

import pytest

from grader.pages.arrays import LARGEST, Entry, Shapes, Side, compare


def levels(expected: str, got: str) -> list[list[list[int]]]:
    """Return how far each entry of each comparison is off."""
    sides = (side for side in compare(expected, got) if isinstance(side, Side))
    return [[[entry.level for entry in row] for row in side.got] for side in sides]


@pytest.mark.parametrize(
    ("got", "level"),
    [("1.0", 0), ("1.0000001", 0), ("1.05", 1), ("1.15", 2), ("1.5", 2), ("-7.0", 3), ("np.nan", 3), ("-np.inf", 3)],
)
def test_an_entry_is_as_strong_as_it_is_wrong(got: str, level: int) -> None:
    """In shares of the largest entry that was expected."""
    other = "9.0" if level == 0 else "0.5"
    found = levels("np.array([1.0, 0.5])", f"np.array([{got}, {other}])")
    assert found[0][0][0] == level


def test_a_matrix_keeps_its_rows() -> None:
    """Both sides, as text."""
    (side,) = compare("np.array([[1.0, 2.0], [3.0, 4.0]])", "np.array([[1.0, 2.0], [3.0, 5.0]])")
    assert isinstance(side, Side)
    assert side.expected[1] == (Entry("3", 0), Entry("4", 0))
    assert side.got[1] == (Entry("3", 0), Entry("5", 2))


def test_of_a_tuple_what_differs_is_shown() -> None:
    """However deep it stands."""
    assert levels("((np.array([1.0, 2.0]), 3), np.array([1, 2]))", "((np.array([1.0, 2.0]), 4), np.array([1, 3]))") == [
        [[0, 2]]
    ]


def test_another_shape_is_said() -> None:
    """There are no entries to compare."""
    assert compare("np.array([1.0])", "np.array([[1.0]])") == (Shapes(expected="(1,)", got="(1, 1)"),)


@pytest.mark.parametrize(
    "text",
    [
        *("None", "ValueError: no", "__import__('os')", "f([1, 2])", "(" * 999, ""),
        *("np.array([x, 1])", "np.array(['a', 'b'])", "np.array([[1], [1, 2]])", "np.array(np.array([1]))"),
    ],
)
def test_what_is_not_plainly_numbers_is_no_picture(text: str) -> None:
    """Nothing is run, and nothing raised."""
    assert compare("np.array([2.0, 1.0])", text) == compare(text, "np.array([2.0, 1.0])") == ()


@pytest.mark.parametrize("size", [1, LARGEST + 1])
def test_one_entry_or_too_many_are_no_picture(size: int) -> None:
    """The code says it better."""
    assert compare(f"np.array({[0] * size})", f"np.array({[1] * size})") == ()
