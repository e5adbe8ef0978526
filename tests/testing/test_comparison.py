"""``assert_close``: what passes, what fails whatever it claims of itself, and what the message says."""

import re
from collections import OrderedDict, namedtuple
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.testing import assert_close

NAN, INF = float("nan"), float("inf")


def problem(actual: object, expected: object, **options: Any) -> str:
    """Return the message with which the comparison fails, or nothing."""
    try:
        assert_close(actual, expected, **options)
    except AssertionError as error:
        return str(error)
    return ""


class AgreeableArray(np.ndarray[Any, Any]):
    """An array that says yes to everything."""

    def __eq__(self, other: object) -> Any:
        return True

    def __array_ufunc__(self, *_: object, **__: object) -> Any:
        return np.True_

    def __array_function__(self, *_: object, **__: object) -> Any:
        return np.True_

    __hash__ = None


class AgreeableFloat(float):
    """A number that equals every other."""

    def __eq__(self, other: object) -> bool:
        return True

    def __sub__(self, other: object) -> float:
        return 0.0

    __hash__ = float.__hash__


class Touchy:
    """An object that cannot bear to be asked anything."""

    def _refuse(self, *_: object) -> NoReturn:
        raise RuntimeError("asked")

    __eq__ = __bool__ = __repr__ = __str__ = __len__ = __iter__ = __float__ = __array__ = _refuse
    __hash__ = object.__hash__
    __class__ = property(_refuse)


def touchy_array() -> npt.NDArray[Any]:
    """Return three of them: an exact array, whose arithmetic and comparison would ask them."""
    array = np.empty(3, dtype=object)
    for i in range(3):
        array[i] = Touchy()
    return array


class ClaimsToBeFloat(type):
    """The class of classes that equal ``float``."""

    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(float)


class Impostor(metaclass=ClaimsToBeFloat):
    """An instance of a class that equals ``float``."""


Point = namedtuple("Point", "x y")  # noqa: PYI024 - an untyped one is what students write

ROW = np.array([1.0, 2.0, 4.0])
GRID = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        7,
        True,
        2j,
        "word",
        b"bytes",
        None,
        NAN,
        INF,
        1 << 80,
        np.float32(1.5),
        np.float16(1.5),
        np.longdouble(1.5),
        np.complex64(1j),
        np.int8(3),
        np.bool_(True),
        np.str_("word"),
        np.bytes_(b"w"),
        ROW,
        GRID,
        GRID.T,
        np.array(2.0),
        np.array([NAN, INF, -INF, 0.0]),
        np.array([1j, NAN]),
        np.zeros((0, 3)),
        np.array(["a", "bc"]),
        np.array([b"a"]),
        np.array([True, False]),
        np.arange(3, dtype=np.uint8),
        (1.0, (2, [3])),
        {"a": ROW, 1: "x", None: 2.0, ("t", 0): 3},
        (),
        [],
        {},
    ],
    ids=repr,
)
def test_a_value_is_close_to_itself(value: object) -> None:
    """Whatever can be expected passes for itself."""
    assert_close(value, value)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (np.float64(1.0), 1.0),
        (1.0, np.float64(1.0)),
        (np.int32(3), 3),
        (3, np.uint8(3)),
        (np.bool_(True), True),
        (True, np.bool_(True)),
        (np.complex128(1j), 1j),
        ("a", np.str_("a")),
        (b"a", np.bytes_(b"a")),
        (np.arange(3, dtype=np.int32), np.arange(3, dtype=np.int64)),
        (np.array([1.0]).astype(">f8"), np.array([1.0])),
        (np.array([1.0, 2.0]), [1, 2]),
        (np.array([1.0, 2.0]), (1, np.float64(2.0))),
        (np.array([[1.0], [2.0]]), [[1], [2]]),
        (np.array([True, False]), [True, False]),
        (np.array([1j, 1.0]), [1j, 1]),
        (np.array([]), []),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({np.int64(1): 2.0}, {1: 2.0}),
        ((np.array([1.0]), 2.0), ([1.0], 2.0)),
        (1.0 + 5e-8, 1.0),
        (np.float32(1.00005), np.float32(1.0)),
        (np.array([1.005], np.float16), np.array([1.0], np.float16)),
        (np.array([1 + 5e-5], np.complex64), np.array([1], np.complex64)),
        (5e-10, 0.0),
    ],
)
def test_the_same_value_in_another_accepted_type_is_close(actual: object, expected: object) -> None:
    """NumPy's double is Python's, any integer is an integer, a list of numbers stands for an array."""
    assert_close(actual, expected)


HOSTILE = [
    pytest.param(ROW.view(AgreeableArray), ROW, "an AgreeableArray where an array of shape (3,)", id="subclass"),
    pytest.param(AgreeableFloat(9.0), 1.0, "an AgreeableFloat where a float", id="float subclass"),
    pytest.param(np.ma.array(ROW), ROW, "a MaskedArray where an array", id="masked array"),
    pytest.param(np.ma.masked, 1.0, "a MaskedConstant where a float", id="masked"),
    pytest.param(touchy_array(), ROW, "dtype object where float64 is expected: Python objects", id="objects"),
    pytest.param(np.zeros(3, dtype="f8,f8"), ROW, "something else, not real numbers", id="structured"),
    pytest.param(Touchy(), ROW, "a Touchy where an array", id="touchy array"),
    pytest.param(Touchy(), 1.0, "a Touchy where a float", id="touchy float"),
    pytest.param(Touchy(), "a", "a Touchy where a str", id="touchy str"),
    pytest.param(Touchy(), None, "a Touchy where None", id="touchy None"),
    pytest.param(Touchy(), (1,), "a Touchy where a tuple of 1", id="touchy tuple"),
    pytest.param(Touchy(), {"a": 1}, "a Touchy where a dict of 1", id="touchy dict"),
    pytest.param((Touchy(),), (1.0,), "in result[0]: a Touchy where a float", id="touchy entry"),
    pytest.param({Touchy(): 1}, {"a": 1}, "a Touchy is a key", id="touchy key"),
    pytest.param({(1, Touchy()): 1}, {(1, 2): 1}, "a tuple of 2 is a key", id="touchy in a key"),
    pytest.param(Impostor(), 1.0, "an Impostor where a float", id="metaclass"),
    pytest.param(np.full(3, NAN), ROW, "3 of 3 entries NaN where no such value is expected, first at [0]", id="nan"),
    pytest.param(NAN, 1.0, "got nan, expected 1", id="nan float"),
    pytest.param(np.full(3, 1j * NAN), ROW.astype(complex), "3 of 3 entries NaN", id="complex nan"),
    pytest.param(np.array([1.0, INF, 4.0]), ROW, "1 of 3 entries infinite", id="inf"),
    pytest.param(ROW, np.array([1.0, NAN, 4.0]), "1 of 3 entries not NaN where NaN is expected", id="nan lost"),
    pytest.param(ROW, np.array([1.0, INF, 4.0]), "1 of 3 entries not infinite where infinite", id="inf lost"),
    pytest.param(np.array([-INF, 1.0]), np.array([INF, 1.0]), "the largest absolute error is inf at [0]", id="-inf"),
    pytest.param(np.empty(0), ROW, "shape (0,) where (3,) is expected", id="empty"),
    pytest.param(np.empty((0, 3)), GRID, "shape (0, 3) where (2, 3) is expected", id="no rows"),
    pytest.param(np.ones((1, 3)), np.ones((2, 3)), "shape (1, 3) where (2, 3)", id="row constant"),
    pytest.param(np.array(1.0), np.ones(3), "shape () where (3,)", id="broadcast 0-d"),
    pytest.param(1.0, np.ones(3), "a float where an array of shape (3,)", id="broadcast scalar"),
    pytest.param(np.ones(3), 1.0, "an array of shape (3,) and dtype float64 where a float", id="array for scalar"),
    pytest.param(np.array(1.0), 1.0, "an array of shape () and dtype float64 where a float", id="0-d for scalar"),
    pytest.param(True, 1, "a bool where an int", id="bool for int"),
    pytest.param(np.True_, 1, "a bool where an int", id="np.bool_ for int"),
    pytest.param(1, True, "an int where a bool", id="int for bool"),
    pytest.param(1, 1.0, "an int where a float", id="int for float"),
    pytest.param(1.0, 1, "a float where an int", id="float for int"),
    pytest.param(np.timedelta64(1, "D"), 1, "a timedelta64 where an int", id="timedelta for int"),
    pytest.param(1 + 0j, 1.0, "a complex where a float", id="complex for float"),
    pytest.param(np.float32(1), 1.0, "precision was lost on the way", id="float32 for float"),
    pytest.param(1.0, np.float32(1), "something promoted it", id="float for float32"),
    pytest.param(np.complex64(1), 1 + 0j, "precision was lost", id="complex64 for complex"),
    pytest.param(None, ROW, "None where an array of shape (3,) and dtype float64", id="None"),
    pytest.param(None, (1, 2), "is a `return` missing?", id="None for tuple"),
    pytest.param("1", 1, "a str where an int", id="str for int"),
    pytest.param(b"a", "a", "a bytes where a str", id="bytes for str"),
    pytest.param(np.str_("a"), "a", "a str_ where a str", id="np.str_ for str"),
    pytest.param("a", "b", "got 'a', expected 'b'", id="strings"),
    pytest.param(3, 4, "got 3, expected 4", id="ints"),
    pytest.param(False, True, "got False, expected True", id="bools"),
    pytest.param(ROW.astype(int), ROW, "dtype int64 where float64 is expected: integers, not real", id="int array"),
    pytest.param(ROW.astype(complex), ROW, "complex numbers, not real numbers", id="complex array"),
    pytest.param(ROW > 1, ROW, "dtype bool where float64", id="bool array"),
    pytest.param(ROW.astype("f4"), ROW, "dtype float32 where float64 is expected: precision was lost", id="float32"),
    pytest.param(ROW, ROW.astype("f4"), "dtype float64 where float32 is expected: something promoted it", id="wide"),
    pytest.param(np.array([1], "u1"), np.array([1]), "unsigned integers, not integers", id="unsigned"),
    pytest.param(ROW, [True, False, True], "dtype float64 where bool", id="list of booleans"),
    pytest.param(np.array([1, 2]), [1, 2], "dtype int64 where float64", id="int array for a list"),
    pytest.param([1.0, 2.0], (1.0, 2.0), "a list of 2 where a tuple of 2", id="list for tuple"),
    pytest.param((1.0, 2.0), [1.0, 2.0], "a tuple of 2 where a list of 2", id="tuple for list"),
    pytest.param(Point(1, 2), (1, 2), "a Point where a tuple of 2", id="namedtuple"),
    pytest.param(OrderedDict(a=1), {"a": 1}, "an OrderedDict where a dict of 1", id="dict subclass"),
    pytest.param((1, 2, 3), (1, 2), "a tuple of 3 where a tuple of 2", id="too long"),
    pytest.param((), (1, 2), "a tuple of 0 where a tuple of 2", id="too short"),
    pytest.param([1.0], ROW, "a list of 1 where an array", id="list for array"),
    pytest.param({}, {"a": 1}, "the key 'a' is missing", id="missing key"),
    pytest.param({"a": 1, None: 1}, {"a": 1}, "the key None is not expected", id="extra key"),
    pytest.param({True: 1}, {1: 1}, "the key 1 is missing", id="True is not 1"),
    pytest.param({1.0: 1}, {1: 1}, "the key 1 is missing", id="1.0 is not 1"),
    pytest.param({"a": {"b": (1, 2)}}, {"a": {"b": (1, 3)}}, "in result['a']['b'][1]: got 2, expected 3", id="nested"),
    pytest.param(np.array(["a"]), np.array(["b"]), "first at [0]: got 'a', expected 'b'", id="string array"),
    pytest.param(ROW, (ROW,), "an array of shape (3,) and dtype float64 where a tuple of 1", id="array for tuple"),
    pytest.param(np.ones(2), [[1.0], [1.0, 2.0]], "where a list of 2 is expected", id="ragged is a container"),
    pytest.param(np.ones(2), [1.0, True], "where a list of 2 is expected", id="booleans are no numbers"),
]


@pytest.mark.parametrize(("actual", "expected", "words"), HOSTILE)
def test_what_is_not_the_expected_value_fails_and_says_so(actual: object, expected: object, words: str) -> None:
    """No type, shape, emptiness, NaN or claim about itself gets a wrong value past the comparison."""
    assert words in problem(actual, expected)


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_a_matrix_is_no_array() -> None:
    """``np.matrix`` multiplies otherwise: it is a fault, even with the right entries."""
    assert "a matrix where an array of shape (2, 3)" in problem(np.asmatrix(GRID), GRID)


@pytest.mark.parametrize(
    ("dtype", "rtol", "atol"),
    [
        (np.float64, 1e-7, 1e-9),
        (np.complex128, 1e-7, 1e-9),
        (np.float32, 1e-4, 1e-5),
        (np.complex64, 1e-4, 1e-5),
        (np.float16, 1e-2, 1e-3),
    ],
)
def test_the_tolerance_follows_the_expected_dtype(dtype: npt.DTypeLike, rtol: float, atol: float) -> None:
    """Each width has its own tolerance, relative for large numbers and absolute near zero."""
    hundred, zero = np.array([100.0], dtype), np.array([0.0], dtype)
    assert_close(hundred * (1 + 0.5 * rtol), hundred)
    assert_close(zero + 0.8 * atol, zero)
    assert problem(hundred * (1 + 2 * rtol), hundred)
    assert problem(zero + 1.5 * atol, zero)


def test_the_bound_itself_is_close() -> None:
    """The comparison is ``<=``: a difference of exactly the tolerance passes, the next number does not."""
    assert_close(1.5, 1.0, rtol=0, atol=0.5)
    assert problem(np.nextafter(1.5, 2), 1.0, rtol=0, atol=0.5)


def test_the_relative_tolerance_is_that_of_the_expected_value() -> None:
    """``rtol`` is a share of what is expected, so that a huge result does not widen it."""
    assert_close(1.5, 1.0, rtol=0.5, atol=0)
    assert problem(1.0, 0.6, rtol=0.5, atol=0)


def test_no_tolerance_applies_to_integers_and_booleans() -> None:
    """Labels and counts are exact, whatever the tolerance."""
    assert problem(np.array([1, 2]), np.array([1, 3]), rtol=10, atol=10)
    assert problem(3, 4, atol=10)


def test_an_exact_dtype_is_demanded_where_it_is_given() -> None:
    """``dtype`` pins what the kind leaves open."""
    assert_close(np.array([1, 2], np.int32), np.array([1, 2]), dtype=np.int32)
    assert_close(np.array([1, 2]), [1, 2], dtype=np.int64)
    assert_close(np.float32(1), 1.0, dtype=np.float32)
    assert_close(2.0, 2, dtype=float)
    assert_close(np.array([1.5], np.float32), np.array([1.5]), dtype=np.float32)
    assert "dtype int64 where exactly int32" in problem(np.array([1]), np.array([1]), dtype=np.int32)
    assert "a number of dtype int64 where exactly int32" in problem(np.int64(1), 1, dtype=np.int32)
    assert "a list of 1 where an array" in problem([1.0], [1.0], dtype=float)


def test_only_the_expected_value_is_converted() -> None:
    """A list of numbers that a student returns stays a list."""
    assert "a list of 2 where an array" in problem([1.0, 2.0], np.array([1.0, 2.0]))


@pytest.mark.parametrize(
    ("expected", "options", "error", "words"),
    [
        (object(), {}, TypeError, "cannot compare with an object"),
        (np.array([None]), {}, TypeError, "cannot compare with an array of shape \\(1,\\) and dtype object"),
        (np.zeros(2, "f8,f8"), {}, TypeError, "cannot compare with"),
        ([1 << 80], {}, TypeError, "cannot compare with an array"),
        (1.5, {"dtype": int}, TypeError, "a float cannot stand for dtype int64; mend one of the two"),
        ([1.5], {"dtype": int}, TypeError, "cannot stand for dtype int64"),
        (object(), {"dtype": float}, TypeError, "an object cannot stand for dtype float64"),
        ({"a": 1}, {"dtype": float}, TypeError, "`dtype` is for an array or a number"),
        ((ROW,), {"dtype": float}, TypeError, "compare the entries one by one"),
        (1.0, {"rtol": -1}, ValueError, "rtol is -1; write a number, finite and not negative"),
        (1.0, {"atol": INF}, ValueError, "atol is inf"),
        (1.0, {"atol": NAN}, ValueError, "atol is nan"),
        (1.0, {"rtol": "tight"}, ValueError, "rtol is 'tight'"),
        (1.0, {"rtol": True}, ValueError, "rtol is True"),
    ],
)
def test_a_suites_own_fault_is_no_students(
    expected: object, options: dict[str, Any], error: type[Exception], words: str
) -> None:
    """What cannot be expected raises, and no AssertionError, whatever the student returned."""
    with pytest.raises(error, match=words):
        assert_close(np.ones(1), expected, **options)


def test_none_is_expected_whatever_the_dtype() -> None:
    """A function that returns nothing has no dtype."""
    assert_close(None, None, dtype=float)


def test_the_first_difference_is_told_and_no_other() -> None:
    """One thing to mend at a time."""
    assert problem((1.0, 2.0, 3.0), (1.0, 5.0, 5.0)).startswith("in result[1]: got 2, expected 5")


def test_numbers_that_look_alike_are_told_apart() -> None:
    """A message never reads ``got 1, expected 1``."""
    assert problem(1.0 + 1e-12, 1.0, rtol=0, atol=0) == "got 1.0000000000010001, expected 1"


def test_the_message_counts_and_places() -> None:
    """The whole of a message about values: how many, how far, where first."""
    actual = GRID.copy()
    actual[0, 1] += 0.5
    actual[1, 2] -= 3
    assert problem(actual, GRID) == (
        "2 of 6 entries wrong in an array of shape (2, 3) and dtype float64; "
        "the largest absolute error is 3 at [1, 2]\n"
        "first at [0, 1]: got 2.5, expected 2"
    )


def test_a_nan_that_is_expected_is_no_error() -> None:
    """Where two NaN or two infinities agree, the error is none."""
    message = problem(np.array([NAN, 1.0, INF, 5.0]), np.array([NAN, 2.0, INF, 7.0]))
    assert "2 of 4 entries wrong" in message
    assert "the largest absolute error is 2 at [3]" in message


def test_the_largest_error_of_large_integers_is_exact() -> None:
    """Integers are subtracted as integers: beyond 2**53 a double would see no difference."""
    message = problem(np.array([2**62 + 1, -(2**62)]), np.array([2**62, 2**62]))
    assert "the largest absolute error is 9223372036854775808 at [1]" in message
    assert "first at [0]: got 4611686018427387905, expected 4611686018427387904" in message
    assert "error is 1 at [1]" in problem(np.array([0, 2**62 + 1]), np.array([0, 2**62]))


def test_long_values_are_cut() -> None:
    """A message stays short, whatever it speaks of."""
    assert "an integer of 100001 bits" in problem(1 << 100_000, 1)
    assert len(problem("x" * 100_000, "y")) < 100
    assert len(problem({"k" * 1000: {"k" * 1000: 1}}, {"k" * 1000: {"k" * 1000: 2}})) < 200
    assert len(problem(np.zeros((1,) * 60), np.zeros(2))) < 200


def test_a_class_name_cannot_draw_on_the_terminal() -> None:
    """A class may be called anything: what is not printable is escaped, what is long is cut."""
    assert "\x1b" not in problem(type("A\x1b[2J", (), {})(), 1.0)
    assert len(problem(type("A" * 5000, (), {})(), 1.0)) < 100


def test_the_comparison_ignores_the_suites_errstate() -> None:
    """The comparison's own arithmetic may overflow under an errstate that raises."""
    with np.errstate(all="raise"):
        assert "got -1e+308, expected 1e+308" in problem(-1e308, 1e308)
        assert "wrong" in problem(np.array([-1e308, 1.0]), np.array([1e308, 1.0]))
        assert "wrong" in problem(np.full(3, 6e4, np.float16), np.full(3, -6e4, np.float16))


def test_neither_value_is_changed() -> None:
    """The comparison leaves both arrays as they were, with NaN and all."""
    actual, expected = np.array([NAN, INF, 1.0]), np.array([NAN, -INF, 2.0])
    copies = actual.tobytes(), expected.tobytes()
    problem(actual, expected)
    assert (actual.tobytes(), expected.tobytes()) == copies


def test_pytest_hides_the_comparisons_own_frames() -> None:
    """A student sees the line of the suite, not ours."""
    with pytest.raises(AssertionError) as raised:
        assert_close(1.0, 2.0)
    assert [entry.name for entry in raised.traceback if not entry.ishidden(raised)] == [
        "test_pytest_hides_the_comparisons_own_frames"
    ]


FLOATS = hnp.arrays(
    dtype=st.sampled_from([np.float64, np.float32, np.float16, np.complex128]),
    shape=hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
ANY_ARRAY = hnp.arrays(
    dtype=hnp.scalar_dtypes(), shape=hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text() | st.binary()
VALUES = st.recursive(
    SCALARS | ANY_ARRAY,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=6,
)


@settings(deadline=None)  # the machine may be busy
@given(FLOATS)
def test_an_array_is_close_to_its_copy(array: npt.NDArray[Any]) -> None:
    """Close is reflexive, with NaN and infinities, at any shape."""
    assert_close(array.copy(), array, rtol=0, atol=0)


@settings(deadline=None)  # the machine may be busy
@given(
    hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e6, 1e6)),
    st.data(),
    st.floats(1.001, 1e3),
)
def test_an_entry_beyond_the_tolerance_fails(array: npt.NDArray[Any], data: st.DataObject, times: float) -> None:
    """One entry off by more than the tolerance is found, and its place is told."""
    place = data.draw(st.tuples(*(st.integers(0, n - 1) for n in array.shape)))
    actual = array.copy()
    actual[place] += times * (1e-9 + 1e-7 * abs(array[place])) * data.draw(st.sampled_from([1, -1]))
    assert f"first at [{', '.join(str(i) for i in place)}]" in problem(actual, array)


@settings(deadline=None)  # the machine may be busy
@given(VALUES, VALUES)
def test_the_message_is_bounded_and_the_same_every_time(actual: object, expected: object) -> None:
    """Whatever is compared: no exception but ours, at most 600 characters and 4 lines, no memory address."""
    try:
        message = problem(actual, expected)
    except TypeError:  # a dtype that no suite expects
        return
    assert len(message) <= 600
    assert message.count("\n") <= 3
    assert not re.search(r"0x[0-9a-f]{6}", message)
    assert message == problem(actual, expected)
