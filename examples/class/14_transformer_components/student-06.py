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
    if max_len < 0 or d_model < 1:
        raise ValueError("no such encoding")
    rows = np.empty((max_len, d_model))
    for pos in range(max_len):
        for column in range(d_model):
            angle = pos / math.pow(10000, (column - column % 2) / d_model)
            rows[pos, column] = math.cos(angle) if column % 2 else math.sin(angle)
    return rows


# %% [markdown]
# ## 2. What may be looked at


# %%
def padding_mask(ids, pad_id):
    ids = np.asarray(ids)
    if ids.dtype.kind not in "iu":
        raise ValueError("ids are integers")
    sentences, length = ids.shape
    mask = np.empty((sentences, 1, 1, length), dtype=bool)
    for n in range(sentences):
        for t in range(length):
            mask[n, 0, 0, t] = int(ids[n, t]) != pad_id
    return mask


# %%
def causal_mask(T):
    if T < 0:
        raise ValueError("no such mask")
    mask = np.zeros((T, T), dtype=bool)
    for i in range(T):
        mask[i, : i + 1] = True
    return mask


# %% [markdown]
# ## 3. Attention


# %%
def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    shape = (*q.shape[:-1], k.shape[-2])
    allowed = np.broadcast_to(True if mask is None else mask, shape)
    scale = 1 / math.sqrt(q.shape[-1])
    weights, out = np.zeros(shape, dtype=q.dtype), np.zeros((*q.shape[:-1], v.shape[-1]), dtype=q.dtype)
    for place in np.ndindex(shape[:-1]):
        keys = np.flatnonzero(allowed[place])
        if not len(keys):
            continue
        scores = [float(np.dot(q[place], k[(*place[:-1], key)])) * scale for key in keys]
        e = [math.exp(score - max(scores)) for score in scores]
        for key, part in zip(keys, e, strict=True):
            weights[(*place, key)] = part / sum(e)
            out[place] += weights[(*place, key)] * v[(*place[:-1], key)]
    return out, weights, (q, k, v, weights, scale)


# %%
def scaled_dot_product_attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    dout = as_float(dout)
    _check_shape("dout", dout, (*q.shape[:-1], v.shape[-1]))
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    for place in np.ndindex(weights.shape[:-1]):
        lead, row = place[:-1], weights[place]
        jacobian = np.diag(row) - np.outer(row, row)
        dscores = scale * (jacobian @ (v[lead] @ dout[place]))
        dq[place] = dscores @ k[lead]
        dk[lead] += np.outer(dscores, q[place])
        dv[lead] += np.outer(row, dout[place])
    return dq, dk, dv


# %% [markdown]
# ## 4. Many heads


# %%
def split_heads(x, n_heads):
    x = as_float(x)
    n, t, _ = x.shape
    return x.reshape(n, t, -1, n_heads).transpose(0, 3, 1, 2)


def merge_heads(x):
    x = as_float(x)
    if x.ndim != 4:
        raise ValueError("no such heads")
    return np.concatenate(list(x.swapaxes(0, 1)), axis=-1)


# %%
def multi_head_attention(xq, xkv, p, n_heads, mask=None):
    q, cq = linear_forward(xq, p["Wq"], p["bq"])
    k, ck = linear_forward(xkv, p["Wk"], p["bk"])
    v, cv = linear_forward(xkv, p["Wv"], p["bv"])
    if q.ndim != 3 or k.ndim != 3 or n_heads < 1 or q.shape[2] % n_heads:
        raise ValueError("no such heads")
    width = q.shape[2] // n_heads
    mask = np.broadcast_to(True if mask is None else mask, (len(q), n_heads, q.shape[1], k.shape[1]))
    found, kept = np.zeros_like(q), []
    for head in range(n_heads):
        own = slice(head * width, (head + 1) * width)
        part, weights, cache = scaled_dot_product_attention(q[..., own], k[..., own], v[..., own], mask[:, head])
        found[..., own] = part
        kept.append((weights, cache))
    out, co = linear_forward(found, p["Wo"], p["bo"])
    caches = [np.stack([cache[i] for _, cache in kept], axis=1) for i in range(4)]
    return out, np.stack([weights for weights, _ in kept], axis=1), (cq, ck, cv, (*caches, kept[0][1][4]), co, n_heads)


# %%
def multi_head_attention_backward(dout, cache):
    cq, ck, cv, (q, k, v, weights, scale), co, n_heads = cache
    dfound, dWo, dbo = linear_backward(dout, co)
    width = dfound.shape[2] // n_heads
    parts = [[], [], []]
    for head in range(n_heads):
        own = dfound[..., head * width : (head + 1) * width]
        one = (q[:, head], k[:, head], v[:, head], weights[:, head], scale)
        for part, gradient in zip(parts, scaled_dot_product_attention_backward(own, one), strict=True):
            part.append(gradient)
    dq, dk, dv = (np.concatenate(part, axis=2) for part in parts)
    grads = {"Wo": dWo, "bo": dbo}
    dxq, grads["Wq"], grads["bq"] = linear_backward(dq, cq)
    dxkv, grads["Wk"], grads["bk"] = linear_backward(dk, ck)
    more, grads["Wv"], grads["bv"] = linear_backward(dv, cv)
    return dxq, dxkv + more, grads


# %% [markdown]
# ## 5. Around the attention


# %%
def add_and_norm(x, sub, gamma, beta):
    x, sub = as_float(x), as_float(sub)
    if x.shape != sub.shape:
        raise ValueError("nothing is broadcast")
    out, cache = layer_norm_forward(np.add(x, sub), gamma, beta)
    return out, [cache]


def add_and_norm_backward(dout, cache):
    dx, dgamma, dbeta = layer_norm_backward(dout, cache[0])
    dsub, _, _ = layer_norm_backward(dout, cache[0])
    return dx, dsub, dgamma, dbeta


# %%
def position_wise_ffn(x, p, dropout=0.0, rng=None, training=False):
    z, first = linear_forward(x, p["W1"], p["b1"])
    hidden = z.copy()
    hidden[z < 0] = 0
    hidden, kept = dropout_forward(hidden, dropout, rng, training)
    out, second = linear_forward(hidden, p["W2"], p["b2"])
    return out, {"first": first, "closed": z <= 0, "kept": kept, "second": second}


def position_wise_ffn_backward(dout, cache):
    dhidden, dW2, db2 = linear_backward(dout, cache["second"])
    dz = dropout_backward(dhidden, cache["kept"])
    dz[cache["closed"]] = 0
    dx, dW1, db1 = linear_backward(dz, cache["first"])
    return dx, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% [markdown]
# ## Experiment A. Why √dk?


# %%
def score_spread(d_k, n_pairs, rng):
    queries, keys = rng.standard_normal((n_pairs, d_k)), rng.standard_normal((n_pairs, d_k))
    scores = [math.fsum(a * b for a, b in zip(q, k, strict=True)) for q, k in zip(queries, keys, strict=True)]
    mean = math.fsum(scores) / n_pairs
    return math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / n_pairs)


def mean_attention_entropy(q, k, *, scaled):
    entropies = []
    for query in q:
        scores = [float(query @ key) / (math.sqrt(len(query)) if scaled else 1) for key in k]
        e = [math.exp(score - max(scores)) for score in scores]
        entropies.append(-sum(part / sum(e) * math.log(part / sum(e)) for part in e if part))
    return sum(entropies) / len(entropies)


# %% [markdown]
# ## Experiment B. A map of positions


# %%
def distance_profile(encoding):
    length = len(encoding)
    profile, largest = np.zeros(length, dtype=encoding.dtype), 0.0
    for k in range(length):
        products = np.array([encoding[p] @ encoding[p + k] for p in range(length - k)])
        profile[k] = products.mean()
        largest = max(largest, float(np.abs(products - profile[k]).max()))
    return profile, largest


# %% [markdown]
# ## Experiment C. Blind to order


# %%
def order_gap(x, encoding, p, n_heads, order):
    gap = 0.0
    for sentence in x:
        tokens = np.stack([sentence[i] for i in order])
        first, _, _ = multi_head_attention((tokens + encoding)[None], (tokens + encoding)[None], p, n_heads)
        second, _, _ = multi_head_attention((sentence + encoding)[None], (sentence + encoding)[None], p, n_heads)
        for place, token in enumerate(order):
            gap = max(gap, float(np.abs(first[0, place] - second[0, token]).max()))
    return gap


# %% [markdown]
# ## Questions


# %%
def answer_head_width():
    width, heads = 768, 12
    return width // heads


def answer_parameter_counts():
    D, F = 512, 2048
    return 4 * D * D + 4 * D, 2 * D * F + D + F


def answer_cross_attention():
    return len(("keys", "values"))
