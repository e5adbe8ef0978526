"""The gradient is divided by N once more than the mean asks for.

Hint: How does your step size depend on the number of samples, and how should it?

힌트: 한 걸음의 크기가 표본 수에 어떻게 의존하나요? 그래야 맞나요?
"""


def gradient_descent_ols(X, y, lr, n_steps, beta0=None):
    X, y = _check_xy(X, y)
    if lr <= 0 or n_steps < 0:
        raise ValueError("lr must be positive and n_steps not negative")
    n, d = X.shape
    beta = np.zeros(d, dtype=X.dtype) if beta0 is None else as_float(beta0).copy()
    history = [sum_of_squared_errors(X, y, beta) / n]
    for _ in range(n_steps):
        beta = beta - lr / n / n * ols_gradient(X, y, beta)
        history.append(sum_of_squared_errors(X, y, beta) / n)
    return beta, np.array(history, dtype=beta.dtype)
