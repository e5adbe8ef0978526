"""Item analysis agrees with independent computations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grader.pages.items import analyse, reliability

stats = pytest.importorskip("scipy.stats")
scores = arrays(np.float64, st.tuples(st.integers(3, 12), st.integers(2, 6)), elements=st.integers(0, 4).map(float))


@given(scores)
def test_discrimination_is_the_correlation_with_the_rest(points: np.ndarray) -> None:
    """As SciPy has it, and none where one of the two does not vary."""
    for place, item in enumerate(analyse(points, np.full(points.shape[1], 4.0))):
        mine, rest = points[:, place], np.delete(points, place, axis=1).sum(axis=1)
        assert item.facility == pytest.approx(mine.sum() / (4 * len(points)))
        if np.ptp(mine) == 0 or np.ptp(rest) == 0:
            assert item.discrimination is None
        else:
            assert item.discrimination == pytest.approx(stats.pearsonr(mine, rest).statistic, abs=1e-9)


@given(scores)
def test_reliability_is_the_covariances_share(points: np.ndarray) -> None:
    """Alpha by the covariance matrix: K / (K - 1) times the share of what is off its diagonal."""
    covariance = np.cov(points, rowvar=False)
    items = points.shape[1]
    if np.ptp(points.sum(axis=1)) == 0:
        assert reliability(points) is None
    else:
        expected = items / (items - 1) * (1 - np.trace(covariance) / covariance.sum())
        assert reliability(points) == pytest.approx(expected, abs=1e-9)


def test_by_hand() -> None:
    """An item against the rest has r = -1; facility is of its own maximum."""
    easy, hard = analyse(np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 2.0]]), np.array([2.0, 4.0]))
    assert (easy.facility, hard.facility) == (0.5, 0.25)
    assert easy.discrimination == pytest.approx(-1)


def test_of_nobody_there_is_nothing_to_say() -> None:
    """No warning, no number."""
    (item,) = analyse(np.zeros((0, 1)), np.ones(1))
    assert (item.facility, item.discrimination) == (0.0, None)
    assert reliability(np.zeros((0, 3))) is None
