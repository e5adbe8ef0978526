"""Damages valid frames at random and decodes them: a value or a WireError, never anything else.

Run: ``python tests/wire/fuzz.py COUNT [SEED]``. The tests do a few thousand; this is for as many as one has time for.
"""

import random
import sys
import time

import numpy as np

from grader.wire import Decoder, Encoder, WireError

_SEEDS: tuple[object, ...] = (
    {"a": [1, 2.5, None, True], "b": (b"x", "é", 1j)},
    [np.arange(6.0).reshape(2, 3), np.arange(6).reshape(2, 3).T, np.arange(12.0)[::2], np.array(["ab", "c"])],
    [np.float32(1), np.random.default_rng(0), slice(1, None), np.float64, np.dtype("f4"), -(2**70)],
    [[0.5] * 20, [object(), object()], {"k": {"k": [()] * 3}}],
)


def encoded(value: object) -> bytes:
    """Return the frame of a value."""
    encoder = Encoder(lambda _value: (b"h", 1, "X"))
    encoder.encode(value)
    return encoder.payload()


def damaged(frame: bytes, chance: random.Random) -> bytes:
    """Return the frame with a few bytes changed, cut, doubled or moved."""
    data = bytearray(frame)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                del data[at : at + chance.randint(1, 8)]
            case 3:
                data[at:at] = data[at : at + chance.randint(1, 8)]
            case _:
                data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
        if not data:
            return b""
    return bytes(data)


def main() -> None:
    """Fuzz and say what came of it."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chance = random.Random(seed)  # noqa: S311  to repeat a run, not to keep a secret
    frames = [encoded(value) for value in _SEEDS]
    values, slowest, began = 0, 0.0, time.perf_counter()
    for _ in range(count):
        decoder = Decoder(damaged(chance.choice(frames), chance), lambda *_: None, lambda _: None)
        start = time.perf_counter()
        try:
            decoder.decode()
            decoder.finish()
            values += 1
        except WireError:
            pass
        slowest = max(slowest, time.perf_counter() - start)
    took = time.perf_counter() - began
    sys.stdout.write(f"{count} frames, {values} values, {count - values} refused, in {took:.0f} s\n")
    sys.stdout.write(f"slowest {slowest * 1e3:.1f} ms; nothing but values and WireError\n")


if __name__ == "__main__":
    main()
