"""What the tests of the wire share: values across the codec in one step, exact comparison, frames written by hand."""

import struct
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from grader.wire import Channel, Decoder, Encoder, Endpoint, Raised, Request, WireError
from grader.wire import format as f
from grader.wire.messages import REQUEST, Answer, Returned

Array = np.ndarray[Any, Any]
E1 = TypeVar("E1", bound=Endpoint)
E2 = TypeVar("E2", bound=Endpoint)


class Far:
    """Stands for an object of the other side."""

    def __init__(self, number: int, name: str) -> None:
        self.number = number
        self.name = name


def as_mine(value: object) -> tuple[bytes, int, str]:
    """Identify whatever cannot cross as a handle."""
    return f.MINE, 0, type(value).__name__


def nothing(number: int) -> object:
    """Find no object of one's own."""
    raise WireError(f"no object {number}")


def encoded(*values: object) -> bytes:
    """Return the bytes of these values in one message."""
    encoder = Encoder(as_mine)
    for value in values:
        encoder.encode(value)
    return encoder.payload()


def decoder_of(payload: bytes) -> Decoder:
    """Return a decoder whose handles are Far objects."""
    return Decoder(payload, Far, nothing)


def decoded(payload: bytes) -> Any:
    """Return the one value of a message."""
    decoder = decoder_of(payload)
    value = decoder.decode()
    decoder.finish()
    return value


def across(value: object) -> Any:
    """Return what a value becomes on the other side."""
    return decoded(encoded(value))


def portrait(value: object) -> object:
    """Return what two values have alike if and only if they are the same to the bit, layout included."""
    content: object
    match value:
        case np.ndarray():
            content = _array_portrait(value)
        case np.str_() | np.bytes_():
            content = list(value)  # its NULs at the end included, which NumPy would strip
        case np.generic():
            content = value.dtype.str, value.tobytes()
        case float() | complex():
            content = struct.pack("<dd", value.real, value.imag)
        case tuple() | list():
            content = [portrait(item) for item in value]
        case dict():
            content = [(portrait(key), portrait(item)) for key, item in value.items()]
        case _:
            content = value
    return type(value), content


def _array_portrait(array: Array) -> object:
    flags = array.flags
    # NumPy gives no meaning to the stride of an axis that has no second element.
    strides = [stride for stride, n in zip(array.strides, array.shape, strict=True) if n > 1 and array.size]
    layout = (array.shape, strides, flags.writeable, flags.c_contiguous, flags.f_contiguous)
    return array.dtype.str, layout, array.tobytes()


def text(tag: bytes, value: bytes) -> bytes:
    """Write a tag and a text."""
    return tag + f.u32.pack(len(value)) + value


def counted(tag: bytes, count: int, rest: bytes = b"") -> bytes:
    """Write a tag and a count that need not be true."""
    return tag + f.u32.pack(count) + rest


def plain_array(code: bytes, flags: int, shape: tuple[int, ...], data: bytes, *, length: int | None = None) -> bytes:
    """Write an array in C or Fortran order; ``length`` is what it claims of its data."""
    head = text(f.ARRAY, code) + bytes([flags, len(shape)]) + b"".join(map(f.u64.pack, shape))
    return head + f.u64.pack(len(data) if length is None else length) + data


def strided_array(code: bytes, shape: tuple[int, ...], offset: int, strides: tuple[int, ...], data: bytes) -> bytes:
    """Write an array with strides."""
    head = text(f.ARRAY, code) + bytes([f.STRIDED, len(shape)]) + b"".join(map(f.u64.pack, shape))
    return head + f.u64.pack(offset) + b"".join(map(f.i64.pack, strides)) + f.u64.pack(len(data)) + data


class Loop(Channel):
    """One end of a channel without a socket: a request is served while it is sent."""

    def __init__(self) -> None:
        self.inbox: deque[tuple[int, int, bytearray]] = deque()
        self.other: Endpoint | None = None
        self.other_inbox: deque[tuple[int, int, bytearray]] = deque()

    def send(self, kind: int, call: int, *payload: bytes | memoryview) -> None:
        """Have a request served, keep anything else for the other end."""
        if kind == REQUEST:
            assert self.other is not None
            self.other.serve(call, b"".join(payload))
        else:
            self.other_inbox.append((kind, call, bytearray(b"".join(payload))))

    def receive(self) -> tuple[int, int, bytearray]:
        """Return what was sent."""
        return self.inbox.popleft()


class End(Endpoint):
    """An end that calls what it is asked to call, and returns the other's answers as they are."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(channel)
        self.forbidden: object = None
        self.proxies: dict[int, Far] = {}
        self.table: list[object] = []

    def proxy(self, number: int, name: str) -> Far:
        """Return a Far object, the same for the same number."""
        return self.proxies.setdefault(number, Far(number, name))

    def number_of(self, value: object) -> int | None:
        """Return the number of a Far object."""
        return value.number if isinstance(value, Far) else None

    def permit(self, value: object) -> None:
        """Hand out all but one object."""
        if value is self.forbidden:
            raise f.UnsendableError("not this one")

    def perform(self, request: Request) -> Answer:
        """Call the target."""
        assert callable(request.target)
        try:
            return Returned(request.target(*request.arguments, **request.keywords))
        except ValueError as error:
            return Raised(("ValueError", "Exception"), str(error))

    def conclude(self, answer: Answer, table: list[object]) -> Answer:
        """Return the answer."""
        self.table = table
        return answer


def connected() -> tuple[End, End]:
    """Return two ends, each at the other's."""
    return connect(End, End)


def connect(make_near: Callable[[Channel], E1], make_far: Callable[[Channel], E2]) -> tuple[E1, E2]:
    """Return two ends of these kinds, each at the other's."""
    near, far = Loop(), Loop()
    near.inbox, far.inbox = far.other_inbox, near.other_inbox
    ends = make_near(near), make_far(far)
    near.other, far.other = ends[1], ends[0]
    return ends


def hand_over(giver: Endpoint, target: object) -> int:
    """Return the number under which ``giver`` hands out an object, as if it had crossed."""
    _, number, _ = giver._identify(target)
    return number
