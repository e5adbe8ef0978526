"""Einstein sums: every product with its indices written out, the heads never transposed by hand."""

import math

import numpy as np


def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model <= 0:
        raise ValueError("sizes")
    frequency = np.exp(-math.log(10000) * np.arange(0, d_model, 2) / d_model)
    angle = np.einsum("p,i->pi", np.arange(max_len, dtype=np.float64), frequency)
    return np.stack([np.sin(angle), np.cos(angle)], axis=-1).reshape(max_len, 2 * len(frequency))[:, :d_model].copy()


def padding_mask(ids, pad_id):
    ids = np.asarray(ids)
    if not np.issubdtype(ids.dtype, np.integer) or len(ids.shape) != 2:
        raise ValueError("ids")
    return np.expand_dims(np.not_equal(ids, pad_id), (1, 2))


def causal_mask(T):
    if T < 0:
        raise ValueError("T")
    token = np.arange(T)
    return token[:, None] >= token


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    root = q.shape[-1] ** 0.5
    scores = np.einsum("...qd,...kd->...qk", q, k) / root
    if mask is None:
        mask = np.ones((), dtype=bool)
    if np.broadcast_shapes(mask.shape, scores.shape) != scores.shape:
        raise ValueError("mask")
    lowest = np.finfo(scores.dtype).min
    shifted = np.where(mask, scores, lowest)
    shifted = np.where(mask, shifted - shifted.max(axis=-1, keepdims=True), 0)
    e = np.where(mask, np.exp(shifted), 0)
    total = np.einsum("...qk->...q", e)[..., None]
    weights = np.divide(e, total, out=np.zeros_like(e), where=total > 0)
    return np.einsum("...qk,...kv->...qv", weights, v), weights, (q, k, v, weights, 1 / root)


def scaled_dot_product_attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    dout = as_float(dout)
    if dout.shape != weights.shape[:-1] + v.shape[-1:]:
        raise ValueError("dout")
    dv = np.einsum("...qk,...qv->...kv", weights, dout)
    dweights = np.einsum("...qv,...kv->...qk", dout, v)
    mean = np.einsum("...qk,...qk->...q", dweights, weights)[..., None]
    dscores = scale * weights * (dweights - mean)
    return np.einsum("...qk,...kd->...qd", dscores, k), np.einsum("...qk,...qd->...kd", dscores, q), dv


def split_heads(x, n_heads):
    x = as_float(x)
    if x.ndim != 3 or n_heads <= 0 or x.shape[-1] % n_heads != 0:
        raise ValueError("heads")
    return np.einsum("nthc->nhtc", x.reshape(*x.shape[:2], n_heads, -1))


def merge_heads(x):
    x = as_float(x)
    if x.ndim != 4:
        raise ValueError("heads")
    return np.einsum("nhtc->nthc", x).reshape(x.shape[0], x.shape[2], -1)


def multi_head_attention(xq, xkv, p, n_heads, mask=None):
    xq, xkv = as_float(xq), as_float(xkv)
    if xq.ndim != 3 or xkv.ndim != 3 or n_heads < 1 or xq.shape[2] % n_heads:
        raise ValueError("shapes")

    def project(x, name):
        heads = p["W" + name].reshape(x.shape[2], n_heads, -1)
        return np.einsum("ntd,dhc->nhtc", x, heads) + p["b" + name].reshape(n_heads, 1, -1)

    q, k, v = project(xq, "q"), project(xkv, "k"), project(xkv, "v")
    found, weights, ca = scaled_dot_product_attention(q, k, v, mask)
    merged = np.einsum("nhtc->nthc", found).reshape(xq.shape)
    out = np.einsum("ntd,de->nte", merged, p["Wo"]) + p["bo"]
    return out, weights, ((xq, p["Wq"]), (xkv, p["Wk"]), (xkv, p["Wv"]), ca, (merged, p["Wo"]), n_heads)


def multi_head_attention_backward(dout, cache):
    (xq, Wq), (xkv, Wk), (_, Wv), ca, (merged, Wo), n_heads = cache
    dout = as_float(dout)
    if dout.shape != xq.shape:
        raise ValueError("dout")
    grads = {"Wo": np.einsum("ntd,nte->de", merged, dout), "bo": np.einsum("nte->e", dout)}
    dmerged = np.einsum("nte,de->ntd", dout, Wo).reshape(*xq.shape[:2], n_heads, -1)
    dheads = scaled_dot_product_attention_backward(np.einsum("nthc->nhtc", dmerged), ca)
    dinputs = []
    for name, x, W, d in zip("qkv", (xq, xkv, xkv), (Wq, Wk, Wv), dheads, strict=True):
        flat = np.einsum("nhtc->nthc", d).reshape(x.shape)
        grads["W" + name] = np.einsum("ntd,nte->de", x, flat)
        grads["b" + name] = np.einsum("nte->e", flat)
        dinputs.append(np.einsum("nte,de->ntd", flat, W))
    return dinputs[0], dinputs[1] + dinputs[2], grads


def add_and_norm(x, sub, gamma, beta):
    x, sub, gamma, beta = as_float(x), as_float(sub), as_float(gamma), as_float(beta)
    width = x.shape[-1]
    if x.shape != sub.shape or gamma.shape != (width,) or beta.shape != (width,):
        raise ValueError("shapes")
    total = x + sub
    centred = total - np.einsum("...d->...", total)[..., None] / width
    std = np.sqrt(np.einsum("...d,...d->...", centred, centred)[..., None] / width + 1e-5)
    unit = centred / std
    return unit * gamma + beta, (unit, std, gamma)


def add_and_norm_backward(dout, cache):
    unit, std, gamma = cache
    width = unit.shape[-1]
    dunit = as_float(dout) * gamma
    mean = np.einsum("...d->...", dunit)[..., None] / width
    along = np.einsum("...d,...d->...", dunit, unit)[..., None] / width
    d = (dunit - mean - along * unit) / std
    rows, units = np.asarray(dout).reshape(-1, width), unit.reshape(-1, width)
    return d, +d, np.einsum("rd,rd->d", rows, units), np.einsum("rd->d", rows)


def position_wise_ffn(x, p, dropout=0.0, rng=None, training=False):
    x = as_float(x)
    W1, b1, W2, b2 = (as_float(p[name]) for name in ("W1", "b1", "W2", "b2"))
    if b1.shape != W1.shape[1:] or W2.shape[:1] != b1.shape or b2.shape != W2.shape[1:]:
        raise ValueError("shapes")
    z = np.einsum("...d,df->...f", x, W1) + b1
    gate = (z > 0).astype(x.dtype)
    _, kept = dropout_forward(gate, dropout, rng, training)
    if kept is not None:
        gate = gate * kept
    hidden = gate * z
    return np.einsum("...f,fd->...d", hidden, W2) + b2, (x, W1, gate, hidden, W2)


def position_wise_ffn_backward(dout, cache):
    x, W1, gate, hidden, W2 = cache
    dout = as_float(dout)
    dz = np.einsum("...d,fd->...f", dout, W2) * gate
    rows, dhidden, hiddens, douts = (a.reshape(-1, a.shape[-1]) for a in (x, dz, hidden, dout))
    grads = {"W1": np.einsum("rd,rf->df", rows, dhidden), "b1": np.einsum("rf->f", dhidden)}
    grads |= {"W2": np.einsum("rf,rd->fd", hiddens, douts), "b2": np.einsum("rd->d", douts)}
    return np.einsum("...f,df->...d", dz, W1), grads


def score_spread(d_k, n_pairs, rng):
    pairs = [rng.standard_normal((n_pairs, d_k)) for _ in range(2)]
    scores = np.einsum("nd,nd->n", *pairs)
    return math.sqrt(max(0.0, float(np.mean(scores**2) - np.mean(scores) ** 2)))


def mean_attention_entropy(q, k, *, scaled):
    scores = np.einsum("qd,kd->qk", q, k)
    if scaled:
        scores = scores / math.sqrt(q.shape[1])
    scores = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    total = e.sum(axis=1)
    # -Σ w log w = log Σ e - Σ w · score, which has no logarithm of a weight
    return float(np.mean(np.log(total) - np.einsum("qk,qk->q", e, scores) / total))


def distance_profile(encoding):
    products = np.einsum("pd,qd->pq", encoding, encoding)
    row, column = np.triu_indices(len(encoding))
    distance, values = column - row, products[row, column]
    profile = np.zeros(len(encoding), dtype=products.dtype)
    np.add.at(profile, distance, values)
    profile /= np.arange(len(encoding), 0, -1, dtype=products.dtype)
    return profile, float(np.abs(values - profile[distance]).max())


def order_gap(x, encoding, p, n_heads, order):
    back = np.argsort(order)
    first = multi_head_attention(x[:, order] + encoding, x[:, order] + encoding, p, n_heads)[0][:, back]
    second = multi_head_attention(x + encoding, x + encoding, p, n_heads)[0]
    return float(np.max(np.abs(first - second)))


def answer_head_width():
    return 768 // 12


def answer_parameter_counts():
    return 4 * 513 * 512, 513 * 2048 + 2049 * 512


def answer_cross_attention():
    return int("2")
