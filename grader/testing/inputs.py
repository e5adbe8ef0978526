"""Inputs in one word each, and two questions about a call: what it raised, and whether it left its inputs alone."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.testing.exact import SCALARS, Array, Nested, is_array, is_one_of, map_leaves
from grader.testing.memory import change


def N(seed: int, *shape: int) -> npt.NDArray[np.float64]:  # noqa: N802 - as the normal distribution is written
    """Draw standard normal numbers of that shape, the same for the same seed."""
    return np.random.default_rng(seed).standard_normal(shape)


def R(seed: int) -> np.random.Generator:  # noqa: N802 - beside N
    """Return a fresh generator of that seed."""
    return np.random.default_rng(seed)


def f32(x: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """Copy to float32."""
    return np.array(x, dtype=np.float32)


def nc(x: npt.ArrayLike) -> Array:
    """Return the same values as a view of every other entry, along every axis, of a larger array."""
    values = np.asarray(x)
    big = np.zeros([2 * n for n in values.shape], dtype=values.dtype)
    every_other: tuple[Any, ...] = (..., *[slice(None, None, 2)] * values.ndim)
    view: Array = big[every_other]
    view[...] = values
    return view


def unchanged(f: Callable[..., Any], *args: object) -> bool:
    """Call ``f(*args)`` and say whether every array among the arguments is to the bit what it was."""
    before = arrays_only(copy.deepcopy(args))
    f(*args)
    return not change(before, arrays_only(args))


def arrays_only(value: object) -> Nested:
    """Keep the arrays and numbers of nested containers, with None for what cannot be compared: a generator, say."""
    return map_leaves(lambda leaf: leaf if is_array(leaf) or is_one_of(leaf, SCALARS) else None, value)


def raises(f: Callable[[], Any]) -> str:
    """Return the name of the exception that ``f()`` raises, or ``no error``."""
    try:
        f()
    except Exception as error:  # noqa: BLE001 - which one it is, is the question
        return type(error).__name__
    return "no error"
