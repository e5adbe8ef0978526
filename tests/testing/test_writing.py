"""Values written as code: pasted, they are the same again; whatever they are, the text is short."""

from typing import Any

import numpy as np
import pytest

from grader.testing.writing import MOST_CHARACTERS, write

VALUES: list[Any] = [
    *(None, True, 3, -0.5, 1e300, 1 + 2j, "it's", b"\x00", (), (1,), (1, 2.5), [], [[1], "a"], {"a": 1, 2: (None,)}),
    *(np.float32(0.1), np.int64(3), np.float64(1.5)),
    *(np.array([1.0, -0.0]), np.array([[1, 2], [3, 4]]), np.array([True]), np.array(2.5), np.array([1j])),
    *(
        np.array([1.5], dtype=np.float32),
        np.array([1], dtype=np.uint8),
        np.array(["a", "bc"]),
        np.array(["a"], dtype="<U5"),
    ),
    *(np.empty((0, 3)), np.empty(0), np.empty((2, 0), dtype=np.int32)),
    {"w": [np.ones(2), 0.5]},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_pasted_it_is_the_same(value: object) -> None:
    """Of the same type, dtype and shape."""
    again = eval(write(value), {"np": np})  # noqa: S307  ours
    assert type(again) is type(value)
    assert repr(again) == repr(value)
    if isinstance(value, np.ndarray):
        assert (again.dtype, again.shape) == (value.dtype, value.shape)


def test_what_is_not_finite_is_a_name_of_numpys() -> None:
    """Python has no literal for it."""
    assert write([np.nan, np.inf, -np.inf]) == "[np.nan, np.inf, -np.inf]"
    assert write(np.array([-np.inf, 1.0])) == "np.array([-np.inf, 1.0])"


def test_any_value_is_short() -> None:
    """However often it holds itself, however long it is; and it is not asked what it is."""
    bomb: Any = 0
    for _ in range(40):
        bomb = [bomb, bomb]

    class Rude:
        def __repr__(self) -> str:
            raise AssertionError

    for value in (
        bomb,
        "x" * 10**6,
        [1] * 10**6,
        np.zeros(10**6),
        10**9000,
        Rude(),
        np.array([Rude()]),
        np.str_("y" * 9999),
    ):
        assert len(write(value)) <= MOST_CHARACTERS
    assert write(Rude()) == "<a Rude>"
    assert write(np.zeros((600, 2))) == "<an array of shape (600, 2) and dtype float64>"
