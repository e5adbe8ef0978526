"""The suite to work with: does an exercise basically work? The numbers are those of the handout, section 10.

The suite that counts tests more: other shapes and settings, edge cases, and every error that a docstring promises.
"""

import numpy as np
import pytest

from grader.testing import assert_close, assert_unchanged, exercise


def two_steps(optimizer):
    """Walk down f(W) = W²/2, whose gradient is W itself, from W = 2; return where the first two steps lead."""
    w, path = np.array([2.0]), []
    for _ in range(2):
        optimizer.step({"w": w}, {"w": w.copy()})
        path.append(w.copy())
    return np.concatenate(path)


def bowl(params):
    """W²/2 and its gradient, summed over all entries of w."""
    return 0.5 * float(np.sum(params["w"] ** 2)), {"w": params["w"].copy()}


@exercise("SGD")
class TestSGD:
    def test_two_steps(self, student):
        assert_close(two_steps(student.SGD(0.1)), np.array([1.8, 1.62]))

    def test_leaves_the_gradients_alone(self, student):
        w, g = np.array([1.0, 2.0]), np.array([4.0, -8.0])
        student.SGD(0.5).step({"w": w}, {"w": g})
        assert_close(w, np.array([-1.0, 6.0]))
        assert_unchanged(np.array([4.0, -8.0]), g)

    def test_two_parameters(self, student):
        params = {"W": np.ones((2, 2)), "b": np.ones(2)}
        student.SGD(0.5).step(params, {"W": np.eye(2), "b": np.array([2.0, 4.0])})
        assert_close(params, {"W": np.array([[0.5, 1.0], [1.0, 0.5]]), "b": np.array([0.0, -1.0])})

    @pytest.mark.expects_error
    def test_a_column_of_gradients_raises(self, student):
        with pytest.raises(ValueError):
            student.SGD(0.5).step({"w": np.ones(2)}, {"w": np.ones((2, 1))})


@exercise("Momentum")
class TestMomentum:
    def test_two_steps(self, student):
        assert_close(two_steps(student.Momentum(0.1, 0.5)), np.array([1.8, 1.52]))

    def test_velocity_after_two_steps(self, student):
        ball = student.Momentum(0.1, 0.5)
        assert_close(two_steps(ball), np.array([1.8, 1.52]))
        assert_close(ball.velocity["w"], np.array([2.8]))

    @pytest.mark.expects_error
    def test_beta_of_one_raises(self, student):
        with pytest.raises(ValueError):
            student.Momentum(0.1, beta=1.0)


@exercise("NAG")
class TestNAG:
    def test_two_steps(self, student):
        params, nag, path = {"w": np.array([2.0])}, student.NAG(0.1, 0.5), []
        for _ in range(2):
            nag.step(params, nag.lookahead(params))  # the gradient of W²/2 is W, so there it is the point itself
            path.append(params["w"].copy())
        assert_close(np.concatenate(path), np.array([1.8, 1.53]))

    def test_point_ahead(self, student):
        params, nag = {"w": np.array([2.0])}, student.NAG(0.1, 0.5)
        nag.step(params, {"w": np.array([2.0])})
        assert_close(nag.lookahead(params), {"w": np.array([1.7])})
        assert_close(params["w"], np.array([1.8]))


@exercise("Adagrad")
class TestAdagrad:
    def test_two_steps(self, student):
        assert_close(two_steps(student.Adagrad(0.1)), np.array([1.9, 1.831125]), atol=1e-6)

    def test_large_epsilon(self, student):
        w = np.zeros(1)
        student.Adagrad(0.5, eps=1.0).step({"w": w}, {"w": np.array([3.0])})
        assert_close(w, np.array([-0.375]))


@exercise("Adadelta")
class TestAdadelta:
    def test_two_steps(self, student):
        assert_close(two_steps(student.Adadelta(0.9, 0.01)), np.array([1.687652, 1.394513]), atol=1e-6)

    @pytest.mark.expects_error
    def test_without_epsilon_raises(self, student):
        with pytest.raises(ValueError):
            student.Adadelta(eps=0.0)


@exercise("RMSprop")
class TestRMSprop:
    def test_two_steps(self, student):
        assert_close(two_steps(student.RMSprop(0.1, 0.9)), np.array([1.683772, 1.473875]), atol=1e-6)

    def test_large_epsilon(self, student):
        w = np.zeros(1)
        student.RMSprop(0.5, rho=0.75, eps=1.0).step({"w": w}, {"w": np.array([6.0])})
        assert_close(w, np.array([-0.75]))


@exercise("exponential_moving_average")
class TestExponentialMovingAverage:
    def test_corrected(self, student):
        averages = student.exponential_moving_average(np.array([1.0, 4.0, 4.0]), 0.5)
        assert_close(averages, np.array([1.0, 3.0, 25 / 7]))

    def test_uncorrected(self, student):
        averages = student.exponential_moving_average(np.array([1.0, 4.0, 4.0]), 0.5, bias_correction=False)
        assert_close(averages, np.array([0.5, 2.25, 3.125]))


@exercise("Adam")
class TestAdam:
    def test_two_steps(self, student):
        assert_close(two_steps(student.Adam(0.1)), np.array([1.9, 1.800166]), atol=1e-6)

    def test_averages_after_two_steps(self, student):
        adam = student.Adam(0.1)
        assert_close(two_steps(adam), np.array([1.9, 1.800166]), atol=1e-6)
        assert_close(adam.t, 2)
        assert_close(adam.m["w"], np.array([0.37]))
        assert_close(adam.v["w"], np.array([0.007606]))


class Plain:
    """An optimizer: W ← W - 0.1 g."""

    def step(self, params, grads):
        for key in params:
            params[key] -= 0.1 * grads[key]


class Curious(Plain):
    """One that wants its gradients from twice as far out."""

    def lookahead(self, params):
        return {key: 2 * param for key, param in params.items()}


@exercise("minimize")
class TestMinimize:
    def test_history(self, student):
        w = np.array([2.0])
        assert_close(student.minimize(bowl, {"w": w}, Plain(), 2), np.array([2.0, 1.62, 1.3122]))
        assert_close(w, np.array([1.62]))

    def test_lookahead_is_asked(self, student):
        w = np.array([2.0])
        assert_close(student.minimize(bowl, {"w": w}, Curious(), 2), np.array([2.0, 1.28, 0.8192]))
        assert_close(w, np.array([1.28]))


@exercise("experiment_seven_trails")
class TestExperimentSevenTrails:
    def test_all_start_at_the_same_loss(self, student):
        assert_close(sorted(student.final_losses(0).values()), [14.45] * 7)

    def test_plain_descent_after_one_step(self, student):
        assert_close(student.final_losses(1)["SGD"], 0.05 * 7.88**2 + 5 * 0.75**2)


@exercise("experiment_swinging")
class TestExperimentSwinging:
    def test_sign_changes(self, student):
        assert_close(student.count_sign_changes(0.0, 1.5, 1.0, 3), 3)

    def test_roots(self, student):
        swings = True
        assert_close(student.is_underdamped(0.9, 0.2, 1.0), swings)


@exercise("experiment_slowing_down")
class TestExperimentSlowingDown:
    def test_steps_of_the_same_length(self, student):
        assert_close(student.step_lengths(Plain(), 3), np.array([0.1, 0.1, 0.1]))


@exercise("question_limit_of_momentum")
class TestQuestionLimitOfMomentum:
    def test_answer_is_a_float(self, student):
        assert isinstance(student.answer_limit_of_momentum(), float), "return one number, a float"


@exercise("question_first_step")
class TestQuestionFirstStep:
    def test_answer_is_two_floats(self, student):
        answer = student.answer_first_step()
        assert isinstance(answer, tuple), "return two numbers: Adam, RMSprop"
        assert [isinstance(number, float) for number in answer] == [True, True], "both are floats"


@exercise("question_loss_times_ten")
class TestQuestionLossTimesTen:
    def test_answer_is_three_floats(self, student):
        answer = student.answer_loss_times_ten()
        assert isinstance(answer, tuple), "return three numbers: SGD, Adam, Adagrad"
        assert [isinstance(number, float) for number in answer] == [True] * 3, "all three are floats"


@exercise("question_who_differentiates")
class TestQuestionWhoDifferentiates:
    def test_answer_is_a_number_of_the_list(self, student):
        answer = student.answer_who_differentiates()
        assert isinstance(answer, int), "return the number of the statement"
        assert 1 <= answer <= 3, "the statements are numbered from 1 to 3"
