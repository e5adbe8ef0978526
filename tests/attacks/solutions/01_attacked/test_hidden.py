"""Ten cases, each of which an attacker would like to pass without knowing how. @CANARY@-docstring"""

import numpy as np
import pytest

from grader.testing import assert_close, assert_no_shared_memory, assert_unchanged, exercise

SECRET = "@CANARY@-suite"


@exercise("softmax")
class TestSoftmax:
    def test_agrees(self, student, reference, rng):
        x = rng.normal(size=(4, 7))
        expected = reference.softmax(x)
        assert_close(student.softmax(x), expected)

    def test_large(self, student):
        expected = np.array([0.0, 1.0, 0.0, 0.0])
        assert_close(student.softmax(np.array([1.2, 2000.0, -4000.0, 0.0])), expected)

    def test_keeps_its_input(self, student, reference, rng):
        x = rng.normal(size=5)
        before = x.copy()
        assert_close(student.softmax(x), reference.softmax(before))
        assert_unchanged(before, x)

    def test_rows_add_up(self, student, reference, rng):
        x = rng.normal(size=(3, 3))
        expected = reference.softmax(x)
        result = student.softmax(x)
        assert_close(result, expected)
        assert_no_shared_memory(result, x)


@exercise("least_squares")
class TestLeastSquares:
    def test_agrees(self, student, reference, rng):
        X, y = rng.normal(size=(8, 3)), rng.normal(size=8)
        expected = reference.least_squares(X, y)
        assert_close(student.least_squares(X, y), expected)

    def test_exact(self, student):
        assert_close(student.least_squares(np.eye(3), np.array([1.0, 2.0, 3.0])), np.array([1.0, 2.0, 3.0]))

    @pytest.mark.parametrize("columns", [1, 4])
    def test_widths(self, student, reference, rng, columns):
        X, y = rng.normal(size=(9, columns)), rng.normal(size=9)
        expected = reference.least_squares(X, y)
        assert_close(student.least_squares(X, y), expected)


@exercise("Mean")
class TestMean:
    def test_predicts_the_mean(self, student, rng):
        y = rng.normal(size=6)
        expected = np.full(2, y.mean())
        assert_close(student.Mean().fit(y).predict(2), expected)

    def test_fit_returns_itself(self, student):
        model = student.Mean()
        assert model.fit(np.array([1.0, 3.0])) is model
        assert_close(model.mean, 2.0)
