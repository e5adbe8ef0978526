"""One end of the wire: it asks, and while it waits it answers.

Judge and worker differ in what they do with a request and with an exception; everything else is here, once.
"""

import abc
import os
from typing import Any

from grader.wire.changes import Snapshot, apply_change
from grader.wire.channel import Channel
from grader.wire.decode import Decoder
from grader.wire.encode import Encoder
from grader.wire.format import MINE, YOURS, UnsendableError, WireError
from grader.wire.messages import (
    REQUEST,
    Answer,
    Raised,
    Request,
    read_answer,
    read_request,
    write_answer,
    write_request,
)

MAX_NESTING = 16
_TOO_DEEP = Raised(("RecursionError", "RuntimeError", "Exception"), "calls back and forth are nested too deeply")


class Endpoint(abc.ABC):
    """Sends requests over a channel and serves those of the other side; keeps what it handed out as handles."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._exported: dict[int, object] = {}
        self._numbers: dict[int, int] = {}
        self._nesting = 0

    @abc.abstractmethod
    def proxy(self, number: int, name: str) -> object:
        """Return the proxy of the other side's object; the same one for the same number."""

    @abc.abstractmethod
    def number_of(self, value: object) -> int | None:
        """Return the number of the other side's object that ``value`` is a proxy of, or None."""

    @abc.abstractmethod
    def permit(self, value: object) -> None:
        """Raise UnsendableError where ``value`` must not be handed out, not even as a handle."""

    @abc.abstractmethod
    def perform(self, request: Request) -> Answer:
        """Do what the other side asks."""

    @abc.abstractmethod
    def conclude(self, answer: Answer, table: list[object]) -> Any:
        """Turn an answer into a result or an exception; ``table`` holds its objects."""

    def change(self, original: object, content: object) -> None:
        """Give an object its new content: the other side has changed it in place."""
        apply_change(original, content)

    def request(self, request: Request) -> Any:
        """Ask the other side, serve its requests meanwhile, and conclude with its answer."""
        encoder = Encoder(self._identify)
        write_request(encoder, request)
        # No number that could be foreseen: an answer sent ahead of its question is found out.
        call = int.from_bytes(os.urandom(4))
        self._channel.send(REQUEST, call, *encoder.chunks)
        while True:
            kind, number, payload = self._channel.receive()
            if kind == REQUEST:
                self.serve(number, payload)
                continue
            if number != call:
                raise WireError("an answer to another question")
            decoder = Decoder(payload, self.proxy, self._resolve, encoder.table)
            return self.conclude(read_answer(decoder, kind, self.change), decoder.table)

    def serve(self, call: int, payload: bytes | bytearray) -> None:
        """Answer one request; one that is nested too deeply is answered with a RecursionError."""
        if self._nesting >= MAX_NESTING:
            encoder = Encoder(self._identify)
            kind = write_answer(encoder, _TOO_DEEP, ())
            self._channel.send(kind, call, *encoder.chunks)
            return
        decoder = Decoder(payload, self.proxy, self._resolve)
        request = read_request(decoder)
        snapshot = Snapshot(decoder)
        self._nesting += 1
        try:
            answer = self.perform(request)
        finally:
            self._nesting -= 1
        kind, reply = self._encode(answer, decoder.table, snapshot)
        self._channel.send(kind, call, *reply.chunks)

    def _encode(self, answer: Answer, table: list[object], snapshot: Snapshot) -> tuple[int, Encoder]:
        encoder = Encoder(self._identify, table)
        try:
            kind = write_answer(encoder, answer, snapshot.changed())
        except UnsendableError as error:
            encoder = Encoder(self._identify)
            kind = write_answer(encoder, Raised(("UnsendableError", "Exception"), str(error)), ())
        return kind, encoder

    def _identify(self, value: object) -> tuple[bytes, int, str]:
        number = self.number_of(value)
        if number is not None:
            return YOURS, number, ""
        self.permit(value)
        number = self._numbers.get(id(value))
        if number is None:
            number = len(self._exported)
            self._exported[number] = value
            self._numbers[id(value)] = number
        return MINE, number, type(value).__name__

    def _resolve(self, number: int) -> object:
        try:
            return self._exported[number]
        except KeyError:
            raise WireError("a handle that was never given") from None
