"""The suite to work with: does an exercise basically work? The numbers are those of the handout, section 7.

The suite that counts tests more: other shapes, edge cases, and every error that a docstring promises.
"""

import numpy as np
import pytest

from grader.testing import assert_close, assert_unchanged, exercise

# Scores whose exponentials are 6, 3 and 1, the probabilities that they give, and the true ones.
SCORES = np.array([[np.log(6.0), np.log(3.0), 0.0]])
MODEL = np.array([[0.6, 0.3, 0.1]])
TRUTH = np.array([[0.5, 0.25, 0.25]])


@exercise("softmax")
class TestSoftmax:
    def test_scores_of_the_handout(self, student):
        assert_close(student.softmax(SCORES.copy()), MODEL)

    def test_columns(self, student):
        assert_close(student.softmax(SCORES.T.copy(), axis=0), MODEL.T)

    def test_large_scores(self, student):
        assert_close(student.softmax(SCORES + 1000), MODEL)

    def test_leaves_its_argument_alone(self, student):
        before, after = SCORES.copy(), SCORES.copy()
        assert_close(student.softmax(after), MODEL)
        assert_unchanged(before, after)


@exercise("log_sum_exp")
class TestLogSumExp:
    def test_scores_of_the_handout(self, student):
        assert_close(student.log_sum_exp(SCORES), np.array([np.log(10)]))

    def test_keepdims(self, student):
        assert_close(student.log_sum_exp(SCORES.T, axis=0, keepdims=True), np.array([[np.log(10)]]))

    def test_large_scores(self, student):
        assert_close(student.log_sum_exp(SCORES - 1000), np.array([np.log(10) - 1000]))


@exercise("log_softmax")
class TestLogSoftmax:
    def test_scores_of_the_handout(self, student):
        assert_close(student.log_softmax(SCORES), np.log(MODEL))

    def test_probability_too_small_for_a_float(self, student):
        assert_close(student.log_softmax(np.array([800.0, 0.0])), np.array([0.0, -800.0]))


@exercise("one_hot")
class TestOneHot:
    def test_three_labels(self, student):
        assert_close(student.one_hot(np.array([2, 0, 2]), 3), np.array([[0.0, 0, 1], [1, 0, 0], [0, 0, 1]]))

    @pytest.mark.expects_error
    def test_class_that_does_not_exist_raises(self, student):
        with pytest.raises(ValueError):
            student.one_hot(np.array([0, 3]), 3)


@exercise("entropy")
class TestEntropy:
    def test_truth_of_the_handout(self, student):
        assert_close(student.entropy(TRUTH), np.array([1.5 * np.log(2)]))

    def test_what_never_happens_adds_nothing(self, student):
        assert_close(student.entropy(np.array([[0.5, 0.0, 0.5]])), np.array([np.log(2)]))

    @pytest.mark.expects_error
    def test_half_a_distribution_raises(self, student):
        with pytest.raises(ValueError):
            student.entropy(np.array([0.25, 0.25]))


@exercise("cross_entropy")
class TestCrossEntropy:
    def test_truth_and_model_of_the_handout(self, student):
        assert_close(student.cross_entropy(TRUTH, MODEL), np.array([1.1320523]))

    def test_impossible_but_true(self, student):
        assert_close(student.cross_entropy(np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])), np.array([np.inf]))


@exercise("kl_divergence")
class TestKlDivergence:
    def test_truth_and_model_of_the_handout(self, student):
        assert_close(student.kl_divergence(TRUTH, MODEL), np.array([0.0923315]), rtol=1e-6)
        assert_close(student.kl_divergence(MODEL, TRUTH), np.array([0.0724603]), rtol=1e-6)

    def test_outcome_that_never_happens(self, student):
        assert_close(student.kl_divergence(np.array([[1.0, 0.0]]), np.array([[0.25, 0.75]])), np.array([np.log(4)]))


@exercise("kl_divergence_continuous")
class TestKlDivergenceContinuous:
    def test_steps_of_two_widths(self, student):
        p, q, x = np.array([0.2, 0.4, 0.4]), np.array([0.2, 0.2, 0.2]), np.array([0.0, 1.0, 3.0])
        # from 1 on the integrand is 0.4 log 2, at 0 it is 0
        assert_close(student.kl_divergence_continuous(p, q, x), float(np.log(2)))

    @pytest.mark.expects_error
    def test_grid_that_goes_back_raises(self, student):
        with pytest.raises(ValueError):
            student.kl_divergence_continuous(np.ones(3), np.ones(3), np.array([0.0, 2.0, 1.0]))


@exercise("experiment_overflow")
class TestExperimentOverflow:
    def test_half_precision(self, student):
        assert_close(student.largest_finite_exponent("float16"), 11)

    def test_first_scale_that_breaks(self, student):
        assert_close(student.first_broken_scale(np.array([1.0, 0.0]), [1.0, 100.0, 1000.0]), 1000.0)


@exercise("experiment_asymmetry")
class TestExperimentAsymmetry:
    def test_fair_coin_against_a_certain_one(self, student):
        expected = (np.array([np.log(2)]), np.array([np.inf]))
        assert_close(student.bernoulli_divergences(np.array([1.0]), 0.5), expected)


@exercise("question_not_a_number")
class TestQuestionNotANumber:
    def test_answer_is_a_count(self, student):
        answer = student.answer_not_a_number()
        assert isinstance(answer, int), "return the number of entries"
        assert 0 <= answer <= 4, "there are four entries"


@exercise("question_log_constant")
class TestQuestionLogConstant:
    def test_answer_is_a_whole_number(self, student):
        assert isinstance(student.answer_log_constant(), int), "return log C, a whole number"
