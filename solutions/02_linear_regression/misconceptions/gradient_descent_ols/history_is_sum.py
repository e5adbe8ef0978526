"""All losses but the first are sums of squares, not means.

Hint: Are all entries of history measured with the same yardstick?

힌트: history의 모든 값이 같은 기준으로 측정되었나요?
"""


def gradient_descent_ols(X, y, lr, n_steps, beta0=None):
    X, y = _check_xy(X, y)
    if lr <= 0 or n_steps < 0:
        raise ValueError("lr must be positive and n_steps not negative")
    n, d = X.shape
    beta = np.zeros(d, dtype=X.dtype) if beta0 is None else as_float(beta0).copy()
    history = [sum_of_squared_errors(X, y, beta) / n]
    for _ in range(n_steps):
        beta = beta - lr / n * ols_gradient(X, y, beta)
        history.append(sum_of_squared_errors(X, y, beta))
    return beta, np.array(history, dtype=beta.dtype)
