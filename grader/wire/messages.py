"""The messages between judge and worker: frozen, and checked field by field when they arrive.

Either side may send a ``Request``; the other answers with ``Returned`` or ``Raised``. While one waits for its
answer it serves the other's requests, which is how a judge's callable reaches the student and back.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

from grader.wire.changes import find_sharing
from grader.wire.decode import Decoder
from grader.wire.encode import Encoder
from grader.wire.format import WireError

REQUEST, RETURNED, RAISED = 1, 2, 3
READY, UNREADY = 4, 5
"""What a worker says first, before it has seen a line of the student's: that it is confined, or why it is not."""

MAX_WARNINGS = 32


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """Do ``operation`` on ``target`` (an object of the receiver, or None) with these arguments.

    ``errstate`` holds during the operation; None stands for NumPy's default.
    """

    operation: str
    target: object
    arguments: tuple[Any, ...] = ()
    keywords: dict[str, Any] = dataclasses.field(default_factory=dict)
    errstate: dict[str, str] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Warned:
    """A warning: the name of its nearest builtin category, and its text."""

    category: str
    message: str


@dataclasses.dataclass(frozen=True, slots=True)
class Returned:
    """The operation's result, and what it did besides.

    ``sharing`` pairs the table's index of an array in the result with that of an argument whose memory it shares.
    """

    value: object
    sharing: tuple[tuple[int, int], ...] = ()
    warned: tuple[Warned, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Raised:
    """The operation's exception: the names of its classes, most derived first, its text, and its line.

    ``line`` is the last one in the student's own file, 0 where there is none.
    """

    ancestry: tuple[str, ...]
    message: str
    line: int = 0
    warned: tuple[Warned, ...] = ()


Answer = Returned | Raised


def write_request(encoder: Encoder, request: Request) -> None:
    """Append a request."""
    encoder.encode((request.operation, request.target, request.errstate))
    encoder.encode(request.arguments)
    encoder.encode(request.keywords)


def read_request(decoder: Decoder) -> Request:
    """Read a request; WireError where a field is not what it must be."""
    head = decoder.decode()
    arguments, keywords = decoder.decode(), decoder.decode()
    decoder.finish()
    if not _is_record(head, str, None, dict | None) or type(arguments) is not tuple:
        raise WireError("no request of ours")
    if type(keywords) is not dict or not all(type(key) is str for key in keywords):
        raise WireError("keywords that are no names")
    return Request(head[0], head[1], arguments, keywords, head[2])


def write_answer(encoder: Encoder, answer: Answer, changed: tuple[int, ...]) -> int:
    """Append an answer with the new content of the changed objects of the table; return the frame's kind.

    Which arrays of the result share memory with an argument is found here, once the result's table is known.
    """
    known = len(encoder.table)
    encoder.encode(len(changed))
    for index in changed:
        encoder.encode(index)
        encoder.encode_content(encoder.table[index])
    warned = tuple((w.category, w.message) for w in answer.warned)
    if isinstance(answer, Raised):
        encoder.encode((answer.ancestry, answer.message, answer.line, warned))
        return RAISED
    first = len(encoder.table)
    encoder.encode(answer.value)
    encoder.encode((answer.sharing or find_sharing(encoder.table[first:], first, encoder.table[:known]), warned))
    return RETURNED


def read_answer(decoder: Decoder, kind: int, apply: Callable[[object, object], None]) -> Answer:
    """Read an answer, giving each changed object and its new content to ``apply``."""
    changes = decoder.decode()
    known = len(decoder.table)
    if type(changes) is not int or not 0 <= changes <= known:
        raise WireError("no count of changes")
    for _ in range(changes):
        index, content = decoder.decode(), decoder.decode()
        if type(index) is not int or not 0 <= index < known:
            raise WireError("a change of nothing")
        apply(decoder.table[index], content)
    answer = _read_raised(decoder) if kind == RAISED else _read_returned(decoder, kind)
    decoder.finish()
    return answer


def _read_raised(decoder: Decoder) -> Raised:
    fields = decoder.decode()
    if not _is_record(fields, tuple, str, int, tuple) or not all(type(name) is str for name in fields[0]):
        raise WireError("no exception of ours")
    return Raised(fields[0], fields[1], fields[2], _warned(fields[3]))


def _read_returned(decoder: Decoder, kind: int) -> Returned:
    value, rest = decoder.decode(), decoder.decode()
    if kind != RETURNED or not _is_record(rest, tuple, tuple):
        raise WireError("no answer of ours")
    for pair in rest[0]:
        if not _is_record(pair, int, int) or not all(0 <= index < len(decoder.table) for index in pair):
            raise WireError("sharing of nothing")
    return Returned(value, rest[0], _warned(rest[1]))


def _warned(items: tuple[object, ...]) -> tuple[Warned, ...]:
    if len(items) > MAX_WARNINGS:
        raise WireError("too many warnings")
    return tuple(map(_warning, items))


def _warning(item: Any) -> Warned:
    if not _is_record(item, str, str):
        raise WireError("no warning of ours")
    return Warned(item[0], item[1])


def _is_record(value: object, *kinds: Any) -> bool:
    """Tell whether value is a tuple of exactly these types; None stands for any, ``X | None`` for either."""
    if type(value) is not tuple or len(value) != len(kinds):
        return False
    return all(
        kind is None or type(part) is kind or (kind == dict | None and type(part) in {dict, type(None)})
        for part, kind in zip(value, kinds, strict=True)
    )
