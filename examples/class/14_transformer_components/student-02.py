# %% [markdown]
# # The parts of the Transformer
#
# Every box of Figures 1 and 2 of "Attention Is All You Need" (Vaswani et al. 2017), forward and backward.
#
# N is the number of sentences in a batch, T the number of tokens in each, D the width of the model, h the number of
# heads. Vectors are rows: a layer is x @ W + b. Masks are boolean, and True means "may be looked at".

# %%
"""The parts of the Transformer in NumPy: positions, masks, attention and the blocks around it, with their gradients."""

import math
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from given import as_float, linear_backward, linear_forward, softmax_backward

Array: TypeAlias = NDArray[np.floating]
Mask: TypeAlias = NDArray[np.bool_]
Parameters: TypeAlias = dict[str, Array]

# What a forward pass keeps for its backward pass.
Cache: TypeAlias = Any
AttentionCache: TypeAlias = tuple[Array, Array, Array, Array, float]
MultiHeadCache: TypeAlias = tuple[Cache, Cache, Cache, AttentionCache, Cache, int]

# %% [markdown]
# ## Given
#
# What is imported from `given` comes from earlier assignments. The functions below are finished, too. All of them keep
# float32, change no argument, and raise ValueError where shapes disagree.


# %%
def masked_softmax(s: Array, mask: Mask | None) -> Array:
    """Return the softmax of s (..., K) over the last axis, among the entries where mask is True.

    The mask broadcasts to the shape of s; None allows everything. Entries that are not allowed get exactly 0, and
    so does a row in which nothing is allowed. ValueError if the mask does not broadcast to the shape of s.
    """
    s = as_float(s)
    allowed = np.broadcast_to(True if mask is None else mask, s.shape)
    s = np.where(allowed, s, -np.inf)
    top = s.max(axis=-1, keepdims=True)
    e = np.exp(s - np.where(np.isfinite(top), top, 0))  # in a row of -inf alone, -inf - -inf would be NaN
    total = e.sum(axis=-1, keepdims=True)
    weights: Array = e / np.where(total > 0, total, 1)
    return weights


def layer_norm_forward(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> tuple[Array, Cache]:
    """Return gamma · (x - μ)/√(σ² + eps) + beta, with μ and σ² of the last axis, and a cache.

    (..., D), (D,), (D,) -> (..., D). The variance is that of the population: divided by D.
    """
    x, gamma, beta = as_float(x), as_float(gamma), as_float(beta)
    _check_shape("gamma", gamma, x.shape[-1:])
    _check_shape("beta", beta, x.shape[-1:])
    inv_std = 1 / np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)


def layer_norm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return (dx, dgamma, dbeta), given dout of the shape of the output."""
    x_hat, gamma, inv_std = cache
    dout = as_float(dout)
    _check_shape("dout", dout, x_hat.shape)
    leading = tuple(range(dout.ndim - 1))
    dx_hat = dout * gamma
    along = np.mean(dx_hat * x_hat, axis=-1, keepdims=True)
    dx = inv_std * (dx_hat - dx_hat.mean(axis=-1, keepdims=True) - x_hat * along)
    return dx, np.sum(dout * x_hat, axis=leading), dout.sum(axis=leading)


def dropout_forward(x: Array, p: float, rng: np.random.Generator | None, training: bool = True) -> tuple[Array, Cache]:
    """Drop entries of x with probability p and divide the others by 1 - p; return that and a cache.

    Where `training` is False this is a copy of x, and no random number is drawn. ValueError unless 0 ≤ p < 1, or if
    random numbers are needed and rng is None.
    """
    x = as_float(x)
    if not 0 <= p < 1:
        raise ValueError(f"p must be at least 0 and less than 1, got {p}")
    if not training:
        return x.copy(), None
    if rng is None:
        raise ValueError("dropout draws random numbers in training: pass an rng")
    kept = ((rng.random(x.shape) >= p) / (1 - p)).astype(x.dtype)
    return x * kept, kept


def dropout_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of x, given that of the output: what was dropped gets 0."""
    dout = as_float(dout)
    return dout.copy() if cache is None else dout * cache


# %% [markdown]
# Two checks for the exercises of this file.


# %%
def _check_shape(name: str, array: Array, shape: tuple[int, ...]) -> None:
    """Raise ValueError unless the array has exactly that shape: nothing is broadcast."""
    if array.shape != shape:
        raise ValueError(f"{name} must have the shape {shape}, got {array.shape}")


def _check_qkv(q: ArrayLike, k: ArrayLike, v: ArrayLike) -> tuple[Array, Array, Array]:
    """Return q (..., Tq, dk), k (..., Tk, dk) and v (..., Tk, dv) as floats; ValueError if they do not go together."""
    q, k, v = as_float(q), as_float(k), as_float(v)
    if min(q.ndim, k.ndim, v.ndim) < 2:
        raise ValueError(f"q, k and v need two axes at least, got {q.shape}, {k.shape} and {v.shape}")
    if q.shape[:-2] != k.shape[:-2] or q.shape[-1] != k.shape[-1] or k.shape[:-1] != v.shape[:-1]:
        raise ValueError(f"q {q.shape}, k {k.shape} and v {v.shape} do not go together")
    return q, k, v


# %% [markdown]
# ## 1. Where a token stands


# %%
def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model <= 0:
        raise ValueError("sizes")
    frequency = np.exp(-math.log(10000) * np.arange(0, d_model, 2) / d_model)
    angle = np.einsum("p,i->pi", np.arange(max_len, dtype=np.float64), frequency)
    return np.stack([np.sin(angle), np.cos(angle)], axis=-1).reshape(max_len, 2 * len(frequency))[:, :d_model].copy()


# %% [markdown]
# ## 2. What may be looked at


# %%
def padding_mask(ids, pad_id):
    ids = np.asarray(ids)
    if not np.issubdtype(ids.dtype, np.integer) or len(ids.shape) != 2:
        raise ValueError("ids")
    return np.expand_dims(np.not_equal(ids, pad_id), (1, 2))


# %%
def causal_mask(T):
    if T < 0:
        raise ValueError("T")
    token = np.arange(T)
    return token[:, None] >= token


# %% [markdown]
# ## 3. Attention


# %%
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


# %%
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


# %% [markdown]
# ## 4. Many heads


# %%
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


# %%
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


# %%
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


# %% [markdown]
# ## 5. Around the attention


# %%
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


# %%
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


# %% [markdown]
# ## Experiment A. Why √dk?


# %%
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


# %% [markdown]
# ## Experiment B. A map of positions


# %%
def distance_profile(encoding):
    products = np.einsum("pd,qd->pq", encoding, encoding)
    row, column = np.triu_indices(len(encoding))
    distance, values = column - row, products[row, column]
    profile = np.zeros(len(encoding), dtype=products.dtype)
    np.add.at(profile, distance, values)
    profile /= np.arange(len(encoding), 0, -1, dtype=products.dtype)
    return profile, float(np.abs(values - profile[distance]).max())


# %% [markdown]
# ## Experiment C. Blind to order


# %%
def order_gap(x, encoding, p, n_heads, order):
    back = np.argsort(order)
    first = multi_head_attention(x[:, order] + encoding, x[:, order] + encoding, p, n_heads)[0][:, back]
    second = multi_head_attention(x + encoding, x + encoding, p, n_heads)[0]
    return float(np.max(np.abs(first - second)))


# %% [markdown]
# ## Questions


# %%
def answer_head_width():
    return 768 // 12


def answer_parameter_counts():
    return 4 * 513 * 512, 513 * 2048 + 2049 * 512


def answer_cross_attention():
    return int("2")
