"""Two submissions alike in all they were asked and all they answered have one digest, others have not."""

from typing import Any

import numpy as np
import pytest

from grader.judge.handle import Handle
from grader.judge.transcript import Transcript
from grader.wire import Request


def _digest(*records: tuple[Request, object]) -> str:
    transcript = Transcript()
    for request, result in records:
        transcript.answered(request, result)
    return transcript.digest()


def _handle(number: int, name: str) -> Handle:
    return Handle(lambda _: None, number, name)


_CALL = Request("call", _handle(1, "function"), (np.arange(3.0), [1]), {"axis": 0})
_RESULT = (1.0, np.zeros(2))


def _like(**changes: Any) -> Request:
    fields = {name: getattr(_CALL, name) for name in ("operation", "target", "arguments", "keywords")}
    return Request(**{**fields, **changes})


def test_the_same_conversation_has_the_same_digest() -> None:
    """Whatever the numbers of the handles are."""
    again = _like(target=_handle(7, "function"), arguments=(np.arange(3.0), [1]))
    assert _digest((_CALL, _RESULT)) == _digest((again, (1.0, np.zeros(2))))
    assert _digest((_CALL, _handle(1, "Model"))) == _digest((_CALL, _handle(2, "Model")))
    assert _digest((_CALL, ValueError("a"))) == _digest((_CALL, ValueError("b")))


@pytest.mark.parametrize(
    "record",
    [
        (_like(operation="getattr"), _RESULT),
        (_like(target=_handle(1, "method")), _RESULT),
        (_like(target=None), _RESULT),
        (_like(arguments=(np.arange(3.0) + 1e-12, [1])), _RESULT),
        (_like(arguments=(np.arange(3.0), [1, 2])), _RESULT),
        (_like(keywords={"axis": 1}), _RESULT),
        (_CALL, (1.0, np.zeros(3))),
        (_CALL, (1, np.zeros(2))),
        (_CALL, (1.0, np.array([0.0, -0.0]))),
        (_CALL, (np.float64(1), np.zeros(2))),
        (_CALL, ValueError()),
        (_CALL, None),
        (_CALL, _handle(1, "Model")),
    ],
)
def test_any_difference_is_another_digest(record: tuple[Request, object]) -> None:
    """Of operation, target, arguments as they are afterwards, keywords, result, to the bit."""
    assert _digest(record) != _digest((_CALL, _RESULT))


def test_kinds_of_exceptions_and_of_objects_differ() -> None:
    """Each counts by its class's name."""
    results = (ValueError(), TypeError(), _handle(1, "A"), _handle(1, "B"), len, object())
    assert len({_digest((_CALL, result)) for result in results}) == len(results)


def test_order_and_number_count() -> None:
    """One request is not two, nor two in another order."""
    first, second = (_CALL, 1), (_CALL, 2)
    digests = [_digest(), _digest(first), _digest(first, first), _digest(first, second), _digest(second, first)]
    assert len(set(digests)) == len(digests)


def test_what_cannot_be_digested_counts_by_its_fault() -> None:
    """An argument that has become too large for any message is no error of the judge's."""
    circle: list[object] = []
    circle.append(circle)
    assert _digest((_like(arguments=(circle,)), 1)) == _digest((_like(arguments=(circle,)), 2)) != _digest()
