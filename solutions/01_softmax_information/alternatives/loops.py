"""Plain loops: one slice after the other and one number after the other, as on paper."""


def softmax(x, axis=-1):
    x = np.moveaxis(_check_x(x), axis, -1)
    out = np.empty_like(x)
    for index in np.ndindex(x.shape[:-1]):
        top = max(x[index])
        e = [np.exp(v - top) for v in x[index]]
        out[index] = [v / sum(e) for v in e]
    return np.moveaxis(out, -1, axis)


def log_sum_exp(x, axis=-1, *, keepdims=False):
    x = np.moveaxis(_check_x(x), axis, -1)
    out = np.full(x.shape[:-1], -np.inf, dtype=x.dtype)
    for index in np.ndindex(x.shape[:-1]):
        terms = [v for v in x[index] if v > -np.inf]
        if terms:
            out[index] = max(terms) + np.log(sum(np.exp(v - max(terms)) for v in terms))
    return np.expand_dims(out, axis) if keepdims else out[()]


def log_softmax(x, axis=-1):
    x = np.moveaxis(_check_x(x), axis, -1)
    out = np.empty_like(x)
    for index in np.ndindex(x.shape[:-1]):
        top = max(x[index])
        log_sum = np.log(sum(np.exp(v - top) for v in x[index]))
        out[index] = [v - top - log_sum for v in x[index]]
    return np.moveaxis(out, -1, axis)


def one_hot(labels, num_classes):
    labels = np.asarray(labels)
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError("labels must be integers")
    out = np.zeros((*labels.shape, num_classes))
    for index in np.ndindex(labels.shape):
        if not 0 <= labels[index] < num_classes:
            raise ValueError("labels must be classes")
        out[(*index, labels[index])] = 1
    return out


def entropy(p, axis=-1):
    p = np.moveaxis(_check_prob(p, axis), axis, -1)
    out = np.zeros(p.shape[:-1], dtype=p.dtype)
    for index in np.ndindex(p.shape[:-1]):
        out[index] = sum(-v * np.log(v) for v in p[index] if v)
    return out[()]


def cross_entropy(p, q, axis=-1):
    p, q = (np.moveaxis(a, axis, -1) for a in _check_pq(p, q, axis))
    out = np.zeros(p.shape[:-1], dtype=p.dtype)
    for index in np.ndindex(p.shape[:-1]):
        for a, b in zip(p[index], q[index], strict=True):
            if a and b:
                out[index] -= a * np.log(b)
            elif a:
                out[index] = np.inf
    return out[()]


def kl_divergence(p, q, axis=-1):
    p, q = (np.moveaxis(a, axis, -1) for a in _check_pq(p, q, axis))
    out = np.zeros(p.shape[:-1], dtype=p.dtype)
    for index in np.ndindex(p.shape[:-1]):
        for a, b in zip(p[index], q[index], strict=True):
            if a and b:
                out[index] += a * (np.log(a) - np.log(b))
            elif a:
                out[index] = np.inf
    return out[()]


def kl_divergence_continuous(p, q, x):
    p, q, x = _check_pqx(p, q, x)
    heights = []
    for a, b in zip(p, q, strict=True):
        if a and not b:
            return float("inf")
        heights.append(a * (np.log(a) - np.log(b)) if a else 0.0)
    area = 0.0
    for i in range(1, len(x)):
        area += float((x[i] - x[i - 1]) * (heights[i] + heights[i - 1]) / 2)
    return area


def largest_finite_exponent(dtype):
    n = 0
    with np.errstate(over="ignore"):
        while np.isfinite(np.exp(np.array(n + 1, dtype=dtype))):
            n += 1
    return n


def first_broken_scale(x, scales):
    x = as_float(x)
    for s in scales:
        for entry in naive_softmax(float(s) * x):
            if np.isnan(entry):
                return float(s)
    return None


def bernoulli_divergences(p, q):
    p = as_float(p)
    there, back = np.empty_like(p), np.empty_like(p)
    for i, heads in enumerate(p):
        P, Q = np.array([heads, 1 - heads]), np.array([q, 1 - q], dtype=p.dtype)
        there[i], back[i] = kl_divergence(P, Q), kl_divergence(Q, P)
    return there, back


def answer_not_a_number():
    return int(np.isnan(naive_softmax(np.array([1.2, 2000.0, -4000.0, 0.0]))).sum())


def answer_log_constant():
    return -max(3, 7, 5)
