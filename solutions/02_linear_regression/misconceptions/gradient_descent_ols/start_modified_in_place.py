"""The steps are taken in the caller's own array.

Hint: Look at the starting point you were handed after the call: is it still what the caller wrote?

힌트: 호출이 끝난 뒤 전달받은 시작점을 보세요. 호출한 쪽이 쓴 값 그대로인가요?
"""


def gradient_descent_ols(X, y, lr, n_steps, beta0=None):
    X, y = _check_xy(X, y)
    if lr <= 0 or n_steps < 0:
        raise ValueError("lr must be positive and n_steps not negative")
    n, d = X.shape
    beta = np.zeros(d, dtype=X.dtype) if beta0 is None else as_float(beta0)
    history = [sum_of_squared_errors(X, y, beta) / n]
    for _ in range(n_steps):
        beta -= lr / n * ols_gradient(X, y, beta)
        history.append(sum_of_squared_errors(X, y, beta) / n)
    return beta, np.array(history, dtype=beta.dtype)
