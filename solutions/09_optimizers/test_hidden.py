"""The suite that counts: every convention, edge case and error that the docstrings promise.

What all seven optimizers promise is said once, in `Walks`, and each optimizer's class adds what is its own. Expected
values come from the reference or, better, from a closed form. The loop and the experiments are driven by optimizers
of this suite, so that they do not depend on those of the student.
"""

import numpy as np
import pytest

from grader.testing import assert_close, assert_no_shared_memory, assert_unchanged, exercise, f32, nc, universal_battery

edge = pytest.mark.group("edge")
robust = pytest.mark.group("robust")
expects_error = pytest.mark.expects_error


def copies(arrays):
    return {key: array.copy() for key, array in arrays.items()}


def draw(rng, n_steps, **shapes):
    """A start and the gradients of some steps, for parameters of the given shapes."""
    start, *gradients = [{key: rng.normal(size=shape) for key, shape in shapes.items()} for _ in range(n_steps + 1)]
    return start, gradients


def walk(optimizer, start, gradients):
    """Where one arrives from a copy of the start."""
    params = copies(start)
    for grads in gradients:
        optimizer.step(params, copies(grads))
    return params


class Walks:
    """What every optimizer promises; a subclass says its name, its settings, what it remembers and what it refuses.

    The settings are far from the defaults, and ε is so large that its place shows.
    """

    name: str
    settings: dict[str, float]
    memory: tuple[str, ...] = ()
    impossible: tuple[dict[str, float], ...]

    def make(self, module, **settings):
        return getattr(module, self.name)(**{**self.settings, **settings})

    def default(self, module):
        """With the defaults of whatever has one."""
        return getattr(module, self.name)(**{key: value for key, value in self.settings.items() if key == "lr"})

    def test_one_step_of_a_square_matrix(self, student, reference, rng):
        start, gradients = draw(rng, 1, W=(3, 3))
        expected = walk(self.make(reference), start, gradients)
        assert_close(walk(self.make(student), start, gradients), expected)

    def test_four_steps(self, student, reference, rng):
        start, gradients = draw(rng, 4, w=3)
        expected = walk(self.make(reference), start, gradients)
        assert_close(walk(self.make(student), start, gradients), expected)

    def test_two_parameters_have_nothing_in_common(self, student, reference, rng):
        start, gradients = draw(rng, 3, W=(2, 3), b=3)
        expected = {}
        for key in start:
            alone = [{key: grads[key]} for grads in gradients]
            expected |= walk(self.make(reference), {key: start[key]}, alone)
        assert_close(walk(self.make(student), start, gradients), expected)

    @edge
    def test_defaults(self, student, reference, rng):
        start, gradients = draw(rng, 3, w=3)
        expected = walk(self.default(reference), start, gradients)
        assert_close(walk(self.default(student), start, gradients), expected)

    @edge
    def test_whoever_holds_the_array_sees_the_update(self, student, reference, rng):
        start, gradients = draw(rng, 2, w=3)
        expected = walk(self.make(reference), start, gradients)["w"]
        held, optimizer = start["w"].copy(), self.make(student)
        for grads in gradients:
            optimizer.step({"w": held}, grads)
        assert_close(held, expected)

    @edge
    def test_a_coordinate_without_a_gradient_stays(self, student, reference, rng):
        start = {"w": rng.normal(size=3)}
        gradients = [{"w": np.array([0.0, 3.0, -2.0])}, {"w": np.array([0.0, 1.0, 0.0])}]
        expected = walk(self.default(reference), start, gradients)
        assert_close(walk(self.default(student), start, gradients), expected)

    @edge
    def test_two_optimizers_are_two(self, student, reference, rng):
        start, gradients = draw(rng, 2, w=3)
        expected = walk(self.make(reference), start, gradients)
        first, second = self.make(student), self.make(student)
        walk(first, start, gradients[::-1])
        assert_close(walk(second, start, gradients), expected)

    @robust
    def test_leaves_the_gradients_alone(self, student, reference, rng):
        start, gradients = draw(rng, 2, w=3)
        expected = walk(self.make(reference), start, gradients)["w"]
        before, params, optimizer = [copies(grads) for grads in gradients], copies(start), self.make(student)
        for grads in gradients:
            optimizer.step(params, grads)
        assert_close(params["w"], expected)
        assert_unchanged(before, gradients)

    @robust
    def test_float32_stays_float32(self, student, reference, rng):
        start, gradients = draw(rng, 3, w=4)
        narrow = {"w": f32(start["w"])}
        steps = [{"w": f32(grads["w"])} for grads in gradients]
        model, optimizer = self.make(reference), self.make(student)
        expected = walk(model, narrow, steps)["w"]
        memories = [getattr(model, memory)["w"] for memory in self.memory]
        assert_close(walk(optimizer, narrow, steps)["w"], expected, dtype=np.float32)
        for memory, array in zip(self.memory, memories, strict=True):
            found = getattr(optimizer, memory)
            assert_close(found["w"], array, dtype=np.float32)

    @robust
    def test_takes_any_memory_layout(self, student, reference, rng):
        start, gradients = draw(rng, 2, v=(3, 4), w=(3, 4))
        expected = walk(self.make(reference), start, gradients)
        params, optimizer = {"v": np.asfortranarray(start["v"]), "w": nc(start["w"])}, self.make(student)
        for grads in gradients:
            laid_out = {"v": nc(grads["v"]), "w": np.asfortranarray(grads["w"])}
            for g in laid_out.values():
                g.flags.writeable = False
            optimizer.step(params, laid_out)
        assert_close(params, expected)

    @robust
    def test_raises_no_floating_point_warning(self, student, reference, rng):
        start = {"w": rng.normal(size=3)}
        gradients = [{"w": np.array([0.0, 1e3, -1e-3])}, {"w": np.array([0.0, 0.0, 2.0])}]
        expected = walk(self.default(reference), start, gradients)
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            arrived = walk(self.default(student), start, gradients)
        assert_close(arrived, expected)

    @robust
    @expects_error
    def test_shapes_that_broadcast_raise(self, student):
        for of_w, of_g in [(3, (3, 1)), (3, 1), ((2, 3), 3), (1, 3)]:
            with pytest.raises(ValueError):
                self.make(student).step({"w": np.ones(of_w)}, {"w": np.ones(of_g)})

    @robust
    @expects_error
    def test_other_keys_raise(self, student):
        w = np.ones(3)
        for params, grads in [("w", "v"), ("w", "wv"), ("wv", "w")]:
            with pytest.raises(ValueError):
                self.make(student).step({k: w.copy() for k in params}, {k: w.copy() for k in grads})

    @robust
    @expects_error
    def test_impossible_settings_raise(self, student):
        for settings in self.impossible:
            with pytest.raises(ValueError):
                self.make(student, **settings)


class Remembers(Walks):
    """What those promise that remember something: its name is in `memory`."""

    def test_what_it_remembers(self, student, reference, rng):
        start, gradients = draw(rng, 3, w=3, c=2)
        model, optimizer = self.make(reference), self.make(student)
        walk(model, start, gradients)
        expected = [{key: getattr(model, memory)[key] for key in start} for memory in self.memory]
        arrived = walk(self.make(reference), start, gradients)
        assert_close(walk(optimizer, start, gradients), arrived)
        for memory, arrays in zip(self.memory, expected, strict=True):
            found = getattr(optimizer, memory)
            for key in ("w", "c"):
                assert_close(found[key], arrays[key])


class HasRate:
    """What those promise that have a learning rate."""

    @edge
    def test_learning_rate_may_change_between_steps(self, student, reference, rng):
        start, gradients = draw(rng, 3, w=3)
        ours, theirs, expected, params = self.make(reference), self.make(student), copies(start), copies(start)
        for lr, grads in zip([0.5, 0.02, 0.3], gradients, strict=True):
            ours.lr = lr
            ours.step(expected, grads)
        for lr, grads in zip([0.5, 0.02, 0.3], gradients, strict=True):
            theirs.lr = lr
            theirs.step(params, grads)
        assert_close(params["w"], expected["w"])


RATES = ({"lr": 0.0}, {"lr": -0.1})


def decay(name):
    """What no decay rate can be."""
    return {name: -0.1}, {name: 1.0}, {name: 1.5}


@exercise("SGD")
class TestSGD(HasRate, Walks):
    name, settings, impossible = "SGD", {"lr": 0.1}, RATES

    def test_by_hand(self, student):
        w, b = np.array([1.0, -2.0]), np.array([[4.0]])
        student.SGD(0.25).step({"w": w, "b": b}, {"w": np.array([2.0, 4.0]), "b": np.array([[-8.0]])})
        assert_close(w, np.array([0.5, -3.0]))
        assert_close(b, np.array([[6.0]]))


@exercise("Momentum")
class TestMomentum(HasRate, Remembers):
    name, settings, memory = "Momentum", {"lr": 0.1, "beta": 0.8}, ("velocity",)
    impossible = (*RATES, *decay("beta"))

    def test_speed_under_a_constant_gradient(self, student):
        g, beta = np.array([1.0, -2.0]), 0.75
        speeds = [g * (1 - beta**t) / (1 - beta) for t in range(1, 6)]  # on the way to g/(1 - β)
        expected = np.array([3.0, 3.0]) - 0.1 * np.sum(speeds, axis=0)
        arrived = walk(student.Momentum(0.1, beta), {"w": np.array([3.0, 3.0])}, [{"w": g}] * 5)
        assert_close(arrived, {"w": expected})

    @edge
    def test_without_beta_it_is_plain_descent(self, student, rng):
        start, gradients = draw(rng, 3, w=3)
        expected = start["w"] - 0.1 * sum(grads["w"] for grads in gradients)
        assert_close(walk(self.make(student, beta=0.0), start, gradients), {"w": expected})


@exercise("NAG")
class TestNAG(HasRate, Remembers):
    name, settings, memory = "NAG", {"lr": 0.05, "beta": 0.8}, ("velocity",)
    impossible = (*RATES, *decay("beta"))

    def test_looks_ahead(self, student, reference, rng):
        start, gradients = draw(rng, 3, W=(2, 3), b=3)
        ours, theirs = self.make(reference), self.make(student)
        expected = ours.lookahead(walk(ours, start, gradients))
        assert_close(theirs.lookahead(walk(theirs, start, gradients)), expected)

    def test_walks_on_the_gradient_ahead(self, student, reference, rng):
        curvatures, start = np.array([1.0, 5.0, 9.0]), rng.normal(size=3)
        points = []
        for module in (reference, student):
            nag, params = self.make(module), {"w": start.copy()}
            for _ in range(4):
                nag.step(params, {"w": curvatures * nag.lookahead(params)["w"]})
            points.append((params["w"], nag.lookahead(params)["w"]))
        expected, arrived = points
        assert_close(arrived, expected)

    def test_the_point_ahead_moves_as_in_the_other_form(self, student, rng):
        # p = W - η β v obeys v ← β v + g, p ← p - η (g + β v): the form of the libraries, which never see W
        p, curvatures, v = rng.normal(size=3), np.array([1.0, 4.0, 9.0]), np.zeros(3)
        params = {"w": p.copy()}
        for _ in range(5):
            g = curvatures * p
            v = 0.8 * v + g
            p = p - 0.05 * (g + 0.8 * v)
        nag = student.NAG(0.05, 0.8)
        for _ in range(5):
            nag.step(params, {"w": curvatures * nag.lookahead(params)["w"]})
        assert_close(nag.lookahead(params)["w"], p)

    def test_overshoots_less_than_a_heavy_ball(self, student):
        # on 5 y² from y = 1, with η = 0.02 and β = 0.9: the ball reaches about -0.71, this one about -0.33
        lowest, ahead = [], {"y": np.array([1.0])}
        v, y = 0.0, 1.0
        for _ in range(12):
            v = 0.9 * v + 10 * (y - 0.02 * 0.9 * v)
            y = y - 0.02 * v
            lowest.append(y)
        expected = np.array(lowest)
        nag, path = student.NAG(0.02, 0.9), []
        for _ in range(12):
            nag.step(ahead, {"y": 10 * nag.lookahead(ahead)["y"]})
            path.append(ahead["y"][0])
        assert_close(np.array(path), expected)

    @edge
    def test_looking_moves_nothing(self, student, reference, rng):
        start, gradients = draw(rng, 2, w=3)
        expected = self.make(reference).lookahead(start)
        assert_close(self.make(student).lookahead(start), expected)
        ours, theirs = self.make(reference), self.make(student)
        there, arrived = walk(ours, start, gradients), walk(theirs, start, gradients)
        ahead, before = ours.lookahead(there), copies(arrived)
        for _ in range(2):
            assert_close(theirs.lookahead(arrived), ahead)
        assert_unchanged(before, arrived)

    @edge
    def test_the_point_ahead_is_a_new_array(self, student, reference, rng):
        start, gradients = draw(rng, 1, w=3)
        first, nag, ours = copies(start), self.make(student), self.make(reference)
        later = ours.lookahead(walk(ours, start, gradients))
        ahead = nag.lookahead(first)  # nothing has moved yet, so that it is where the parameters are
        assert_close(ahead, copies(start))
        assert_no_shared_memory(ahead, first["w"])
        arrived = walk(nag, start, gradients)
        ahead = nag.lookahead(arrived)
        assert_close(ahead, later)
        assert_no_shared_memory(ahead, arrived["w"])

    @edge
    def test_without_beta_it_is_plain_descent(self, student, rng):
        start, gradients = draw(rng, 3, w=3)
        expected = {"w": start["w"] - 0.05 * sum(grads["w"] for grads in gradients)}
        nag = self.make(student, beta=0.0)
        arrived = walk(nag, start, gradients)
        assert_close(arrived, expected)
        assert_close(nag.lookahead(arrived), expected)

    @edge
    def test_lookahead_reads_the_learning_rate_anew(self, student, reference, rng):
        start, gradients = draw(rng, 2, w=3)
        ours, theirs = self.make(reference), self.make(student)
        there, arrived = walk(ours, start, gradients), walk(theirs, start, gradients)
        ours.lr = 0.5
        expected = ours.lookahead(there)
        theirs.lr = 0.5
        assert_close(theirs.lookahead(arrived), expected)

    @robust
    def test_lookahead_keeps_float32(self, student, reference, rng):
        start, gradients = draw(rng, 2, w=3)
        narrow, steps = {"w": f32(start["w"])}, [{"w": f32(grads["w"])} for grads in gradients]
        ours, theirs = self.make(reference), self.make(student)
        expected = ours.lookahead(walk(ours, narrow, steps))["w"]
        assert_close(theirs.lookahead(walk(theirs, narrow, steps))["w"], expected, dtype=np.float32)


@exercise("Adagrad")
class TestAdagrad(HasRate, Remembers):
    name, settings, memory = "Adagrad", {"lr": 0.1, "eps": 0.1}, ("G",)
    impossible = (*RATES, {"eps": -1e-10})

    def test_steps_shrink_with_the_root_of_time(self, student):
        expected = -0.5 * np.cumsum(1 / np.sqrt(np.arange(1, 11)))[[0, -1]]
        adagrad, params = student.Adagrad(0.5), {"w": np.zeros(1)}
        adagrad.step(params, {"w": np.array([3.0])})
        first = params["w"][0]
        for _ in range(9):
            adagrad.step(params, {"w": np.array([3.0])})
        assert_close(np.array([first, params["w"][0]]), expected)

    @edge
    def test_first_step_has_the_length_of_the_learning_rate(self, student):
        arrived = walk(student.Adagrad(0.25, eps=0.0), {"w": np.zeros(3)}, [{"w": np.array([1e-6, -3.0, 1e6])}])
        assert_close(arrived, {"w": np.array([-0.25, 0.25, -0.25])})

    @edge
    def test_gradient_as_small_as_epsilon(self, student):
        arrived = walk(student.Adagrad(0.5), {"w": np.zeros(1)}, [{"w": np.array([1e-10])}])
        assert_close(arrived, {"w": np.array([-0.25])})


@exercise("Adadelta")
class TestAdadelta(Remembers):
    name, settings, memory = "Adadelta", {"rho": 0.8, "eps": 0.1}, ("G", "H")
    impossible = (*decay("rho"), {"eps": 0.0}, {"eps": -1e-6})

    def test_first_step(self, student):
        g = np.array([2.0, -0.5, 1e-3])
        expected = -np.sqrt(1e-4 / (0.25 * g**2 + 1e-4)) * g
        assert_close(walk(student.Adadelta(0.75, 1e-4), {"w": np.zeros(3)}, [{"w": g}]), {"w": expected})

    @edge
    def test_forgets_all_but_the_last(self, student, rng):
        first, second = rng.normal(size=(2, 3))
        before = np.sqrt(0.1 / (first**2 + 0.1)) * first
        expected = -before - np.sqrt((before**2 + 0.1) / (second**2 + 0.1)) * second
        adadelta = self.make(student, rho=0.0)
        assert_close(walk(adadelta, {"w": np.zeros(3)}, [{"w": first}, {"w": second}]), {"w": expected})

    @edge
    def test_units_of_the_loss_do_not_matter(self, student, reference, rng):
        start, gradients = draw(rng, 3, w=3)
        scaled = [{"w": 1e4 * grads["w"]} for grads in gradients]
        expected = walk(reference.Adadelta(eps=1e-14), start, scaled)
        assert_close(walk(student.Adadelta(eps=1e-14), start, scaled), expected, rtol=1e-12, atol=0)

    @edge
    def test_gradient_as_small_as_the_root_of_epsilon(self, student):
        expected = {"w": np.array([-1e-3 / np.sqrt(1.1)])}
        assert_close(walk(student.Adadelta(), {"w": np.zeros(1)}, [{"w": np.array([1e-3])}]), expected)


@exercise("RMSprop")
class TestRMSprop(HasRate, Remembers):
    name, settings, memory = "RMSprop", {"lr": 0.1, "rho": 0.8, "eps": 0.1}, ("G",)
    impossible = (*RATES, *decay("rho"), {"eps": -1e-8})

    def test_steps_under_a_constant_gradient(self, student):
        # G = g² (1 - ρ^t): from η/√(1 - ρ) down to η, however large g is
        expected = -0.1 * np.sum(1 / np.sqrt(1 - 0.75 ** np.arange(1, 6)))
        arrived = walk(student.RMSprop(0.1, 0.75), {"w": np.zeros(2)}, [{"w": np.array([5.0, -200.0])}] * 5)
        assert_close(arrived, {"w": np.array([expected, -expected])})

    @edge
    def test_without_rho_only_the_sign_is_left(self, student):
        gradients = [{"w": np.array([5.0, -0.01])}, {"w": np.array([0.3, -7.0])}]
        arrived = walk(student.RMSprop(0.25, rho=0.0, eps=0.0), {"w": np.zeros(2)}, gradients)
        assert_close(arrived, {"w": np.array([-0.5, 0.5])})

    @edge
    def test_gradient_as_small_as_epsilon(self, student):
        expected = {"w": np.array([-0.5 / (np.sqrt(0.1) + 1)])}
        assert_close(walk(student.RMSprop(0.5), {"w": np.zeros(1)}, [{"w": np.array([1e-8])}]), expected)


@exercise("exponential_moving_average")
class TestExponentialMovingAverage:
    def test_agrees_with_the_reference(self, student, reference, rng):
        x = rng.normal(size=(6, 2))
        expected = reference.exponential_moving_average(x, 0.8)
        assert_close(student.exponential_moving_average(x, 0.8), expected)

    def test_is_a_weighted_mean_of_what_came_so_far(self, student, rng):
        x = rng.normal(size=5)
        weights = [0.7 ** np.arange(t, -1, -1.0) for t in range(5)]
        expected = np.array([np.sum(w * x[: len(w)]) / np.sum(w) for w in weights])
        assert_close(student.exponential_moving_average(x, 0.7), expected)

    def test_without_the_correction_it_starts_near_zero(self, student, rng):
        x = rng.normal(size=(5, 2))
        expected = np.array([0.4 * sum(0.6 ** (t - i) * x[i] for i in range(t + 1)) for t in range(5)])
        assert_close(student.exponential_moving_average(x, 0.6, bias_correction=False), expected)

    def test_square(self, student, reference, rng):
        x = rng.normal(size=(4, 4))
        expected = reference.exponential_moving_average(x, 0.9)
        assert_close(student.exponential_moving_average(x, 0.9), expected)

    @edge
    def test_constants_stay_constant_and_rise_without_the_correction(self, student):
        fives = np.full(4, 5.0)
        assert_close(student.exponential_moving_average(fives, 0.9), np.full(4, 5.0))
        rising = student.exponential_moving_average(np.full(4, 5.0), 0.9, bias_correction=False)
        assert_close(rising, 5 * (1 - 0.9 ** np.arange(1, 5)))

    @edge
    def test_long_memory(self, student):
        x = np.arange(50.0)
        weights = [0.999 ** np.arange(t, -1, -1.0) for t in range(50)]
        expected = np.array([np.sum(w * np.arange(len(w))) / np.sum(w) for w in weights])
        assert_close(student.exponential_moving_average(x, 0.999), expected)

    @edge
    def test_nothing_has_no_averages(self, student, reference):
        expected = reference.exponential_moving_average(np.zeros((0, 2)), 0.9)
        assert_close(student.exponential_moving_average(np.zeros((0, 2)), 0.9), expected)
        assert_close(student.exponential_moving_average(np.array([2.0, 4.0]), 0.5), np.array([2.0, 10 / 3]))

    @edge
    def test_one_value(self, student):
        assert_close(student.exponential_moving_average(np.array([[3.0, -1.0]]), 0.9), np.array([[3.0, -1.0]]))
        alone = student.exponential_moving_average(np.array([[3.0, -1.0]]), 0.9, bias_correction=False)
        assert_close(alone, np.array([[0.3, -0.1]]))

    @edge
    def test_no_memory_gives_a_copy(self, student, rng):
        x = rng.normal(size=(4, 2))
        expected = x.copy()
        averages = student.exponential_moving_average(x, 0.0)
        assert_close(averages, expected)
        assert_no_shared_memory(averages, x)

    @edge
    def test_more_axes_of_integers(self, student, reference, rng):
        x = rng.integers(-5, 6, size=(4, 2, 3))
        expected = reference.exponential_moving_average(x.astype(np.float64), 0.8)
        assert_close(student.exponential_moving_average(x, 0.8), expected)

    @robust
    @expects_error
    def test_no_axis_raises(self, student):
        with pytest.raises(ValueError):
            student.exponential_moving_average(np.array(3.0), 0.9)

    @robust
    @expects_error
    def test_impossible_beta_raises(self, student):
        for beta in [-0.1, 1.0, 1.5]:
            with pytest.raises(ValueError):
                student.exponential_moving_average(np.ones(3), beta)

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        with pytest.raises(TypeError):
            student.exponential_moving_average(np.ones(3, dtype=np.complex128), 0.9)


TestExponentialMovingAverageBattery = universal_battery(
    "exponential_moving_average", lambda rng: (rng.normal(size=(5, 3)), 0.8)
)


@exercise("Adam")
class TestAdam(HasRate, Remembers):
    name, memory = "Adam", ("m", "v")
    settings, impossible = (
        {"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 0.1},
        (*RATES, *decay("beta1"), *decay("beta2"), {"eps": -1e-8}),
    )

    def test_is_made_of_two_corrected_averages(self, student, rng):
        gradients, powers = rng.normal(size=(5, 3)), np.arange(4, -1, -1.0)
        path = np.zeros(3)
        for t in range(1, 6):
            first, second = (beta ** powers[-t:] for beta in (0.8, 0.95))
            mean = first @ gradients[:t] / first.sum()
            square = second @ gradients[:t] ** 2 / second.sum()
            path -= 0.1 * mean / (np.sqrt(square) + 0.1)
        arrived = walk(self.make(student), {"w": np.zeros(3)}, [{"w": g} for g in gradients])
        assert_close(arrived, {"w": path})

    def test_counts_steps_and_not_parameters(self, student, reference, rng):
        start, gradients = draw(rng, 3, a=2, b=2, c=1)
        expected = walk(self.make(reference), start, gradients)
        adam = self.make(student)
        assert_close(adam.t, 0)
        assert_close(walk(adam, start, gradients), expected)
        assert_close(adam.t, 3)

    @edge
    def test_first_step_has_the_length_of_the_learning_rate(self, student):
        arrived = walk(student.Adam(0.25, eps=0.0), {"w": np.zeros(3)}, [{"w": np.array([1e-6, -3.0, 1e6])}])
        assert_close(arrived, {"w": np.array([-0.25, 0.25, -0.25])})

    @edge
    def test_gradient_as_small_as_epsilon(self, student):
        arrived = walk(student.Adam(0.5), {"w": np.zeros(1)}, [{"w": np.array([1e-8])}])
        assert_close(arrived, {"w": np.array([-0.25])})

    @edge
    def test_its_own_learning_rate(self, student):
        arrived = walk(student.Adam(eps=0.0), {"w": np.zeros(2)}, [{"w": np.array([2.0, -5.0])}])
        assert_close(arrived, {"w": np.array([-1e-3, 1e-3])})

    @edge
    def test_a_hundred_steps(self, student, reference, rng):
        start, gradients = draw(rng, 100, w=2)
        expected = walk(self.make(reference), start, gradients)
        assert_close(walk(self.make(student), start, gradients), expected)

    @edge
    def test_a_constant_gradient_is_walked_at_the_learning_rate(self, student):
        arrived = walk(student.Adam(0.1, 0.5, 0.75), {"w": np.zeros(1)}, [{"w": np.array([7.0])}] * 6)
        assert_close(arrived, {"w": np.array([-0.6])})


class Downhill:
    """An optimizer of the suite: plain descent that keeps what it was given."""

    def __init__(self, lr):
        self._lr, self.seen = lr, []

    def step(self, params, grads):
        self.seen.append((copies(params), copies(grads)))
        for key in params:
            params[key] -= self._lr * grads[key]


class Scout(Downhill):
    """One that looks at some other point first."""

    def lookahead(self, params):
        return {key: 2 * param + 1 for key, param in params.items()}


def valley(params):
    """Half the sum of c w², and its gradient: the curvatures c are 1, 2, …"""
    curvatures = {key: np.arange(1.0, param.size + 1).reshape(param.shape) for key, param in params.items()}
    loss = sum(0.5 * np.sum(curvatures[key] * param**2) for key, param in params.items())
    return float(loss), {key: curvatures[key] * param for key, param in params.items()}


def descent(start, lr, n_steps, point=copies):
    """The losses, the points and the gradients of n_steps steps, each gradient taken at `point(params)`."""
    params, losses, seen = copies(start), [valley(start)[0]], []
    for _ in range(n_steps):
        grads = valley(point(params))[1]
        seen.append((copies(params), grads))
        params = {key: param - lr * grads[key] for key, param in params.items()}
        losses.append(valley(params)[0])
    return np.array(losses), params, seen


@exercise("minimize")
class TestMinimize:
    def test_losses_after_each_step(self, student, rng):
        start, _ = draw(rng, 0, W=(2, 3), b=3)
        losses, arrived, _ = descent(start, 0.1, 4)
        params = copies(start)
        assert_close(student.minimize(valley, params, Downhill(0.1), 4), losses)
        assert_close(params, arrived)

    def test_path_of_a_quadratic(self, student):
        w = np.array([2.0])
        expected = 2.0 * 0.75 ** (2 * np.arange(6.0))
        assert_close(student.minimize(valley, {"w": w}, Downhill(0.25), 5), expected)
        assert_close(w, np.array([2 * 0.75**5]))

    def test_each_step_gets_the_gradient_at_the_parameters(self, student, rng):
        start, _ = draw(rng, 0, w=3)
        losses, _, seen = descent(start, 0.2, 3)
        downhill = Downhill(0.2)
        assert_close(student.minimize(valley, copies(start), downhill, 3), losses)
        assert_close(downhill.seen, seen)

    def test_gradients_are_taken_where_the_optimizer_looks(self, student, rng):
        start, _ = draw(rng, 0, w=3, b=1)
        scout = Scout(0.1)
        losses, arrived, seen = descent(start, 0.1, 4, point=Scout(0.1).lookahead)
        params = copies(start)
        history = student.minimize(valley, params, scout, 4)
        assert_close(params, arrived)
        assert_close(scout.seen, seen)
        assert_close(history[-1], losses[-1])

    @edge
    def test_losses_are_those_at_the_parameters(self, student, rng):
        start, _ = draw(rng, 0, w=2)
        losses, _, _ = descent(start, 0.1, 3, point=Scout(0.1).lookahead)
        assert_close(student.minimize(valley, copies(start), Scout(0.1), 3), losses)

    @edge
    def test_no_steps(self, student, rng):
        start, _ = draw(rng, 0, w=3)
        params, expected = copies(start), np.array([valley(start)[0]])
        for optimizer in (Downhill(0.1), Scout(0.1)):
            assert_close(student.minimize(valley, params, optimizer, 0), expected)
        assert_unchanged(start, params)

    @edge
    def test_square(self, student, rng):
        start, _ = draw(rng, 0, W=(3, 3))
        losses, arrived, _ = descent(start, 0.1, 2)
        params = copies(start)
        assert_close(student.minimize(valley, params, Downhill(0.1), 2), losses)
        assert_close(params, arrived)

    @edge
    def test_goes_on_when_the_loss_rises(self, student):
        expected = 0.5 * 4.0 ** np.arange(5.0)
        assert_close(student.minimize(valley, {"w": np.array([1.0])}, Downhill(3.0), 4), expected)

    @robust
    def test_float32_parameters(self, student):
        w = f32([2.0, 1.0])
        _, arrived, _ = descent({"w": np.array([2.0, 1.0])}, 0.25, 3)
        history = student.minimize(valley, {"w": w}, Downhill(0.25), 3)
        assert_close(w, f32(arrived["w"]), dtype=np.float32)
        assert_close(len(history), 4)

    @robust
    def test_a_second_walk_starts_where_the_first_ended(self, student, rng):
        start, _ = draw(rng, 0, w=3)
        losses, _, _ = descent(start, 0.2, 5)
        params = copies(start)
        assert_close(student.minimize(valley, params, Downhill(0.2), 2), losses[:3])
        assert_close(student.minimize(valley, params, Downhill(0.2), 3), losses[2:])

    @robust
    @expects_error
    def test_a_negative_number_of_steps_raises(self, student):
        with pytest.raises(ValueError):
            student.minimize(valley, {"w": np.ones(2)}, Downhill(0.1), -1)


@exercise("experiment_seven_trails")
class TestExperimentSevenTrails:
    @pytest.mark.parametrize("n_steps", [3, 60])
    def test_final_losses(self, student, reference, n_steps):
        expected = reference.final_losses(n_steps)
        assert_close(student.final_losses(n_steps), expected, rtol=1e-6, atol=1e-12)

    def test_plain_descent_in_closed_form(self, student):
        # x shrinks by 1 - 0.15 · 0.1 a step, y by 1 - 0.15 · 10
        expected = 0.05 * (8 * 0.985**20) ** 2 + 5 * (1.5 * 0.5**20) ** 2
        assert_close(student.final_losses(20)["SGD"], expected)

    @edge
    def test_one_step(self, student, reference):
        expected = reference.final_losses(1)
        assert_close(student.final_losses(1), expected)

    @edge
    def test_no_step(self, student):
        names = ["SGD", "Momentum", "NAG", "Adagrad", "Adadelta", "RMSprop", "Adam"]
        assert_close(student.final_losses(0), dict.fromkeys(names, 14.45))

    @robust
    @expects_error
    def test_a_negative_number_of_steps_raises(self, student):
        with pytest.raises(ValueError):
            student.final_losses(-1)


def swing(beta, lr, curvature, n_steps):
    x, v, changes = 1.0, 0.0, 0
    for _ in range(n_steps):
        v = beta * v + curvature * x
        x, before = x - lr * v, x
        changes += x * before < 0
    return changes


@exercise("experiment_swinging")
class TestExperimentSwinging:
    @pytest.mark.parametrize("beta", [0.5, 0.9, 0.99])
    def test_sign_changes_of_the_handout(self, student, beta):
        expected = swing(beta, 0.1, 1.0, 100)
        assert_close(student.count_sign_changes(beta, 0.1, 1.0, 100), expected)

    def test_no_sign_change_without_momentum(self, student):
        assert_close(student.count_sign_changes(0.0, 0.1, 1.0, 100), 0)
        assert_close(student.count_sign_changes(0.0, 1.5, 1.0, 7), 7)  # but each step jumps over a narrow valley

    def test_only_learning_rate_times_curvature_matters(self, student):
        expected = swing(0.9, 0.02, 10.0, 50)
        assert_close(student.count_sign_changes(0.9, 0.02, 10.0, 50), expected)
        assert_close(student.count_sign_changes(0.9, 10.0, 0.02, 50), expected)

    @pytest.mark.parametrize(
        ("beta", "lr", "curvature", "complex_roots"),
        [
            (0.0, 0.1, 1.0, False),
            (0.5, 0.1, 1.0, True),
            (0.9, 0.1, 1.0, True),
            (0.99, 0.1, 1.0, True),
            (0.5, 0.02, 4.0, False),
            (0.5, 0.05, 4.0, True),
            (0.9, 0.1, 38.5, False),
            (0.9, 0.1, 37.5, True),
        ],
    )
    def test_complex_roots(self, student, beta, lr, curvature, complex_roots):
        assert_close(student.is_underdamped(beta, lr, curvature), complex_roots)

    @edge
    def test_to_land_on_zero_is_no_sign_change(self, student):
        assert_close(student.count_sign_changes(0.0, 0.5, 2.0, 5), 0)
        assert_close(student.count_sign_changes(0.5, 0.5, 2.0, 6), swing(0.5, 0.5, 2.0, 6))

    @edge
    def test_no_steps(self, student):
        assert_close(student.count_sign_changes(0.9, 3.0, 1.0, 0), 0)
        assert_close(student.count_sign_changes(0.9, 3.0, 1.0, 1), 1)

    @edge
    def test_a_double_root_is_real(self, student):
        for curvature, complex_roots in [(0.5, False), (0.5002, True), (0.75, True)]:
            assert_close(student.is_underdamped(0.25, 0.5, curvature), complex_roots)

    @robust
    @expects_error
    def test_impossible_settings_raise(self, student):
        for beta, lr in [(1.0, 0.1), (0.9, 0.0)]:
            with pytest.raises(ValueError):
                student.count_sign_changes(beta, lr, 1.0, 5)


class Halving:
    """An optimizer of the suite: each step is half as long as the one before, and every other one goes uphill."""

    def __init__(self):
        self._length = 1.0

    def step(self, params, grads):
        for key in params:
            params[key] -= self._length * grads[key]
        self._length *= -0.5


@exercise("experiment_slowing_down")
class TestExperimentSlowingDown:
    def test_adagrad_slows_down_with_the_root_of_time(self, student):
        lengths = student.step_lengths(student.Adagrad(0.5), 100)
        assert_close(lengths, 0.5 / np.sqrt(np.arange(1, 101)))

    def test_plain_descent_does_not(self, student):
        assert_close(student.step_lengths(Downhill(0.25), 4), np.full(4, 0.25))

    def test_lengths_of_steps_to_and_fro(self, student):
        assert_close(student.step_lengths(Halving(), 5), 0.5 ** np.arange(5.0))

    @edge
    def test_the_gradient_is_one_always(self, student):
        downhill = Downhill(0.25)
        assert_close(student.step_lengths(downhill, 3), np.full(3, 0.25))
        gradients = [sum(float(g.sum()) for g in grads.values()) for _, grads in downhill.seen]
        assert_close(np.array(gradients), np.ones(3))

    @edge
    def test_few_steps(self, student):
        assert_close(student.step_lengths(Downhill(0.25), 1), np.array([0.25]))
        assert_close(student.step_lengths(Downhill(0.25), 0), np.zeros(0))


@exercise("question_limit_of_momentum")
class TestQuestionLimitOfMomentum:
    def test_limit(self, student):
        assert_close(student.answer_limit_of_momentum(), 1.0, rtol=0, atol=1e-4)


@exercise("question_first_step")
class TestQuestionFirstStep:
    def test_lengths(self, student):
        # four decimals were asked for
        assert_close(student.answer_first_step(), (0.1, 0.316228), rtol=0, atol=5e-5)


@exercise("question_loss_times_ten")
class TestQuestionLossTimesTen:
    def test_factors(self, student):
        assert_close(student.answer_loss_times_ten(), (10.0, 1.0, 1.0), rtol=0, atol=1e-4)


@exercise("question_who_differentiates")
class TestQuestionWhoDifferentiates:
    def test_statement(self, student):
        assert_close(student.answer_who_differentiates(), 2)
