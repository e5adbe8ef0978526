"""Item analysis: how hard an item is, and whether it ranks students as the rest of the test does.

The terms are those of classical test theory (Lord and Novick, Statistical Theories of Mental Test Scores, 1968).
"""

import msgspec
import numpy as np
import numpy.typing as npt

_SMALL = 1e-12


class Item(msgspec.Struct, frozen=True):
    """One item, be it an exercise or a case; ``discrimination`` is None where nothing varies."""

    facility: float
    discrimination: float | None


def analyse(scores: npt.NDArray[np.float64], maxima: npt.NDArray[np.float64]) -> tuple[Item, ...]:
    """Return each item's figures for scores of N students on K items, which have K maxima.

    The facility index of item i is the mean of x_i / max_i: 1 where everybody has it, 0 where nobody has. Its
    discrimination is the corrected item-total correlation, Pearson's r between x_i and the sum of the *other* items,
    sum_j x_j - x_i, since an item correlates with itself (Henrysson, Psychometrika 28, 1963, 211-218).
    """
    if not scores.size:
        return tuple(Item(facility=0.0, discrimination=None) for _ in maxima)
    rest = scores.sum(axis=1, keepdims=True) - scores
    mine, others = scores - scores.mean(axis=0), rest - rest.mean(axis=0)
    shared = (mine * others).sum(axis=0)
    spread = np.sqrt((mine**2).sum(axis=0) * (others**2).sum(axis=0))
    facility = scores.mean(axis=0) / np.where(maxima > 0, maxima, 1.0)
    return tuple(
        Item(facility=float(easy), discrimination=float(together / wide) if wide > _SMALL else None)
        for easy, together, wide in zip(facility, shared, spread, strict=True)
    )


def reliability(scores: npt.NDArray[np.float64]) -> float | None:
    """Return Cronbach's alpha of N students' scores on K items, None where K < 2 or no total varies.

    alpha = K / (K - 1) * (1 - sum_i var(x_i) / var(sum_i x_i)) (Cronbach, Psychometrika 16, 1951, 297-334).
    """
    students, items = scores.shape
    if students <= 1 or items <= 1:
        return None
    whole = float(scores.sum(axis=1).var())
    return items / (items - 1) * (1 - float(scores.var(axis=0).sum()) / whole) if whole > _SMALL else None
