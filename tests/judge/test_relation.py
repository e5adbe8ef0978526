"""A relation is named where it holds on every wrong call, and one call that contradicts it is enough for silence."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.judge.recording import Call
from grader.judge.relation import relate
from grader.verdict import Relation

RNG = np.random.default_rng(8)
SHAPES = [(5, 3), (4, 7), (3, 3)]
INPUTS = [RNG.normal(size=shape) for shape in SHAPES]
OTHER = RNG.normal(size=(6, 2))

Wrong = Callable[[Any], Any]


def called(x: object, ours: object, operation: str = "call") -> Call:
    """Return a call with this argument that gave this result."""
    return Call(operation, None, (x,), {}, None, ours, ((x,), {}))


def found(
    right: Wrong, wrong: Wrong, inputs: list[Any] | None = None, *, contradicted: bool = False
) -> Relation | None:
    """Relate what a wrong function gives to what a right one does; the last call may be wrong in another way."""
    inputs = INPUTS if inputs is None else inputs
    calls = [called(x, wrong(x)) for x in inputs]
    answers = [right(x) for x in inputs]
    if contradicted:
        calls.append(called(OTHER, RNG.normal(size=np.shape(right(OTHER)))))
        answers.append(right(OTHER))
    return relate(calls, answers)


def late(x: Any) -> Any:
    """Return each row one step too late."""
    return np.concatenate([np.full((1, *x.shape[1:]), 0.5), x[:-1]])


def partly_nan(x: Any) -> Any:
    """Return the right answer with one entry gone."""
    result = np.array(x)
    result.flat[0] = np.nan
    return result


def same(x: Any) -> Any:
    """Return what came."""
    return x


RELATIONS: dict[str, tuple[Wrong, Wrong, Relation]] = {
    "dtype": (same, lambda x: x.astype(np.float32).astype(np.complex64), Relation(kind="dtype")),
    "negated": (same, lambda x: -x, Relation(kind="negated")),
    "transposed": (lambda x: x @ np.ones((x.shape[1], 2)), lambda x: (x @ np.ones((x.shape[1], 2))).T,
                   Relation(kind="transposed")),
    "transposed stacks": (lambda x: np.stack([x, 2 * x]), lambda x: np.stack([x.T, 2 * x.T]),
                          Relation(kind="transposed")),
    "late": (same, late, Relation(kind="late")),
    "nan": (same, partly_nan, Relation(kind="nan")),
    "factor 2": (same, lambda x: 2 * x, Relation(kind="factor", value="2")),
    "factor 1/3": (same, lambda x: x / 3, Relation(kind="factor", value="0.333333")),
    "factor of a number": (np.mean, lambda x: -0.5 * float(np.mean(x)), Relation(kind="factor", value="-0.5")),
    "negated number": (np.sum, lambda x: -float(np.sum(x)), Relation(kind="negated")),
    "number times N": (np.mean, lambda x: np.mean(x) * len(x), Relation(kind="size", value="N")),
    "summed vector": (lambda x: x[0], lambda x: float(x[0].sum()), Relation(kind="summed", value="0")),
    "summed 0": (same, lambda x: x.sum(axis=0), Relation(kind="summed", value="0")),
    "summed 1": (same, lambda x: x.sum(axis=1, keepdims=True), Relation(kind="summed", value="1")),
}  # fmt: skip
SIZES: dict[str, Callable[[int, int], float]] = {
    "N": lambda n, _: n,
    "1/N": lambda n, _: 1 / n,
    "D": lambda _, d: d,
    "1/D": lambda _, d: 1 / d,
    "sqrt(N)": lambda n, _: n**0.5,
    "1/sqrt(N)": lambda n, _: n**-0.5,
    "sqrt(D)": lambda _, d: d**0.5,
    "1/sqrt(D)": lambda _, d: d**-0.5,
    "N*D": lambda n, d: n * d,
    "1/(N*D)": lambda n, d: 1 / (n * d),
}


def sized(size: Callable[[int, int], float]) -> Wrong:
    """Return what multiplies with a size of its input."""
    return lambda x: size(*x.shape) * x


RELATIONS |= {f"size {name}": (same, sized(size), Relation(kind="size", value=name)) for name, size in SIZES.items()}


@pytest.mark.parametrize(("right", "wrong", "relation"), RELATIONS.values(), ids=RELATIONS)
def test_what_holds_on_every_wrong_call_is_said(right: Wrong, wrong: Wrong, relation: Relation) -> None:
    """With the factor, the size or the axis."""
    assert found(right, wrong) == relation


@pytest.mark.parametrize(("right", "wrong", "relation"), RELATIONS.values(), ids=RELATIONS)
def test_one_wrong_call_that_contradicts_silences(right: Wrong, wrong: Wrong, relation: Relation) -> None:
    """However many others agree."""
    assert relation.kind
    assert found(right, wrong, contradicted=True) is None


@pytest.mark.parametrize(("right", "wrong", "relation"), RELATIONS.values(), ids=RELATIONS)
def test_a_single_wrong_call_says_nothing(right: Wrong, wrong: Wrong, relation: Relation) -> None:
    """On one call alone many things hold by chance; calls that went well do not add to it."""
    assert relation.kind
    assert found(right, wrong, INPUTS[:1]) is None
    well = called(OTHER, right(OTHER))
    assert (
        relate([called(INPUTS[0], wrong(INPUTS[0])), well, well], [right(x) for x in (INPUTS[0], OTHER, OTHER)]) is None
    )


@pytest.mark.parametrize(("right", "wrong", "relation"), RELATIONS.values(), ids=RELATIONS)
def test_calls_that_went_well_contradict_nothing(right: Wrong, wrong: Wrong, relation: Relation) -> None:
    """What holds of the wrong answers is what is said."""
    inputs = [*INPUTS, OTHER]
    calls = [*(called(x, wrong(x)) for x in INPUTS), called(OTHER, right(OTHER))]
    assert relate(calls, [right(x) for x in inputs]) == relation


@pytest.mark.parametrize("factor", [0.7134, 1e-9, np.pi])
def test_a_factor_that_nobody_writes_is_none(factor: float) -> None:
    """Neither odd numbers nor next to nothing."""
    assert found(same, lambda x: factor * x) is None


def test_factors_that_are_no_size_are_none() -> None:
    """Each call has its own, and none is a size; an input without a size has none either."""
    factors = iter([2.0, 5.5, 7.0])
    assert found(same, lambda x: next(factors) * x) is None
    factors = iter([2.0, 5.5, 7.0])
    assert found(lambda x: x, lambda x: next(factors) * x, [1.5, 2.5, 3.5]) is None


def test_of_several_results_the_wrong_one_is_related() -> None:
    """Where it is one; where two are wrong nothing is said, and as little where there are not as many."""
    assert found(lambda x: (x, x.sum()), lambda x: (-x, x.sum())) == Relation(kind="negated")
    assert found(lambda x: (x, x.sum()), lambda x: (-x, -x.sum())) is None
    assert found(lambda x: (x, x.sum()), lambda x: (-x,)) is None


@pytest.mark.parametrize("other", ["text", None, ValueError("no"), np.array(["text"]), [1.0]])
def test_what_is_no_number_is_related_to_nothing(other: object) -> None:
    """On either side."""
    assert found(same, lambda _: other) is None
    assert found(lambda _: other if not isinstance(other, Exception) else ValueError, same) is None


def test_an_empty_answer_is_related_to_nothing() -> None:
    """Everything holds of nothing."""
    assert found(lambda _: np.zeros((0, 2)), lambda _: np.zeros((2, 0))) is None


def test_complex_answers_have_no_factor() -> None:
    """They may be negated all the same."""
    assert found(lambda x: 1j * x, lambda x: 2j * x) is None
    assert found(lambda x: 1j * x, lambda x: -1j * x) == Relation(kind="negated")


SQUARE = [RNG.normal(size=(3, 3)), RNG.normal(size=(4, 4))]


def test_right_on_square_inputs_alone() -> None:
    """Said where all square ones are right and all others wrong."""
    kind = Relation(kind="square")

    def wrong(x: Any) -> Any:
        return x if x.shape[0] == x.shape[1] else np.sin(x)

    assert found(same, wrong, [*SQUARE, *INPUTS]) == kind
    vector = called(np.arange(3.0), np.arange(3.0) + 1)
    calls = [called(x, wrong(x)) for x in (*SQUARE, *INPUTS)]
    assert relate([called(1.0, 1.0), vector, *calls], [1.0, vector.arguments[0], *SQUARE, *INPUTS]) == kind


@pytest.mark.parametrize(
    "wells",
    [
        [True, True, False, True, False],  # one that is not square is right
        [True, False, False, False, False],  # a square one is wrong
    ],
)
def test_square_is_contradicted(wells: list[bool]) -> None:
    """By one call of either sort."""
    inputs = [*SQUARE, *INPUTS[:2], OTHER]
    calls = [called(x, x if well else np.sin(x)) for x, well in zip(inputs, wells, strict=True)]
    relation = relate(calls, inputs)
    assert relation is None or relation.kind == "first"


def test_right_the_first_time_alone() -> None:
    """Said with more than two calls; not where a later one is right, or the first wrong."""
    vectors = [RNG.normal(size=4) for _ in range(4)]

    def judged(*wells: int) -> Relation | None:
        pairs = zip(vectors, wells, strict=False)
        calls = [called(x, x if well else np.cos(x)) for x, well in pairs]
        return relate(calls, vectors[: len(calls)])

    assert judged(1, 0, 0) == Relation(kind="first")
    assert judged(1, 0, 0, 1) is None
    assert judged(0, 0, 0) is None
    assert judged(1, 0) is None


def test_what_is_no_call_is_left_aside() -> None:
    """An attribute that differs is the call's mistake seen once more."""
    x = INPUTS[0]
    calls = [called(x, -x), called("name", 3.0, "getattr"), called(x, -x)]
    assert relate(calls, [x, 4.0, x]) == Relation(kind="negated")
    assert relate(calls[:2], [x, 4.0]) is None


def test_nothing_is_said_of_what_is_right() -> None:
    """No wrong call, no relation."""
    assert found(same, same) is None
    assert relate([], []) is None
