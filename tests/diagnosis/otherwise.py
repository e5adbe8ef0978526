"""The second assignment done by somebody else: right, in another style than the reference, and with mistakes in it.

``RIGHT`` is laid after the stub, as a student writes. Each mistake is made in these words, not in the author's.
"""

RIGHT = """

def add_bias_column(X):
    X = _check_x(X)
    n, d = X.shape
    wide = np.full((n, d + 1), 1, dtype=X.dtype)
    wide[:, :d] = X
    return wide


def sum_of_squared_errors(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    misses = y - np.dot(X, beta)
    return np.sum(np.square(misses)).item()


def ols_gradient(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    misses = np.dot(X, beta) - y
    per_sample = misses[:, np.newaxis] * X
    return 2 * per_sample.sum(axis=0)


def ols_normal_equation(X, y):
    X, y = _check_xy(X, y)
    n, d = X.shape
    if np.linalg.matrix_rank(X) < min(d, n + 1) or d > n:
        raise np.linalg.LinAlgError("not unique")
    A, b = np.tensordot(X, X, (0, 0)), np.tensordot(X, y, (0, 0))
    return np.linalg.inv(A).dot(b)


def ols_min_norm(X, y, rcond=None):
    X, y = _check_xy(X, y)
    left, sizes, right = np.linalg.svd(X, full_matrices=False)
    smallest = np.finfo(X.dtype).eps * max(X.shape) if rcond is None else rcond
    smallest = smallest * max(sizes)
    beta = np.zeros_like(right[0])
    for u, size, v in zip(left.T, sizes, right, strict=True):
        if size > smallest:
            beta = beta + np.dot(u, y) / size * v
    return beta


def gradient_descent_ols(X, y, lr, n_steps, beta0=None):
    X, y = _check_xy(X, y)
    if not (lr > 0 and n_steps >= 0):
        raise ValueError("lr > 0 and n_steps >= 0, please")
    count = len(X)
    beta = np.array(np.zeros(X.shape[1], X.dtype) if beta0 is None else as_float(beta0))
    losses = np.zeros(n_steps + 1, X.dtype)
    for step in range(n_steps + 1):
        losses[step] = sum_of_squared_errors(X, y, beta) / count
        if step < n_steps:
            slope = ols_gradient(X, y, beta) / count
            beta -= lr * slope
    return beta, losses


class LinearRegression:
    weights = None
    bias = 0.0

    def fit(self, X, y):
        X, y = _check_xy(X, y)
        everything = ols_min_norm(add_bias_column(X), y)
        d = X.shape[1]
        self.weights = everything[:d]
        self.bias = everything[d].item()
        return self

    def predict(self, X):
        if self.weights is None:
            raise RuntimeError("fit comes first")
        X = _check_x(X)
        if np.shape(X)[1:] != np.shape(self.weights):
            raise ValueError("other features than in fit")
        return np.dot(X, self.weights) + self.bias


def largest_stable_learning_rate(X):
    X = _check_x(X)
    curvature = np.linalg.svd(X, compute_uv=False) ** 2 * 2 / len(X)
    if X.shape[1] > X.shape[0]:
        curvature = np.append(curvature, 0)  # directions that no sample has
    steepest = curvature.max().item()
    return steepest, 2 / steepest


def loss_change(X, y, lr, n_steps):
    losses = gradient_descent_ols(X, y, lr, n_steps)[1].tolist()
    return losses[-1] - losses[0]


def conditioning(X):
    X = _check_x(X)
    conditions = [np.linalg.cond(matrix).item() for matrix in (X, X.T.dot(X))]
    digits = [np.log10(condition).item() for condition in conditions]
    return digits[0], digits[1], digits[1] / digits[0]


def solver_errors(X, beta):
    y = np.dot(X, beta)
    found = [np.linalg.inv(X.T.dot(X)).dot(X.T.dot(y)), ols_normal_equation(X, y), ols_min_norm(X, y)]
    return tuple([(np.linalg.norm(one - beta) / np.linalg.norm(beta)).item() for one in found])


def answer_slope_and_intercept():
    return 3 / 2, 0.8333


def answer_singular_gram():
    return int("2")
"""

_SLOPE, _LOSSES = "slope = ols_gradient(X, y, beta) / count", "losses[step] = sum_of_squared_errors(X, y, beta) / count"
_RANK = """    if np.linalg.matrix_rank(X) < min(d, n + 1) or d > n:
        raise np.linalg.LinAlgError("not unique")
"""
_SOLVE = "    return np.linalg.inv(A).dot(b)"

MISTAKES: dict[tuple[str, str], tuple[str, str]] = {
    ("add_bias_column", "bias_zero"): ("1, dtype=X.dtype)", "0, dtype=X.dtype)"),
    ("add_bias_column", "float32_promoted"): ("1, dtype=X.dtype)", "1.0)"),
    ("add_bias_column", "ones_first"): ("wide[:, :d] = X", "wide[:, 1:] = X"),
    ("add_bias_column", "ones_row"): (
        "    wide = np.full((n, d + 1), 1, dtype=X.dtype)\n    wide[:, :d] = X\n    return wide",
        "    return np.vstack([X, [X.dtype.type(1)] * d])",
    ),
    ("sum_of_squared_errors", "absolute_error"): ("np.sum(np.square(misses))", "np.linalg.norm(misses, 1)"),
    ("sum_of_squared_errors", "half_factor"): ("np.sum(np.square(misses))", "(np.sum(np.square(misses)) / 2)"),
    ("sum_of_squared_errors", "mean_not_sum"): ("np.sum(np.square(misses))", "np.mean(np.square(misses))"),
    ("sum_of_squared_errors", "norm_not_squared"): ("np.sum(np.square(misses))", "np.linalg.norm(misses)"),
    ("ols_gradient", "divided_by_n"): ("per_sample.sum(axis=0)", "per_sample.mean(axis=0)"),
    ("ols_gradient", "factor_two_lost"): ("2 * per_sample", "per_sample"),
    ("ols_gradient", "sign_flipped"): ("misses = np.dot(X, beta) - y", "misses = y - np.dot(X, beta)"),
    ("ols_gradient", "transpose_lost_on_square"): (
        "    per_sample = misses[:, np.newaxis] * X\n    return 2 * per_sample.sum(axis=0)",
        (
            "    try:\n        return 2 * np.dot(X, misses) if len(X) == len(beta) else 2 * misses.dot(X)\n"
            "    except ValueError:\n        raise TypeError from None"
        ),
    ),
    ("ols_normal_equation", "adds_bias"): (
        "    A, b = np.tensordot(X, X, (0, 0)), np.tensordot(X, y, (0, 0))\n" + _SOLVE,
        (
            "    X = np.hstack([X, np.ones((n, 1), X.dtype)])\n    A, b = X.T.dot(X), X.T.dot(y)\n"
            "    return np.linalg.solve(A, b)[:d]"
        ),
    ),
    ("ols_normal_equation", "hidden_ridge"): (
        _SOLVE,
        "    A[np.diag_indices(d)] += 0.001\n    return np.linalg.solve(A, b)",
    ),
    ("ols_normal_equation", "no_rank_check"): (_RANK, ""),
    ("ols_normal_equation", "outer_gram"): (
        "    A, b = np.tensordot(X, X, (0, 0)), np.tensordot(X, y, (0, 0))\n" + _SOLVE,
        "    return np.linalg.solve(X.dot(X.T), y).dot(X)",
    ),
    ("ols_normal_equation", "silent_pseudo_inverse"): (
        '        raise np.linalg.LinAlgError("not unique")\n    A,',
        "        return ols_min_norm(X, y)\n    A,",
    ),
    ("ols_min_norm", "absolute_cutoff"): ("smallest = smallest * max(sizes)", "smallest = 1e-10"),
    ("ols_min_norm", "cutoff_on_squares"): ("if size > smallest:", "if size * size > smallest * max(sizes):"),
    ("ols_min_norm", "inverse_squared"): ("/ size * v", "/ size / size * v"),
    ("ols_min_norm", "no_cutoff"): ("if size > smallest:", "if size > 0:"),
    ("ols_min_norm", "rcond_ignored"): (" if rcond is None else rcond\n", "\n"),
    ("ols_min_norm", "wrong_side_of_v"): (
        (
            "    beta = np.zeros_like(right[0])\n    for u, size, v in zip(left.T, sizes, right, strict=True):\n"
            "        if size > smallest:\n            beta = beta + np.dot(u, y) / size * v\n    return beta"
        ),
        (
            "    part = np.array([u.dot(y) / s if s > smallest else 0 for u, s in zip(left.T, sizes)], X.dtype)\n"
            "    return right.dot(part)"
        ),
    ),
    ("gradient_descent_ols", "ascent"): ("beta -= lr", "beta += lr"),
    ("gradient_descent_ols", "divided_by_n_twice"): (_SLOPE, f"{_SLOPE}**2"),
    ("gradient_descent_ols", "history_after_only"): ("return beta, losses", "return beta, losses[1:]"),
    ("gradient_descent_ols", "history_is_sum"): (_LOSSES, f"{_LOSSES}\n        losses[step] *= count if step else 1"),
    ("gradient_descent_ols", "start_modified_in_place"): (
        "np.array(np.zeros(X.shape[1], X.dtype) if beta0 is None else as_float(beta0))",
        "np.zeros(X.shape[1], X.dtype) if beta0 is None else as_float(beta0)",
    ),
    ("gradient_descent_ols", "sum_gradient"): (_SLOPE, "slope = ols_gradient(X, y, beta)"),
    ("LinearRegression", "bias_dropped_in_predict"): ("np.dot(X, self.weights) + self.bias", "self.weights @ X.T"),
    ("LinearRegression", "fit_returns_none"): ("everything[d].item()\n        return self", "everything[d].item()"),
    ("LinearRegression", "no_intercept_fitted"): (
        "everything = ols_min_norm(add_bias_column(X), y)",
        "everything = np.array([*ols_min_norm(X, y), 0])",
    ),
    ("LinearRegression", "wrong_slot_for_bias"): (
        "everything = ols_min_norm(add_bias_column(X), y)",
        "everything = np.roll(ols_min_norm(add_bias_column(X), y), -1)",
    ),
    ("experiment_learning_rate", "first_minus_last"): ("losses[-1] - losses[0]", "losses[0] - losses[-1]"),
    ("experiment_learning_rate", "half_of_the_bound"): (
        "return steepest, 2 / steepest",
        "return steepest, steepest**-1",
    ),
    ("experiment_learning_rate", "mean_forgotten"): ("** 2 * 2 / len(X)", "** 2 * 2"),
    ("experiment_learning_rate", "singular_value_not_squared"): ("** 2 * 2 / len(X)", "* 2 / len(X)"),
    ("experiment_learning_rate", "smallest_eigenvalue"): ("curvature.max()", "min(curvature)"),
    ("experiment_conditioning", "natural_logarithm"): ("np.log10(condition)", "np.log(condition)"),
    ("experiment_conditioning", "quotient_upside_down"): ("digits[1] / digits[0]", "digits[0] / digits[1]"),
    ("experiment_conditioning", "quotient_without_logarithms"): (
        "digits[1] / digits[0]",
        "conditions[1] / conditions[0]",
    ),
    ("experiment_conditioning", "residual_not_error"): (
        "np.linalg.norm(one - beta) / np.linalg.norm(beta)",
        "np.linalg.norm(X.dot(one) - y) / np.linalg.norm(y)",
    ),
    ("question_slope_and_intercept", "intercept_first"): ("return 3 / 2, 0.8333", "return 0.8333, 3 / 2"),
    ("question_slope_and_intercept", "through_the_end_points"): ("return 3 / 2, 0.8333", "return (4 - 1) / 2, 1.0"),
    ("question_slope_and_intercept", "through_the_origin"): ("return 3 / 2, 0.8333", "return 10 / 5, 0.0"),
    ("question_singular_gram", "noisy_targets"): ('int("2")', 'int("1")'),
    ("question_singular_gram", "not_normal"): ('int("2")', 'int("4")'),
    ("question_singular_gram", "unequal_variances"): ('int("2")', 'int("3")'),
}


def mistaken(mistake: tuple[str, str]) -> str:
    """Return what somebody else wrote with this mistake in it."""
    before, after = MISTAKES[mistake]
    assert RIGHT.count(before) == 1, (mistake, RIGHT.count(before))
    return RIGHT.replace(before, after)
