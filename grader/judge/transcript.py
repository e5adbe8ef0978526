"""What a case asked of a submission and what came back, as a digest: two submissions alike in it are alike."""

import hashlib

from grader.judge.handle import Handle, name_of
from grader.wire import Encoder, Request, UnsendableError
from grader.wire.format import MINE


class Transcript:
    """Digests the requests of one case and their results.

    An object that stays in the worker counts by its class's name, an exception by its own.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def asked(self, request: Request) -> None:
        """Wait for the answer."""

    def answered(self, request: Request, result: object) -> None:
        """Add a request, its arguments as they are after it, and its result."""
        if isinstance(result, BaseException):
            result = ("raised", type(result).__name__)
        target = name_of(request.target) if isinstance(request.target, Handle) else ""
        encoder = Encoder(_by_name)
        try:
            encoder.encode((request.operation, target, request.arguments, request.keywords, result))
        except UnsendableError as error:
            self._digest.update(str(error).encode())
            return
        self._digest.update(encoder.payload())

    def digest(self) -> str:
        """Return the digest so far."""
        return self._digest.hexdigest()


def _by_name(value: object) -> tuple[bytes, int, str]:
    return MINE, 0, name_of(value) if isinstance(value, Handle) else type(value).__name__
