"""What an operation did to its arguments comes back: in place, as in process."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from wire_frames import Array, End, Far, connected, hand_over

from grader.wire import Raised, Request, Returned, WireError
from grader.wire.changes import apply_change
from grader.wire.endpoint import MAX_NESTING


def _call(function: Callable[..., object], *arguments: object) -> Any:
    """Call a function at the other end and return the answer."""
    near, far = connected()
    return near.request(Request("call", Far(hand_over(far, function), ""), arguments))


def _result(function: Callable[..., object], *arguments: object) -> Any:
    answer = _call(function, *arguments)
    assert isinstance(answer, Returned), answer
    return answer.value


def _add_one(array: Array) -> None:
    array += 1


@pytest.mark.parametrize(
    "cut",
    [
        *(lambda a: a, lambda a: a.T, lambda a: a[::2], lambda a: a[:, 1:3], lambda a: a[::-1, ::-2]),
        *(lambda a: a[1], lambda a: a[:, 2], lambda a: a[1:1], lambda a: a[2, 3, ...]),
    ],
)
@pytest.mark.parametrize("order", ["C", "F"])
def test_an_array_changes_in_place_and_nothing_around_it(cut: Callable[[Array], Array], order: Any) -> None:
    """Whatever part of a larger array is the argument, exactly that part changes."""
    here, expected = np.arange(20.0).reshape(4, 5).copy(order), np.arange(20.0).reshape(4, 5).copy(order)
    _result(_add_one, cut(here))
    _add_one(cut(expected))
    assert np.array_equal(here, expected)


def test_what_was_not_changed_is_not_sent_back() -> None:
    """An answer carries no content of arguments that stayed the same."""
    near, far = connected()
    array = np.zeros(1000)
    number = hand_over(far, lambda a: float(a.sum()))
    near.request(Request("call", Far(number, ""), (array,)))
    assert [type(held) for held in near.table] == [np.ndarray, dict]  # the argument, and the empty keywords


def test_a_change_of_bits_alone_is_a_change() -> None:
    """A zero that lost its sign has changed."""
    here = np.array([-0.0])
    _result(lambda a: a.fill(0.0), here)
    assert not np.signbit(here[0])


def test_a_read_only_argument_stays_as_it_was() -> None:
    """Even where the other side makes its copy writable."""

    def force(array: Array) -> None:
        array.flags.writeable = True
        array[:] = 9

    here = np.zeros(3)
    here.flags.writeable = False
    _result(force, here)
    assert here.tolist() == [0, 0, 0]


def _set(container: Any, key: object, value: object) -> None:
    container[key] = value


def _delete(container: Any, key: object) -> None:
    del container[key]


_CHANGES: dict[str, Callable[[Any], object]] = {
    "rebound": lambda c: _set(c, 0, "new"),
    "rebound to the same number of another type": lambda c: _set(c, 0, 1.0),
    "cleared": lambda c: c.clear(),
    "shortened": lambda c: _delete(c, 1),
    "untouched": lambda _: None,
}


@pytest.mark.parametrize(
    "change",
    [
        *_CHANGES.values(),
        lambda c: c.extend([1, [2]]),
        lambda c: c.reverse(),
        lambda c: c[2].append(c[3]),
        lambda c: c.append(c[2]),
        lambda c: c.__setitem__(slice(None), [c[2], c[2]]),
    ],
)
def test_a_list_changes_as_in_process(change: Callable[[Any], object]) -> None:
    """Entries rebound, added, removed and moved are so here, in the same list."""
    here: list[Any] = [1, 2.0, ["inner"], {"k": 1}]
    expected: list[Any] = [1, 2.0, ["inner"], {"k": 1}]
    inner = here[2]
    _result(change, here)
    change(expected)
    assert here == expected
    assert list(map(type, here)) == list(map(type, expected))
    assert all(item is inner for item in here if type(item) is list and item != [2])


@pytest.mark.parametrize(
    "change",
    [
        *_CHANGES.values(),
        lambda c: c.update(a=1, b=[2]),
        lambda c: c.setdefault("inner", 3),
        lambda c: c["inner"].update(x=1),
        lambda c: _set(c, 0, c.pop(0)),
    ],
)
def test_a_dict_changes_as_in_process(change: Callable[[Any], object]) -> None:
    """Keys added, removed and reordered are so here, in the same dict."""
    here: dict[Any, Any] = {0: 1, 1: "b", "inner": {"k": 1}}
    expected: dict[Any, Any] = {0: 1, 1: "b", "inner": {"k": 1}}
    inner = here["inner"]
    _result(change, here)
    change(expected)
    assert list(here.items()) == list(expected.items())
    assert "inner" not in here or here["inner"] is inner


def test_containers_within_tuples_change() -> None:
    """A tuple cannot change, what it holds can."""
    inner, array = [1], np.zeros(2)
    here = ((inner, {"a": array}),)

    def change(value: Any) -> None:
        value[0][0].append(2)
        value[0][1]["a"][0] = 5

    _result(change, here)
    assert inner == [1, 2]
    assert array.tolist() == [5, 0]


def test_an_array_that_replaces_an_entry_is_a_new_one() -> None:
    """Rebinding an entry leaves the array that it held alone."""
    old = np.zeros(2)
    here = {"w": old}
    _result(lambda d: _set(d, "w", d["w"] + 1), here)
    assert here["w"].tolist() == [1, 1]
    assert old.tolist() == [0, 0]


@pytest.mark.parametrize("kind", [np.random.PCG64, np.random.PCG64DXSM])
def test_a_generator_comes_back_advanced(kind: type[np.random.BitGenerator]) -> None:
    """Numbers drawn there are not drawn here again."""
    here, expected = np.random.Generator(kind(1)), np.random.Generator(kind(1))
    drawn = _result(lambda rng: rng.normal(size=3), here)
    assert drawn.tolist() == expected.normal(size=3).tolist()
    assert here.normal() == expected.normal()


@pytest.mark.parametrize("argument", [np.zeros(2), [1], {"a": 1}, np.random.default_rng(0)], ids=str)
def test_an_argument_that_is_returned_is_the_same_object(argument: object) -> None:
    """Identity survives the way there and back, alone and within a result."""
    assert _result(lambda x: x, argument) is argument
    assert _result(lambda x: {"k": (x,)}, argument)["k"][0] is argument


def test_an_argument_that_is_changed_and_returned_is_the_same_object() -> None:
    """Its new content does not stand in for it."""

    def change(value: list[int]) -> list[int]:
        value.append(2)
        return value

    here = [1]
    assert _result(change, here) is here
    assert here == [1, 2]


def test_two_changed_arguments_may_hold_each_other() -> None:
    """A change that mentions another changed argument means that argument."""

    def swap(first: list[Any], second: list[Any]) -> None:
        first[:], second[:] = [second, 1], [2]

    first: list[Any] = []
    second: list[Any] = []
    _result(swap, first, second)
    assert first[0] is second
    assert second == [2]


def test_changes_come_back_with_an_exception() -> None:
    """What was changed before it was raised is changed."""

    def fail(value: list[int]) -> None:
        value.append(1)
        raise ValueError("late")

    here: list[int] = []
    assert _call(fail, here) == Raised(("ValueError", "Exception"), "late")
    assert here == [1]


@pytest.mark.parametrize(
    "function",
    [lambda a: a[1:], lambda a: a.T, lambda a: a.reshape(3, 2), lambda a: [a.ravel()], lambda a: {"k": (a[:, ::-1],)}],
)
def test_a_view_of_an_argument_is_reported(function: Callable[[Array], object]) -> None:
    """A result that uses an argument's memory is paired with that argument."""
    near, far = connected()
    array = np.arange(6.0).reshape(2, 3)
    number = hand_over(far, lambda _, argument: function(argument))
    answer = near.request(Request("call", Far(number, ""), (np.zeros(1), array)))
    ((_, argument),) = answer.sharing
    assert near.table[argument] is array


@pytest.mark.parametrize("function", [lambda a: a.copy(), lambda a: a + 0, lambda a: a.flatten(), lambda a: a])
def test_a_copy_of_an_argument_is_not_reported(function: Callable[[Array], object]) -> None:
    """New memory, and the argument itself, are no views."""
    assert _call(function, np.arange(6.0)).sharing == ()


@pytest.mark.parametrize("attribute", [("shape", (6,)), ("dtype", np.dtype("i8"))])
def test_an_argument_given_another_shape_in_place_is_an_exception(attribute: tuple[str, object]) -> None:
    """What cannot be done to the original is told to whoever did it, and breaks nothing."""

    def reshape(array: Array) -> None:
        import warnings  # noqa: PLC0415  setting these is deprecated, and still done

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            setattr(array, *attribute)

    answer = _call(reshape, np.zeros((2, 3)))
    assert isinstance(answer, Raised)
    assert answer.ancestry == ("UnsendableError", "Exception")
    assert "shape or dtype of an argument was changed in place" in answer.message


def test_a_dict_given_a_key_that_cannot_cross_is_an_exception() -> None:
    """The dict is not replaced by something else, and the other side lives on."""
    here: dict[Any, Any] = {}
    answer = _call(lambda d: _set(d, (1, 2), 3), here)
    assert isinstance(answer, Raised)
    assert "keys other than str" in answer.message
    assert here == {}


@pytest.mark.parametrize(
    ("original", "content"),
    [
        ([1], {}),
        ({}, []),
        ([1], (1,)),
        ([1], None),
        (np.zeros(3), np.zeros(4)),
        (np.zeros(3), np.zeros((3, 1))),
        (np.zeros(3), np.zeros(3, dtype=np.float32)),
        (np.zeros(3), [0.0] * 3),
        (np.random.default_rng(0), np.random.Generator(np.random.PCG64DXSM(0))),
        (np.random.default_rng(0), None),
        (None, None),
    ],
    ids=str,
)
def test_content_that_does_not_fit_its_object_is_refused(original: object, content: object) -> None:
    """An argument comes back as what it was: of its type, shape, dtype and kind of generator."""
    with pytest.raises(WireError, match="came back as something else"):
        apply_change(original, content)


def _deep(near: End, far: End, levels: int) -> Any:
    """Call back and forth that many times, the two ends taking turns."""

    def step(left: int) -> Any:
        if left == 0:
            return "bottom"
        end, other = (near, far) if (levels - left) % 2 == 0 else (far, near)
        answer = end.request(Request("call", Far(numbers[id(other)], ""), (left - 1,)))
        return answer.value if isinstance(answer, Returned) else answer.ancestry

    numbers = {id(end): hand_over(end, step) for end in (near, far)}
    return step(levels)


def test_calls_nest_to_a_bound_and_then_are_an_exception() -> None:
    """Up to the bound calls into either end are served; deeper is answered like any recursion without end."""
    assert _deep(*connected(), 2 * MAX_NESTING) == "bottom"
    assert _deep(*connected(), 2 * MAX_NESTING + 1) == ("RecursionError", "RuntimeError", "Exception")
