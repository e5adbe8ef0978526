"""Identities: each quantity from another one, on whole arrays, in double precision and then back."""


def softmax(x, axis=-1):
    x = _check_x(x)
    return np.exp(log_softmax(x, axis))


def log_sum_exp(x, axis=-1, *, keepdims=False):
    x = _check_x(x)
    wide = x.astype(np.float64)
    m = wide.max(axis=axis, keepdims=True)
    m = np.where(np.isneginf(m), 0.0, m)
    with np.errstate(divide="ignore"):
        out = np.log(np.sum(np.exp(wide - m), axis=axis, keepdims=True)) + m
    out = out.astype(x.dtype)
    return out if keepdims else np.squeeze(out, axis=axis)


def log_softmax(x, axis=-1):
    x = _check_x(x)
    wide = x.astype(np.float64)
    shifted = wide - np.max(wide, axis=axis, keepdims=True)
    return (shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))).astype(x.dtype)


def one_hot(labels, num_classes):
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise ValueError("labels must be integers")
    if labels.size and (labels.min() < 0 or labels.max() >= num_classes):
        raise ValueError("labels must be classes")
    return np.eye(num_classes)[labels]


def entropy(p, axis=-1):
    p = _check_prob(p, axis)
    return -np.sum(p * np.log(np.where(p > 0, p, 1)), axis=axis)


def cross_entropy(p, q, axis=-1):
    return entropy(p, axis) + kl_divergence(p, q, axis)


def kl_divergence(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    safe_p = np.where(p > 0, p, 1)
    safe_q = np.where(p > 0, q, 1)
    with np.errstate(divide="ignore"):
        return np.einsum("...k,...k->...", *(np.moveaxis(a, axis, -1) for a in (p, np.log(safe_p) - np.log(safe_q))))


def kl_divergence_continuous(p, q, x):
    p, q, x = _check_pqx(p, q, x)
    with np.errstate(divide="ignore", invalid="ignore"):
        f = np.where(p > 0, p * (np.log(p) - np.log(q)), 0)
    half = np.diff(x) / 2  # each point has half of the steps on either side
    return float(f @ (np.append(half, 0) + np.append(0, half)))


def largest_finite_exponent(dtype):
    with np.errstate(over="ignore"):
        return int(np.isfinite(np.exp(np.arange(1000).astype(dtype))).sum()) - 1


def first_broken_scale(x, scales):
    x = as_float(x)
    sums = (float(np.sum(naive_softmax(float(s) * x))) for s in scales)
    return next((float(s) for s, total in zip(scales, sums, strict=True) if np.isnan(total)), None)


def bernoulli_divergences(p, q):
    p = as_float(p)
    P = np.array([p, 1 - p])
    Q = np.array([np.full_like(p, q), np.full_like(p, 1 - q)])
    return kl_divergence(P, Q, axis=0), kl_divergence(Q, P, axis=0)


def answer_not_a_number():
    return sum(bool(np.isnan(v)) for v in naive_softmax(np.array([1.2, 2000.0, -4000.0, 0.0])))


def answer_log_constant():
    return int(np.min(-np.array([3, 7, 5])))
