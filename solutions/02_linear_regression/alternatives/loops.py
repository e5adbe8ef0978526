"""One number at a time: loops over samples and features, elimination by hand, singular directions one by one."""


def add_bias_column(X):
    X = _check_x(X)
    n, d = X.shape
    result = np.empty((n, d + 1), dtype=X.dtype)
    for i in range(n):
        for j in range(d):
            result[i, j] = X[i, j]
        result[i, d] = 1
    return result


def sum_of_squared_errors(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    total = 0.0
    for row, target in zip(X, y, strict=True):
        prediction = sum(float(x) * float(b) for x, b in zip(row, beta, strict=True))
        total += (prediction - float(target)) ** 2
    return total


def ols_gradient(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    gradient = np.zeros_like(beta)
    for i in range(len(y)):
        residual = y[i]
        for j in range(len(beta)):
            residual -= X[i, j] * beta[j]
        for j in range(len(beta)):
            gradient[j] -= 2 * residual * X[i, j]
    return gradient


def ols_normal_equation(X, y):
    X, y = _check_xy(X, y)
    n, d = X.shape
    if np.linalg.matrix_rank(X) != d:
        raise np.linalg.LinAlgError("β is not unique")
    rows = []
    for j in range(d):
        row = [sum(X[i, j] * X[i, k] for i in range(n)) for k in range(d)]
        rows.append([*row, sum(X[i, j] * y[i] for i in range(n))])
    # Gauss and Jordan: after column j only its own row has an entry there
    for j in range(d):
        pivot = max(range(j, d), key=lambda i: abs(rows[i][j]))
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [entry / rows[j][j] for entry in rows[j]]
        for i in range(d):
            if i != j:
                factor = rows[i][j]
                rows[i] = [entry - factor * other for entry, other in zip(rows[i], rows[j], strict=True)]
    return np.array([row[d] for row in rows], dtype=X.dtype)


def ols_min_norm(X, y, rcond=None):
    X, y = _check_xy(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    if rcond is None:
        rcond = np.finfo(X.dtype).eps * max(X.shape)
    beta = np.zeros(X.shape[1], dtype=X.dtype)
    for k in range(len(s)):
        if s[k] > rcond * max(s):
            beta += np.sum(U[:, k] * y) / s[k] * Vt[k]
    return beta


def gradient_descent_ols(X, y, lr, n_steps, beta0=None):
    X, y = _check_xy(X, y)
    if not lr > 0:
        raise ValueError("lr must be positive")
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    beta = np.zeros(X.shape[1], dtype=X.dtype)
    if beta0 is not None:
        beta = np.array(as_float(beta0))
    history = np.empty(n_steps + 1, dtype=X.dtype)
    step = 0
    while step < n_steps:
        history[step] = sum_of_squared_errors(X, y, beta) / len(y)
        beta -= lr * ols_gradient(X, y, beta) / len(y)
        step += 1
    history[step] = sum_of_squared_errors(X, y, beta) / len(y)
    return beta, history


class LinearRegression:
    def fit(self, X, y):
        X, y = _check_xy(X, y)
        *weights, bias = ols_min_norm(add_bias_column(X), y)
        self.weights = np.array(weights, dtype=X.dtype)
        self.bias = float(bias)
        return self

    def predict(self, X):
        if self.weights is None:
            raise RuntimeError("nothing was fitted yet")
        X = _check_x(X)
        if X.shape[1] != self.weights.size:
            raise ValueError("another number of features than in fit")
        predictions = np.empty(len(X), dtype=np.result_type(X, self.weights))
        for i, row in enumerate(X):
            predictions[i] = self.bias
            for weight, entry in zip(self.weights, row, strict=True):
                predictions[i] += weight * entry
        return predictions


def largest_stable_learning_rate(X):
    X = _check_x(X)
    # The powers of a positive semidefinite matrix come ever closer to its top direction: square it, again and again.
    power = hessian = 2 / len(X) * X.astype(np.float64).T @ X
    for _ in range(40):
        power = power @ power
        power /= np.trace(power)
    top = float(np.trace(hessian @ power))
    return top, 2 / top


def loss_change(X, y, lr, n_steps):
    history = gradient_descent_ols(X, y, lr, n_steps)[1].tolist()
    return history.pop() - history[0]


def conditioning(X):
    X = _check_x(X)

    def digits(matrix):
        s = np.linalg.svd(matrix, compute_uv=False).tolist()
        return float(np.log10(max(s)) - np.log10(min(s)))

    first, second = digits(X), digits(X.T @ X)
    return first, second, second / first


def solver_errors(X, beta):
    y = X @ beta
    errors = []
    for estimate in (np.linalg.inv(X.T @ X) @ (X.T @ y), ols_normal_equation(X, y), ols_min_norm(X, y)):
        distance = sum(float(e - b) ** 2 for e, b in zip(estimate, beta, strict=True)) ** 0.5
        errors.append(distance / sum(float(b) ** 2 for b in beta) ** 0.5)
    return tuple(errors)


def answer_slope_and_intercept():
    return 1.5, 0.8333


def answer_singular_gram():
    return len([1, 2])
