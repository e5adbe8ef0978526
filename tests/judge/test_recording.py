"""A recording keeps what was asked and answered as it was then, whole or not at all."""

from typing import Any

import numpy as np
import pytest

from grader.judge import recording
from grader.judge.handle import Handle
from grader.judge.recording import Recording, copied_value
from grader.wire import Request


def call(*arguments: object, **keywords: object) -> Request:
    """Return a request to call something."""
    return Request("call", None, arguments, keywords)


def test_arguments_are_kept_as_they_were_before_and_after() -> None:
    """What the student changes is seen in what comes after alone; what is changed later is not seen at all."""
    kept = Recording()
    x, y, result = np.zeros(2), [1, {"a": np.ones(1)}], [np.full(1, 3.0)]
    request = call(x, y=y)
    kept.asked(request)
    x[0] = 7
    y.append(2)
    kept.answered(request, result)
    x[:] = y[1]["a"][:] = result[0][:] = 9  # type: ignore[index]  # a dict
    (one,) = kept.calls
    assert one.arguments[0].tolist() == [0, 0]
    assert one.keywords == {"y": [1, {"a": 1.0}]}
    assert one.after[0][0].tolist() == [7, 0]
    assert one.after[1] == {"y": [1, {"a": 1.0}, 2]}
    assert one.result == [3.0]
    assert kept.complete


def test_what_a_callback_asks_is_no_call_of_the_suites() -> None:
    """A replay makes such requests again by itself; the outer call is there once, and so is the next."""
    kept = Recording()
    outer, inner, following = call(1), call(2), call(3)
    kept.asked(outer)
    kept.asked(inner)
    kept.answered(inner, 20)
    kept.answered(outer, 10)
    kept.asked(following)
    kept.answered(following, 30)
    assert [one.result for one in kept.calls] == [10, 30]


def test_an_exception_is_an_answer() -> None:
    """It is kept as the object that it is."""
    kept, error = Recording(), ValueError("no")
    kept.asked(call(1))
    kept.answered(call(1), error)
    assert kept.calls[0].result is error


def test_more_than_is_worth_keeping_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recording says so; going on asking costs neither memory nor an error."""
    monkeypatch.setattr(recording, "_MAX_BYTES", 10_000)
    for place in range(3):
        kept = Recording()
        sizes = [10, 10, 10]
        sizes[place] = 10_000
        x = np.zeros(sizes[0], dtype=np.int8)
        request = Request("call", None, (x,))
        kept.asked(request)
        if place == 1:
            request = Request("call", None, (np.zeros(sizes[1], dtype=np.int8),))
        kept.answered(request, np.zeros(sizes[2], dtype=np.int8))
        assert not kept.complete
        calls = len(kept.calls)
        for _ in range(3):
            kept.asked(call(np.zeros(10)))
            kept.answered(call(np.zeros(10)), 1)
        assert not kept.complete
        assert len(kept.calls) == calls


def test_what_is_shared_is_visited_once() -> None:
    """A list that holds the next one twice, thirty deep, has thirty lists and not a thousand million."""
    deep: Any = [np.zeros(3)]
    for _ in range(30):
        deep = [deep, deep]
    kept = Recording()
    kept.asked(call(deep))
    kept.answered(call(deep), deep)
    assert kept.complete
    result = kept.calls[0].result
    assert result[0] is result[1]
    assert result is not deep


def test_one_object_passed_twice_stays_one() -> None:
    """Within the arguments of a call, and for arrays, lists, tuples and dicts alike."""
    x, d = np.zeros(2), {"a": 1}
    (a, b), [c, e] = copied_value(((x, x), [d, d]), {})
    assert a is b
    assert a is not x
    assert c is e
    assert c is not d


def test_an_array_keeps_its_layout_and_whether_it_may_be_written() -> None:
    """Fortran order stays; what is neither becomes dense."""
    fortran = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    fortran.flags.writeable = False
    copied = copied_value(fortran, {})
    assert copied.flags.f_contiguous
    assert not copied.flags.writeable
    assert copied_value(np.arange(6.0)[::2], {}).strides == (8,)


def test_a_generator_is_copied_with_its_state() -> None:
    """Drawing from one draws nothing from the other."""
    draws = np.random.default_rng(3)
    copied = copied_value(draws, {})
    assert copied.normal() == draws.normal()
    copied.normal()
    assert copied.bit_generator.state != draws.bit_generator.state


def test_what_is_elsewhere_or_ours_is_what_it_is() -> None:
    """A handle, a callable: there is one."""
    handle = Handle(lambda _: None, 3, "Model")
    kept, function = copied_value([handle, abs], {})
    assert kept is handle
    assert function is abs
