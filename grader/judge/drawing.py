"""Small programs for an exercise, drawn by Hypothesis from its inputs; imported when the first is sought, no earlier.

Invariant: the same inputs give the same programs, whatever the machine, the time and the submissions. Bytes choose
what is drawn, nought the simplest, so what is drawn of few bytes other than nought is small to begin with.
"""

import warnings
from collections.abc import Iterator
from typing import Final

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.testing.programs import Inputs, Program, record


class Batch(msgspec.Struct, frozen=True):
    """How often to draw, which share of the bytes is not nought, in turn, and which share of these is small."""

    draws: int
    shares: tuple[float, ...]
    small: float


BATCHES: Final = (
    Batch(60, (0.1, 0.2, 0.4, 0.8), small=0.8),
    Batch(60, (0.2, 0.4, 1.0), small=0.3),
    Batch(120, (0.04, 0.1, 0.2, 0.4, 1.0), small=0.0),
)
"""Simple ones first."""
_SMALL = (1, 1, 2, 3)
_BYTES = 2048
"""More than a small input takes; one that takes more is left out."""


class Drawn(msgspec.Struct, frozen=True):
    """A program and its code."""

    code: str
    program: Program


def draw_batch(inputs: Inputs, module: str, number: int) -> list[Drawn]:
    """Return the programs of a batch, the shortest code first, of equal ones that of the simpler choices."""
    taken: list[Program] = []

    @st.composite
    def programs(draw: st.DrawFn) -> Program:
        return record(lambda student: inputs.write_down(draw, student))

    @settings(database=None)
    @given(programs())
    def take(program: Program) -> None:
        taken.append(program)

    draw_from = take.hypothesis.fuzz_one_input  # type: ignore[attr-defined]  # of every function that is `given`
    found: dict[str, tuple[int, bytes, Program]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for chosen in _bytes_of(BATCHES[number], np.random.default_rng(number)):
            choices = draw_from(chosen)
            if choices is not None:  # else an assumption did not hold
                code = taken[-1].code(module)
                found.setdefault(code, (len(code), choices, taken[-1]))
    return [Drawn(code, found[code][-1]) for code in sorted(found, key=lambda code: found[code][:-1])]


def _bytes_of(batch: Batch, generator: np.random.Generator) -> Iterator[bytes]:
    for turn in range(batch.draws):
        small = generator.choice(_SMALL, _BYTES)
        any_size = generator.integers(256, size=_BYTES)
        chosen = np.where(generator.random(_BYTES) < batch.small, small, any_size)
        kept = generator.random(_BYTES) < batch.shares[turn % len(batch.shares)]
        yield np.where(kept, chosen, 0).astype(np.uint8).tobytes()
