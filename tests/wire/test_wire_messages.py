"""Each message is checked field by field when it arrives."""

from typing import Any

import numpy as np
import pytest
from wire_frames import decoder_of, encoded

from grader.wire import Encoder, Raised, Request, Returned, WireError
from grader.wire import format as f
from grader.wire.changes import apply_change
from grader.wire.messages import (
    MAX_WARNINGS,
    RAISED,
    RETURNED,
    Warned,
    read_answer,
    read_request,
    write_answer,
    write_request,
)


def _encoder(*known: object) -> Encoder:
    return Encoder(lambda value: (f.MINE, 0, type(value).__name__), known)


def _answered(kind: int, *values: object) -> Any:
    return read_answer(decoder_of(encoded(*values)), kind, apply_change)


def test_a_request_arrives_as_it_was_written() -> None:
    """Operation, target, arguments, keywords and error handling survive."""
    request = Request("getattr", None, (1, "x"), {"k": [2]}, {"divide": "raise"})
    encoder = _encoder()
    write_request(encoder, request)
    assert read_request(decoder_of(encoder.payload())) == request


@pytest.mark.parametrize(
    "fields",
    [
        (("call", None), (), {}),
        (["call", None, None], (), {}),
        ((b"call", None, None), (), {}),
        ((np.str_("call"), None, None), (), {}),
        ((1, None, None), (), {}),
        (("call", None, 1), (), {}),
        (("call", None, []), (), {}),
        (("call", None, None), [], {}),
        (("call", None, None), None, {}),
        (("call", None, None), (), ()),
        (("call", None, None), (), None),
        (("call", None, None), (), {1: 2}),
        (("call", None, None), (), {None: 2}),
        (("call", None, None), (), {}, 1),
    ],
    ids=repr,
)
def test_a_request_with_a_wrong_field_is_refused(fields: tuple[object, ...]) -> None:
    """A head, arguments and keywords of exactly their types, and nothing more."""
    with pytest.raises(WireError):
        read_request(decoder_of(encoded(*fields)))


@pytest.mark.parametrize(
    "answer",
    [
        Returned((1, "x"), (), (Warned("UserWarning", "w"),)),
        Raised(("KeyError", "LookupError", "Exception"), "'k'", 12, (Warned("RuntimeWarning", "w"),)),
        Raised((), "", 0),
    ],
    ids=repr,
)
def test_an_answer_arrives_as_it_was_written(answer: Returned | Raised) -> None:
    """A result or an exception survives with its warnings."""
    encoder = _encoder()
    kind = write_answer(encoder, answer, ())
    assert read_answer(decoder_of(encoder.payload()), kind, apply_change) == answer


@pytest.mark.parametrize(
    "fields",
    [
        (["E"], "", 0, ()),
        (("E", 1), "", 0, ()),
        ((np.str_("E"),), "", 0, ()),
        (("E",), None, 0, ()),
        (("E",), b"", 0, ()),
        (("E",), "", 0.0, ()),
        (("E",), "", True, ()),
        (("E",), "", None, ()),
        (("E",), "", 0, []),
        (("E",), "", 0, (("W",),)),
        (("E",), "", 0, (("W", 1),)),
        (("E",), "", 0, ((1, "w"),)),
        (("E",), "", 0, ("Ww",)),
        (("E",), "", 0, (("W", "w"),) * (MAX_WARNINGS + 1)),
        (("E",), "", 0),
        ("E", "", 0, ()),
        None,
    ],
    ids=repr,
)
def test_an_exception_with_a_wrong_field_is_refused(fields: object) -> None:
    """Names, text, line and a bounded number of warnings, of exactly their types."""
    with pytest.raises(WireError):
        _answered(RAISED, 0, fields)


@pytest.mark.parametrize(
    "fields",
    [
        ([], ()),
        ((), []),
        ((), (("W", "w"),) * (MAX_WARNINGS + 1)),
        (((0,),), ()),
        (([0, 0],), ()),
        (((0, "0"),), ()),
        (((0, True),), ()),
        (((0, 1),), ()),
        (((-1, 0),), ()),
        (((1 << 70, 0),), ()),
        ((),),
        None,
    ],
    ids=repr,
)
def test_a_result_with_a_wrong_field_is_refused(fields: object) -> None:
    """Sharing is of objects that the message holds, here one; warnings are bounded."""
    with pytest.raises(WireError):
        _answered(RETURNED, 0, [], fields)


def test_sharing_between_objects_of_the_message_is_accepted() -> None:
    """Which objects they are is the reader's to judge."""
    assert _answered(RETURNED, 0, ([], []), (((1, 0),), ())) == Returned(([], []), ((1, 0),))


@pytest.mark.parametrize("count", [None, "0", True, -1, 1, 1.0, 1 << 80])
def test_a_count_of_changes_that_cannot_be_is_refused(count: object) -> None:
    """No more changes than there are objects of the request, here none."""
    with pytest.raises(WireError, match="no count of changes"):
        _answered(RETURNED, count, 0, None, ((), ()))


@pytest.mark.parametrize("index", [None, False, -1, 1, 2, "0", 0.0])
def test_a_change_of_nothing_is_refused(index: object) -> None:
    """A change names an object of the request, here the only one."""
    decoder = decoder_of(encoded(1, index, [], None, ((), ())))
    decoder.table.append([])
    with pytest.raises(WireError, match="a change of nothing"):
        read_answer(decoder, RETURNED, apply_change)


def test_an_answer_of_an_unknown_kind_is_refused() -> None:
    """A frame that is neither result nor exception is no answer."""
    with pytest.raises(WireError, match="no answer of ours"):
        _answered(9, 0, None, ((), ()))


@pytest.mark.parametrize("kind", [RETURNED, RAISED])
def test_an_answer_with_bytes_after_it_is_refused(kind: int) -> None:
    """Nothing rides along behind an answer."""
    rest = ((("E",), "", 0, ()),) if kind == RAISED else (None, ((), ()))
    _answered(kind, 0, *rest)
    with pytest.raises(WireError, match="bytes after the end"):
        _answered(kind, 0, *rest, None)


def test_views_are_reported_and_copies_are_not() -> None:
    """Sharing pairs each array of the result with each argument whose memory it uses."""
    first, second = np.arange(6.0), np.arange(4.0)
    encoder = _encoder(first, second)
    write_answer(encoder, Returned((first[1:], second.copy(), [second.reshape(2, 2)])), ())
    decoder = decoder_of(encoder.payload())
    decoder.table.extend((first.copy(), second.copy()))
    answer = read_answer(decoder, RETURNED, apply_change)
    assert isinstance(answer, Returned)
    value: Any = answer.value
    view, _, (square,) = value
    table = decoder.table
    assert [(table[result] is view, table[result] is square, argument) for result, argument in answer.sharing] == [
        (True, False, 0),
        (False, True, 1),
    ]
