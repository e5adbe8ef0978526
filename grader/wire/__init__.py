"""What judge and worker share, and nothing else: a codec with its own types and bounds, messages, an endpoint.

It is not pickle and can never run code: a frame decodes to the values listed in ``format`` or is a WireError.
Everything is bounded before it is allocated. No module here imports another of grader's packages.

A hand-written codec because no general one has what is needed at once: exact NumPy scalars and arrays with their
memory layout, one object passed twice as one object, handles to what stays on the other side, and a bound on the
number of nodes before any is allocated.
"""

from grader.wire.channel import Channel, HungUpError
from grader.wire.decode import Decoder
from grader.wire.encode import Encoder
from grader.wire.endpoint import Endpoint
from grader.wire.format import MAX_FRAME, UnsendableError, WireError
from grader.wire.messages import Raised, Request, Returned

__all__ = [
    "MAX_FRAME",
    "Channel",
    "Decoder",
    "Encoder",
    "Endpoint",
    "HungUpError",
    "Raised",
    "Request",
    "Returned",
    "UnsendableError",
    "WireError",
]
