"""The suite that counts: every convention, edge case and error that the docstrings promise.

Expected values come from the reference or, better, from a fact that needs no solution: a closed form, a shift, a
loop. Sums over one slice are asked for with two axes, so that the result is an array; where there is one axis,
`number` takes a NumPy number and an array without axes for the same.
"""

import numpy as np
import pytest

from grader.testing import assert_close, exercise, f32, universal_battery

edge = pytest.mark.group("edge")
robust = pytest.mark.group("robust")
expects_error = pytest.mark.expects_error

INF = np.inf
LOG2 = float(np.log(2))


def silence():
    """Raise where NumPy would warn of an overflow, an invalid operation or a division by zero."""
    return np.errstate(over="raise", invalid="raise", divide="raise")


def number(value):
    """Make a number of an array without axes; anything else stays what it is."""
    return value + 0.0


def distributions(rng, *shape):
    """Draw distributions along the last axis; no entry is 0."""
    weights = rng.uniform(0.2, 3.0, size=shape)
    return weights / weights.sum(axis=-1, keepdims=True)


@exercise("softmax")
class TestSoftmax:
    def test_agrees_with_the_reference(self, student, reference, rng):
        x = rng.normal(size=(4, 7))
        expected = reference.softmax(x)
        assert_close(student.softmax(x), expected)

    @pytest.mark.parametrize("axis", [0, 1, 2, -2])
    def test_slices_along_any_axis(self, student, reference, rng, axis):
        x = rng.normal(size=(2, 3, 4))
        expected = np.moveaxis(reference.softmax(np.moveaxis(x, axis, -1)), -1, axis)
        assert_close(student.softmax(x, axis=axis), expected)

    @pytest.mark.parametrize("axis", [0, 1])
    def test_square(self, student, reference, rng, axis):
        x = rng.normal(size=(4, 4))
        expected = reference.softmax(x, axis=axis)
        assert_close(student.softmax(x, axis=axis), expected)

    @pytest.mark.weight(4)
    def test_exponents_beyond_every_float(self, student):
        assert_close(student.softmax(np.array([1.2, 2000.0, -4000.0, 0.0])), np.array([0.0, 1.0, 0.0, 0.0]))

    @pytest.mark.weight(4)
    def test_each_row_has_its_own_size(self, student, reference, rng):
        x = rng.normal(size=(4, 3))
        expected = reference.softmax(x)
        shifted = x + np.array([[0.0], [2000.0], [-2000.0], [50.0]])
        assert_close(student.softmax(shifted), expected)

    @edge
    def test_one_class_is_certain(self, student, rng):
        assert_close(student.softmax(rng.normal(size=(3, 1))), np.ones((3, 1)))

    @edge
    def test_ties_share(self, student):
        assert_close(student.softmax(np.array([7.0, 7.0, -900.0, 7.0, 7.0])), np.array([0.25, 0.25, 0, 0.25, 0.25]))

    @edge
    def test_integers(self, student):
        e = np.exp([-2.0, -1.0, 0.0])
        assert_close(student.softmax(np.array([1, 2, 3])), e / e.sum())

    @edge
    def test_minus_infinity_is_impossible(self, student):
        x = np.array([[-INF, 0.0, 0.0], [5.0, -INF, -INF]])
        assert_close(student.softmax(x), np.array([[0.0, 0.5, 0.5], [1.0, 0.0, 0.0]]))

    @edge
    def test_sums_are_one_to_the_last_digits(self, student, rng):
        total = student.softmax(rng.normal(size=(3, 9))).sum(axis=-1)
        assert_close(total, np.ones(3), rtol=0, atol=1e-13)

    @edge
    def test_float32_overflows_sooner(self, student):
        x = f32([[100.0, 100.0], [0.0, 200.0]])
        with silence():
            assert_close(student.softmax(x), f32([[0.5, 0.5], [0.0, 1.0]]), dtype=np.float32)

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(), (3, 0), (0, 3)])
    def test_nothing_to_share_raises(self, student, shape):
        with pytest.raises(ValueError):
            student.softmax(np.zeros(shape))

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        with pytest.raises(TypeError):
            student.softmax(np.ones((2, 2), dtype=np.complex128))


TestSoftmaxBattery = universal_battery("softmax", lambda rng: (rng.normal(size=(4, 5)),), batch=0)


@exercise("log_sum_exp")
class TestLogSumExp:
    def test_agrees_with_a_sum_of_exponentials(self, student, rng):
        x = rng.normal(size=(4, 7))
        expected = np.log(np.exp(x).sum(axis=1))
        assert_close(student.log_sum_exp(x), expected)

    @pytest.mark.parametrize("axis", [0, 1, 2, -2])
    def test_slices_along_any_axis(self, student, rng, axis):
        x = rng.normal(size=(2, 3, 4))
        expected = np.log(np.exp(x).sum(axis=axis))
        assert_close(student.log_sum_exp(x, axis=axis), expected)

    @pytest.mark.parametrize("axis", [0, 1])
    def test_keepdims(self, student, rng, axis):
        x = rng.normal(size=(3, 4))
        expected = np.log(np.exp(x).sum(axis=axis, keepdims=True))
        assert_close(student.log_sum_exp(x, axis=axis, keepdims=True), expected)

    def test_square(self, student, rng):
        x = rng.normal(size=(4, 4))
        expected = np.log(np.exp(x).sum(axis=1))
        assert_close(student.log_sum_exp(x), expected)

    @pytest.mark.weight(4)
    def test_very_large_and_very_small(self, student, rng):
        x, shift = rng.normal(size=(3, 5)), np.array([1000.0, -1000.0, 30.0])
        expected = np.log(np.exp(x).sum(axis=1)) + shift
        assert_close(student.log_sum_exp(x + shift[:, None]), expected)

    @edge
    def test_two_equal_terms(self, student):
        x = np.array([[1000.0, 1000.0], [-1000.0, -1000.0]])
        assert_close(student.log_sum_exp(x), np.array([1000.0, -1000.0]) + LOG2)

    @edge
    def test_empty_sum_beside_a_finite_one(self, student):
        x = np.array([[-INF, -INF], [0.0, 0.0], [-INF, 3.0]])
        assert_close(student.log_sum_exp(x), np.array([-INF, LOG2, 3.0]))

    @edge
    def test_empty_sum_is_no_reason_to_warn(self, student):
        x = np.array([[-INF, 1.0], [-INF, 1.0]])
        with silence():
            assert_close(student.log_sum_exp(x, axis=0, keepdims=True), np.array([[-INF, 1.0 + LOG2]]))

    @edge
    def test_one_term_is_itself(self, student, rng):
        x = 500 * rng.normal(size=(3, 1))
        expected = x[:, 0].copy()
        assert_close(student.log_sum_exp(x), expected)

    @edge
    def test_one_axis_gives_a_number(self, student):
        assert_close(number(student.log_sum_exp(np.array([2.0, 2.0, 2.0, 2.0]))), 2.0 + 2 * LOG2)

    @edge
    def test_integers(self, student):
        assert_close(student.log_sum_exp(np.array([[3, 3], [-5, -5]])), np.array([3.0, -5.0]) + LOG2)

    @edge
    def test_float32_overflows_sooner(self, student):
        expected = f32([100.0 + LOG2, 200.0])
        assert_close(student.log_sum_exp(f32([[100.0, 100.0], [0.0, 200.0]])), expected, dtype=np.float32)

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(), (2, 0), (0, 2)])
    def test_nothing_to_sum_raises(self, student, shape):
        with pytest.raises(ValueError):
            student.log_sum_exp(np.zeros(shape))

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        with pytest.raises(TypeError):
            student.log_sum_exp(np.ones((2, 2), dtype=np.complex128))


TestLogSumExpBattery = universal_battery("log_sum_exp", lambda rng: (rng.normal(size=(4, 5)),), batch=0)


@exercise("log_softmax")
class TestLogSoftmax:
    def test_is_the_logarithm_of_softmax(self, student, reference, rng):
        x = rng.normal(size=(4, 7))
        expected = np.log(reference.softmax(x))
        assert_close(student.log_softmax(x), expected)

    @pytest.mark.parametrize("axis", [0, 1, 2])
    def test_slices_along_any_axis(self, student, reference, rng, axis):
        x = rng.normal(size=(2, 3, 4))
        expected = np.log(reference.softmax(x, axis=axis))
        assert_close(student.log_softmax(x, axis=axis), expected)

    @pytest.mark.parametrize("axis", [0, 1])
    def test_square(self, student, reference, rng, axis):
        x = rng.normal(size=(4, 4))
        expected = np.log(reference.softmax(x, axis=axis))
        assert_close(student.log_softmax(x, axis=axis), expected)

    @pytest.mark.weight(4)
    def test_probabilities_too_small_for_a_float(self, student):
        x = np.array([[0.0, 1000.0, 1000.0], [-2000.0, 0.0, -INF]])
        assert_close(student.log_softmax(x), np.array([[-1000 - LOG2, -LOG2, -LOG2], [-2000.0, 0.0, -INF]]))

    @edge
    def test_small_probabilities_keep_their_digits(self, student):
        x = np.array([0.0, 30.0])
        expected = -float(np.log1p(np.exp(30.0)))
        assert_close(student.log_softmax(x), np.array([expected, expected + 30]), rtol=1e-12, atol=1e-14)

    @edge
    def test_finite_input_is_no_reason_to_warn(self, student):
        x = np.array([[0.0, 1000.0], [1000.0, 1000.0]])
        with silence():
            assert_close(student.log_softmax(x), np.array([[-1000.0, 0.0], [-LOG2, -LOG2]]))

    @edge
    def test_one_class_and_two(self, student, rng):
        x = rng.normal(size=(3, 1))
        assert_close(student.log_softmax(np.concatenate([x, x], axis=1)), np.full((3, 2), -LOG2))
        assert_close(student.log_softmax(x), np.zeros((3, 1)))

    @edge
    def test_integers(self, student):
        assert_close(student.log_softmax(np.array([[4, 4], [-9, -9]])), np.full((2, 2), -LOG2))

    @edge
    def test_float32_underflows_sooner(self, student):
        assert_close(student.log_softmax(f32([[0.0, 200.0]])), f32([[-200.0, 0.0]]), dtype=np.float32)

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(), (2, 0)])
    def test_nothing_to_share_raises(self, student, shape):
        with pytest.raises(ValueError):
            student.log_softmax(np.zeros(shape))

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        with pytest.raises(TypeError):
            student.log_softmax(np.ones((2, 2), dtype=np.complex128))


TestLogSoftmaxBattery = universal_battery("log_softmax", lambda rng: (rng.normal(size=(4, 5)),), batch=0)


@exercise("one_hot")
class TestOneHot:
    def test_a_row_for_each_label(self, student, rng):
        labels = rng.permutation(np.array([0, 1, 2, 3, 4, 4, 2]))
        expected = np.eye(5)[labels]
        assert_close(student.one_hot(labels, 5), expected)

    def test_classes_that_never_occur(self, student):
        expected = np.zeros((3, 5))
        expected[0, 2] = expected[1, 0] = expected[2, 1] = 1
        assert_close(student.one_hot(np.array([2, 0, 1]), 5), expected)

    def test_sentences(self, student, rng):
        labels = rng.integers(0, 6, size=(2, 3))
        expected = np.eye(6)[labels]
        assert_close(student.one_hot(labels, 6), expected)

    def test_square(self, student, rng):
        labels = rng.permutation(4)
        expected = np.eye(4)[labels]
        assert_close(student.one_hot(labels, 4), expected)

    @edge
    def test_single_label(self, student):
        assert_close(student.one_hot(np.array(2), 4), np.array([0.0, 0.0, 1.0, 0.0]))
        assert_close(student.one_hot(3, 4), np.array([0.0, 0.0, 0.0, 1.0]))

    @edge
    def test_no_labels(self, student):
        assert_close(student.one_hot(np.zeros((0,), dtype=np.int64), 3), np.zeros((0, 3)))
        assert_close(student.one_hot(np.ones((1,), dtype=np.int64), 3), np.array([[0.0, 1.0, 0.0]]))

    @edge
    def test_one_class(self, student):
        assert_close(student.one_hot(np.zeros((2, 3), dtype=np.int64), 1), np.ones((2, 3, 1)))

    @edge
    def test_any_integer_dtype(self, student):
        for dtype in (np.uint8, np.int32):
            assert_close(student.one_hot(np.array([0, 2], dtype=dtype), 3), np.array([[1.0, 0, 0], [0, 0, 1]]))

    @edge
    @expects_error
    @pytest.mark.weight(2)
    @pytest.mark.parametrize("label", [-1, -3])
    def test_negative_label_raises(self, student, label):
        with pytest.raises(ValueError):
            student.one_hot(np.array([0, label]), 3)

    @edge
    @expects_error
    @pytest.mark.parametrize("label", [3, 300])
    def test_label_beyond_the_last_class_raises(self, student, label):
        with pytest.raises(ValueError):
            student.one_hot(np.array([label, 0]), 3)

    @robust
    @expects_error
    @pytest.mark.parametrize("dtype", [np.float64, np.bool_])
    def test_labels_that_are_no_integers_raise(self, student, dtype):
        with pytest.raises(ValueError):
            student.one_hot(np.array([0, 1], dtype=dtype), 3)


TestOneHotBattery = universal_battery(
    "one_hot", lambda rng: (rng.integers(0, 5, size=(4, 3)), 5), batch=0, float32=False
)


@exercise("entropy")
class TestEntropy:
    def test_agrees_with_a_loop(self, student, rng):
        p = distributions(rng, 4, 5)
        expected = np.array([-sum(float(v) * float(np.log(v)) for v in row) for row in p])
        assert_close(student.entropy(p), expected)

    @pytest.mark.parametrize("axis", [0, 1, 2, -2])
    def test_slices_along_any_axis(self, student, rng, axis):
        p = distributions(rng, 2, 3, 4)
        expected = -(p * np.log(p)).sum(axis=-1)
        assert_close(student.entropy(np.moveaxis(p, -1, axis), axis=axis), expected)

    def test_square(self, student, reference, rng):
        p = distributions(rng, 4, 4)
        expected = reference.entropy(p)
        assert_close(student.entropy(p), expected)

    @pytest.mark.parametrize("k", [2, 7])
    def test_uniform_is_the_logarithm_of_the_number_of_classes(self, student, k):
        assert_close(student.entropy(np.full((3, k), 1 / k)), np.full(3, np.log(k)), rtol=1e-12, atol=1e-12)

    def test_independent_parts_add(self, student, reference, rng):
        p, q = distributions(rng, 3), distributions(rng, 4)
        expected = np.array([float(reference.entropy(p) + reference.entropy(q))])
        assert_close(student.entropy(np.outer(p, q).reshape(1, 12)), expected)

    @edge
    @pytest.mark.weight(2)
    def test_certainty_is_zero_and_a_coin_is_not(self, student):
        p = np.array([[0.0, 1.0, 0.0], [0.5, 0.0, 0.5]])
        assert_close(student.entropy(p), np.array([0.0, LOG2]), rtol=0, atol=1e-12)

    @edge
    def test_what_never_happens_is_no_reason_to_warn(self, student):
        p = np.array([[0.25, 0.25, 0.0, 0.5]])
        with silence():
            assert_close(student.entropy(p), np.array([1.5 * LOG2]))

    @edge
    def test_one_axis_gives_a_number(self, student):
        assert_close(number(student.entropy(np.array([0.5, 0.25, 0.25]))), 1.5 * LOG2)

    @edge
    def test_integers(self, student):
        assert_close(student.entropy(np.full((2, 1), 1)), np.zeros(2))
        assert_close(student.entropy(np.array([[1, 0], [0, 1]])), np.zeros(2))
        assert_close(student.entropy(np.array([[0.5, 0.5]])), np.array([LOG2]))

    @robust
    @expects_error
    @pytest.mark.parametrize("p", [[0.5, 0.2], [0.7, 0.7], [1.5, -0.5], []])
    def test_no_distribution_raises(self, student, p):
        with pytest.raises(ValueError):
            student.entropy(np.array(p))

    @robust
    @expects_error
    def test_distribution_along_another_axis_raises(self, student):
        with pytest.raises(ValueError):
            student.entropy(np.array([[0.5, 0.9], [0.5, 0.1]]), axis=1)


TestEntropyBattery = universal_battery("entropy", lambda rng: (distributions(rng, 4, 5),), batch=0)


@exercise("cross_entropy")
class TestCrossEntropy:
    def test_agrees_with_a_loop(self, student, rng):
        p, q = distributions(rng, 4, 5), distributions(rng, 4, 5)
        rows = (zip(*pair, strict=True) for pair in zip(p, q, strict=True))
        expected = np.array([-sum(float(a) * float(np.log(b)) for a, b in row) for row in rows])
        assert_close(student.cross_entropy(p, q), expected)

    @pytest.mark.parametrize("axis", [0, 1, 2, -2])
    def test_slices_along_any_axis(self, student, rng, axis):
        p, q = distributions(rng, 2, 3, 4), distributions(rng, 2, 3, 4)
        expected = -(p * np.log(q)).sum(axis=-1)
        assert_close(student.cross_entropy(*(np.moveaxis(a, -1, axis) for a in (p, q)), axis=axis), expected)

    def test_square(self, student, reference, rng):
        p, q = distributions(rng, 4, 4), distributions(rng, 4, 4)
        expected = reference.cross_entropy(p, q)
        assert_close(student.cross_entropy(p, q), expected)

    def test_with_itself_is_the_entropy(self, student, reference, rng):
        p = distributions(rng, 3, 6)
        expected = reference.entropy(p)
        assert_close(student.cross_entropy(p, p.copy()), expected)

    def test_certain_truth_costs_one_logarithm(self, student, rng):
        q = distributions(rng, 4, 5)
        expected = -np.log(q[np.arange(4), [2, 0, 4, 3]])
        assert_close(student.cross_entropy(np.eye(5)[[2, 0, 4, 3]], q), expected)

    @edge
    @pytest.mark.weight(2)
    def test_impossible_for_both_costs_nothing(self, student):
        p, q = np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]]), np.array([[0.5, 0.0, 0.5], [0.25, 0.75, 0.0]])
        assert_close(student.cross_entropy(p, q), np.array([LOG2, 2 * LOG2 - 0.5 * float(np.log(3))]))

    @edge
    @pytest.mark.weight(2)
    def test_impossible_but_true_costs_everything(self, student):
        p, q = np.array([[0.5, 0.5], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.5, 0.5]])
        assert_close(student.cross_entropy(p, q), np.array([INF, LOG2]))

    @edge
    def test_nearly_impossible_is_still_finite(self, student):
        p, q = np.array([[0.0, 1.0]]), np.array([[1.0, 1e-300]])
        assert_close(student.cross_entropy(p, q), np.array([300 * float(np.log(10))]))

    @edge
    def test_zeros_are_no_reason_to_warn(self, student):
        p, q = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.5, 0.5], [1.0, 0.0]])
        with silence():
            assert_close(student.cross_entropy(p, q), np.array([LOG2, INF]))

    @edge
    def test_one_axis_gives_a_number(self, student):
        p, q = np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.5, 0.25])
        assert_close(number(student.cross_entropy(p, q)), 1.75 * LOG2)

    @edge
    def test_integers(self, student):
        assert_close(student.cross_entropy(np.array([[1, 0]]), np.array([[0.5, 0.5]])), np.array([LOG2]))

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(2,), (1, 2), (3, 2), (2, 1, 2)])
    def test_nothing_is_broadcast(self, student, shape):
        with pytest.raises(ValueError):
            student.cross_entropy(np.full((2, 2), 0.5), np.full(shape, 0.5))

    @robust
    @expects_error
    def test_no_distribution_raises(self, student):
        good, bad = np.array([0.5, 0.5]), np.array([0.5, 0.2])
        for p, q in [(good, bad), (bad, good), (np.array([1.5, -0.5]), good)]:
            with pytest.raises(ValueError):
                student.cross_entropy(p, q)


TestCrossEntropyBattery = universal_battery(
    "cross_entropy", lambda rng: (distributions(rng, 4, 5), distributions(rng, 4, 5)), batch=(0, 1)
)


@exercise("kl_divergence")
class TestKlDivergence:
    def test_is_cross_entropy_less_entropy(self, student, reference, rng):
        p, q = distributions(rng, 4, 5), distributions(rng, 4, 5)
        expected = reference.cross_entropy(p, q) - reference.entropy(p)
        assert_close(student.kl_divergence(p, q), expected)

    @pytest.mark.parametrize("axis", [0, 1, 2, -2])
    def test_slices_along_any_axis(self, student, rng, axis):
        p, q = distributions(rng, 2, 3, 4), distributions(rng, 2, 3, 4)
        expected = (p * np.log(p / q)).sum(axis=-1)
        assert_close(student.kl_divergence(*(np.moveaxis(a, -1, axis) for a in (p, q)), axis=axis), expected)

    def test_square(self, student, reference, rng):
        p, q = distributions(rng, 4, 4), distributions(rng, 4, 4)
        expected = reference.kl_divergence(p, q)
        assert_close(student.kl_divergence(p, q), expected)

    def test_two_directions_are_two_numbers(self, student):
        coins, others = np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[0.2, 0.8], [0.5, 0.5]])
        log = np.log([2.5, 0.625])
        assert_close(student.kl_divergence(coins, others), np.array([0.5 * log.sum(), -(0.2 * log[0] + 0.8 * log[1])]))

    @edge
    def test_is_zero_for_equal_distributions_alone(self, student, reference, rng):
        p, q = distributions(rng, 2, 5), distributions(rng, 2, 5)
        q[0] = p[0]
        expected = np.array([0.0, float(reference.kl_divergence(p[1], q[1]))])
        assert_close(student.kl_divergence(p, q), expected, atol=1e-12)

    @edge
    def test_is_small_and_positive_for_similar_distributions(self, student):
        p, q = np.array([[0.5, 0.5]]), np.array([[0.501, 0.499]])
        expected = -0.5 * float(np.log1p(-4e-6))  # -½ log(4 q (1 - q))
        assert_close(student.kl_divergence(p, q), np.array([expected]), rtol=0, atol=1e-12)

    @edge
    @pytest.mark.weight(2)
    def test_what_never_happens_adds_nothing(self, student):
        p, q = np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]]), np.array([[0.25, 0.25, 0.5], [0.5, 0.5, 0.0]])
        assert_close(student.kl_divergence(p, q), np.array([LOG2, LOG2]))

    @edge
    @pytest.mark.weight(2)
    def test_impossible_but_true_is_infinitely_far(self, student):
        p, q = np.array([[0.5, 0.5], [0.5, 0.5]]), np.array([[0.0, 1.0], [0.25, 0.75]])
        assert_close(student.kl_divergence(p, q), np.array([INF, LOG2 - 0.5 * float(np.log(3))]))

    @edge
    def test_nearly_impossible_is_still_finite(self, student):
        # p/q would be beyond the largest float
        p, q = np.array([[0.0, 1.0]]), np.array([[1.0, 1e-310]])
        assert_close(student.kl_divergence(p, q), np.array([310 * float(np.log(10))]))

    @edge
    def test_zeros_are_no_reason_to_warn(self, student):
        p, q = np.array([[1.0, 0.0], [1.0, 0.0], [0.5, 0.5]]), np.array([[0.5, 0.5], [1.0, 0.0], [1.0, 0.0]])
        with silence():
            assert_close(student.kl_divergence(p, q), np.array([LOG2, 0.0, INF]))

    @edge
    def test_one_axis_gives_a_number(self, student):
        p, q = np.array([0.5, 0.25, 0.25]), np.array([0.125, 0.125, 0.75])
        assert_close(number(student.kl_divergence(p, q)), 1.25 * LOG2 - 0.25 * float(np.log(3)))

    @edge
    def test_integers(self, student):
        assert_close(student.kl_divergence(np.array([[0, 1]]), np.array([[0.5, 0.5]])), np.array([LOG2]))

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(2,), (1, 2), (3, 2), (2, 1, 2)])
    def test_nothing_is_broadcast(self, student, shape):
        with pytest.raises(ValueError):
            student.kl_divergence(np.full((2, 2), 0.5), np.full(shape, 0.5))

    @robust
    @expects_error
    def test_no_distribution_raises(self, student):
        good, bad = np.array([0.5, 0.5]), np.array([0.5, 0.2])
        for p, q in [(good, bad), (bad, good), (np.array([1.5, -0.5]), good)]:
            with pytest.raises(ValueError):
                student.kl_divergence(p, q)


TestKlDivergenceBattery = universal_battery(
    "kl_divergence", lambda rng: (distributions(rng, 4, 5), distributions(rng, 4, 5)), batch=(0, 1)
)


def normal_density(x, mean, deviation):
    return np.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * np.sqrt(2 * np.pi))


def densities(rng, size):
    """Draw two positive functions, not normalised, on a grid of very different steps."""
    return rng.uniform(0.2, 3.0, size=size), rng.uniform(0.2, 3.0, size=size), np.cumsum(rng.uniform(0.1, 2.0, size))


@exercise("kl_divergence_continuous")
class TestKlDivergenceContinuous:
    @pytest.mark.parametrize(("mean", "deviation"), [(1.0, 2.0), (-0.5, 0.75)])
    def test_closed_form_of_two_normal_densities(self, student, mean, deviation):
        # the trapezoid rule is exact to rounding for a smooth integrand that vanishes at both ends
        x = np.linspace(-9.0, 9.0, 301)
        expected = float(np.log(deviation)) + (1 + mean**2) / (2 * deviation**2) - 0.5
        p, q = normal_density(x, 0.0, 1.0), normal_density(x, mean, deviation)
        assert_close(student.kl_divergence_continuous(p, q, x), expected)

    def test_agrees_with_a_loop_on_uneven_steps(self, student, rng):
        p, q, x = densities(rng, 9)
        f, expected = [float(a * np.log(a / b)) for a, b in zip(p, q, strict=True)], 0.0
        for i in range(8):
            expected += float(x[i + 1] - x[i]) * (f[i] + f[i + 1]) / 2
        assert_close(student.kl_divergence_continuous(p, q, x), expected)

    def test_shifted_and_stretched_grid(self, student, reference, rng):
        p, q, x = densities(rng, 12)
        expected = 3 * reference.kl_divergence_continuous(p, q, x)
        assert_close(student.kl_divergence_continuous(p, q, 3 * x - 1000), expected)

    def test_nothing_is_normalised(self, student, reference, rng):
        p, q, x = densities(rng, 7)
        expected = 5 * reference.kl_divergence_continuous(p, q, x)
        assert_close(student.kl_divergence_continuous(5 * p, 5 * q, x), expected)

    @edge
    def test_two_points(self, student):
        p, q, x = np.array([1.0, 4.0]), np.array([0.5, 1.0]), np.array([-1.0, 0.5])
        assert_close(student.kl_divergence_continuous(p, q, x), 0.75 * (LOG2 + 8 * LOG2))

    @edge
    @pytest.mark.weight(2)
    def test_where_there_is_no_mass(self, student):
        p, q, x = np.array([0.0, 1.0, 1.0, 0.0]), np.array([0.5, 0.5, 0.5, 0.0]), np.array([0.0, 0.5, 1.0, 2.0])
        with silence():
            assert_close(student.kl_divergence_continuous(p, q, x), 1.25 * LOG2)

    @edge
    def test_mass_where_there_should_be_none(self, student):
        p, x = np.array([0.5, 0.5, 0.5]), np.array([0.0, 1.0, 2.0])
        with silence():
            assert_close(student.kl_divergence_continuous(p, np.array([0.5, 0.0, 0.5]), x), INF)

    @edge
    def test_nearly_no_mass_is_still_finite(self, student):
        p, q, x = np.array([1.0, 1.0]), np.array([1e-310, 1e-310]), np.array([0.0, 1.0])
        assert_close(student.kl_divergence_continuous(p, q, x), 310 * float(np.log(10)))

    @edge
    def test_integers(self, student):
        assert_close(student.kl_divergence_continuous(np.array([2, 2]), np.array([1, 1]), np.array([3, 6])), 6 * LOG2)

    @robust
    @expects_error
    @pytest.mark.parametrize("x", [[0.0, 2.0, 1.0], [0.0, 1.0, 1.0], [2.0, 1.0, 0.0]])
    def test_grid_that_does_not_increase_raises(self, student, x):
        with pytest.raises(ValueError):
            student.kl_divergence_continuous(np.ones(3), np.ones(3), np.array(x))

    @robust
    @expects_error
    def test_negative_densities_raise(self, student):
        good, bad, x = np.ones(3), np.array([1.0, -0.5, 1.0]), np.arange(3.0)
        for p, q in [(good, bad), (bad, good)]:
            with pytest.raises(ValueError):
                student.kl_divergence_continuous(p, q, x)

    @robust
    @expects_error
    @pytest.mark.parametrize("shapes", [((3,), (3,), (2,)), ((3,), (1,), (3,)), ((1,), (1,), (1,)), ((3, 1),) * 3])
    def test_shapes_that_disagree_raise(self, student, shapes):
        arrays = [np.arange(1.0, 1 + np.prod(shape)).reshape(shape) for shape in shapes]
        with pytest.raises(ValueError):
            student.kl_divergence_continuous(*arrays)


TestKlDivergenceContinuousBattery = universal_battery("kl_divergence_continuous", lambda rng: densities(rng, 9))


@exercise("experiment_overflow")
class TestExperimentOverflow:
    @pytest.mark.parametrize(("dtype", "expected"), [("float32", 88), ("float64", 709)])
    def test_largest_exponent(self, student, dtype, expected):
        assert_close(student.largest_finite_exponent(dtype), expected)

    @pytest.mark.parametrize(("dtype", "expected"), [("float32", 100.0), ("float64", 1000.0)])
    def test_scale_that_breaks_the_scores_of_the_handout(self, student, dtype, expected):
        x = np.array([1.2, 2.0, -4.0, 0.0], dtype=dtype)
        assert_close(student.first_broken_scale(x, [1.0, 10.0, 100.0, 1000.0]), expected)

    @edge
    def test_half_precision(self, student):
        assert_close(student.largest_finite_exponent("float16"), 11)

    @edge
    def test_scale_may_be_just_below_the_limit(self, student):
        x = np.array([1.0, 0.0])
        assert_close(student.first_broken_scale(x, [600.0, 709.0, 710.0, 711.0]), 710.0)
        assert_close(student.first_broken_scale(x, [600.0, 709.0]), None)

    @edge
    def test_scales_may_be_an_array_of_doubles(self, student):
        assert_close(student.first_broken_scale(f32([1.0, 0.0]), np.array([50.0, 95.0, 1000.0])), 95.0)

    @edge
    def test_underflow_breaks_it_too(self, student):
        assert_close(student.first_broken_scale(np.array([-1.0, -2.0]), [10.0, 700.0, 800.0]), 800.0)

    @edge
    def test_scales_in_any_order_and_integers(self, student):
        assert_close(student.first_broken_scale(np.array([1, 2]), [800.0, 1.0, 400.0]), 800.0)


@exercise("experiment_asymmetry")
class TestExperimentAsymmetry:
    def test_two_coins_of_the_handout(self, student):
        fair, biased = 0.510826, 0.368064
        found = student.bernoulli_divergences(np.array([0.5, 0.1]), 0.1)
        assert_close(found, (np.array([fair, 0.0]), np.array([biased, 0.0])), rtol=0, atol=1e-6)

    def test_curves(self, student, rng):
        p, q = rng.uniform(0.1, 0.9, size=7), float(rng.uniform(0.1, 0.9))
        heads, tails = np.log(p / q), np.log((1 - p) / (1 - q))
        expected = (p * heads + (1 - p) * tails, -q * heads - (1 - q) * tails)
        assert_close(student.bernoulli_divergences(p, q), expected)

    @edge
    def test_certain_coins(self, student):
        expected = (np.array([2 * LOG2, 2 * LOG2 - float(np.log(3))]), np.array([INF, INF]))
        assert_close(student.bernoulli_divergences(np.array([1.0, 0.0]), 0.25), expected)
        assert_close(student.bernoulli_divergences(np.array([1, 0]), 0.25), expected)

    @robust
    @expects_error
    @pytest.mark.parametrize(("p", "q"), [(1.5, 0.5), (-0.1, 0.5), (0.5, 1.2), (0.5, -0.2)])
    def test_no_probability_raises(self, student, p, q):
        with pytest.raises(ValueError):
            student.bernoulli_divergences(np.array([0.5, p]), q)


TestBernoulliDivergencesBattery = universal_battery(
    "bernoulli_divergences",
    lambda rng: (rng.uniform(0.1, 0.9, size=6), 0.3),
    exercise="experiment_asymmetry",
    batch=0,
)


@exercise("question_not_a_number")
class TestQuestionNotANumber:
    def test_count(self, student):
        assert_close(student.answer_not_a_number(), 1)


@exercise("question_log_constant")
class TestQuestionLogConstant:
    def test_constant(self, student):
        assert_close(student.answer_log_constant(), -7)
