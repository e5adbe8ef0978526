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
def sinusoidal_positional_encoding(max_len: int, d_model: int) -> Array:
    """Return the encoding of the positions 0 … max_len - 1: a float64 array (max_len, d_model).

    PE[pos, 2i] = sin(pos / 10000^(2i/d_model)) and PE[pos, 2i+1] = cos(pos / 10000^(2i/d_model)): sines and cosines
    *take turns* along the columns, and each pair of columns shares one frequency. If d_model is odd, the last column
    is a sine without its cosine. max_len may be 0.
    Raises ValueError if max_len < 0 or d_model < 1.
    Source: Vaswani et al., Attention Is All You Need (2017), section 3.5.

    >>> sinusoidal_positional_encoding(2, 4).round(4)
    array([[0.    , 1.    , 0.    , 1.    ],
           [0.8415, 0.5403, 0.01  , 1.    ]])
    """
    if max_len < 0 or d_model < 1:
        raise ValueError(f"max_len must not be negative and d_model must be positive, got {max_len} and {d_model}")
    position = np.arange(max_len)[:, None]  # (max_len, 1)
    i = np.arange(d_model) // 2  # the number of a column's pair, 0 0 1 1 2 2 …: (d_model,)
    angle = position / 10000 ** (2 * i / d_model)  # (max_len, 1) / (d_model,) -> (max_len, d_model)
    encoding = np.sin(angle)
    encoding[:, 1::2] = np.cos(angle[:, 1::2])  # for an odd d_model there is one column less of these
    return encoding


# %% [markdown]
# ## 2. What may be looked at


# %%
def padding_mask(ids: NDArray[np.integer], pad_id: int) -> Mask:
    """Return True where a *key* is a real token: ids (N, T) -> booleans (N, 1, 1, T).

    The two axes of length 1 let the mask broadcast to scores of shape (N, h, Tq, T): for every head and every query
    the same keys are hidden. Raises ValueError unless ids is a 2-D array of integers.

    >>> padding_mask(np.array([[7, 3, 0]]), 0)
    array([[[[ True,  True, False]]]])
    """
    ids = np.asarray(ids)
    if ids.ndim != 2 or ids.dtype.kind not in "iu":
        raise ValueError(f"ids must be integers of the shape (N, T), got {ids.dtype} of the shape {ids.shape}")
    real: Mask = ids != pad_id
    return real[:, None, None, :]  # (N, T) -> (N, 1, 1, T)


# %%
def causal_mask(T: int) -> Mask:
    """Return mask[i, j] = (j ≤ i): booleans (T, T), so that token i sees itself and what came before.

    T may be 0. Raises ValueError if T < 0.

    >>> causal_mask(3)
    array([[ True, False, False],
           [ True,  True, False],
           [ True,  True,  True]])
    """
    return np.tril(np.ones((T, T), dtype=bool))  # np.ones itself refuses a negative T with a ValueError


# %% [markdown]
# ## 3. Attention


# %%
def scaled_dot_product_attention(
    q: Array, k: Array, v: Array, mask: Mask | None = None
) -> tuple[Array, Array, AttentionCache]:
    """Return softmax(q kᵀ/√dk) v, the weights, and a cache.

    Shapes: q (..., Tq, dk), k (..., Tk, dk), v (..., Tk, dv) -> out (..., Tq, dv), weights (..., Tq, Tk). The leading
    axes, any number of them, are equal in q, k and v. The mask is boolean, broadcasts to the shape of the weights, and
    is True where a query may look at a key: all other weights are exactly 0. A query that may look at nothing has
    weights of 0 and an output of 0. float32 in, float32 out.
    The cache is (q, k, v, weights, scale), with scale = 1/√dk as a Python float.
    Raises ValueError if shapes do not go together.
    Source: Vaswani et al. (2017), section 3.2.1, equation (1).

    >>> q, k, v = np.array([[2.0]]), np.array([[1.0], [1.0], [0.0]]), np.array([[3.0], [5.0], [7.0]])
    >>> scaled_dot_product_attention(q, k, v, np.array([True, True, False]))[:2]
    (array([[4.]]), array([[0.5, 0.5, 0. ]]))
    """
    q, k, v = _check_qkv(q, k, v)
    # √dk is the standard deviation of a product of dk pairs of unit variance. math.sqrt, not np.sqrt: the float64
    # scalar of NumPy would promote float32
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale  # (..., Tq, dk) @ (..., dk, Tk) -> (..., Tq, Tk)
    weights = masked_softmax(scores, mask)  # over the keys, for each query
    return weights @ v, weights, (q, k, v, weights, scale)  # (..., Tq, Tk) @ (..., Tk, dv) -> (..., Tq, dv)


# %%
def scaled_dot_product_attention_backward(dout: Array, cache: AttentionCache) -> tuple[Array, Array, Array]:
    """Return (dq, dk, dv), of the shapes of q, k and v, given dout (..., Tq, dv).

    The cache is the one of scaled_dot_product_attention, and is left as it was. No mask is needed: where a weight is 0,
    no gradient passes. Raises ValueError if dout has not the shape of out.

    >>> q, k, v = np.array([[2.0]]), np.array([[1.0], [1.0]]), np.array([[3.0], [5.0]])
    >>> _, _, cache = scaled_dot_product_attention(q, k, v)
    >>> scaled_dot_product_attention_backward(np.array([[1.0]]), cache)
    (array([[0.]]), array([[-1.],
           [ 1.]]), array([[0.5],
           [0.5]]))
    """
    q, k, v, weights, scale = cache
    _check_shape("dout", dout, (*q.shape[:-1], v.shape[-1]))
    dv = np.swapaxes(weights, -1, -2) @ dout  # (..., Tk, Tq) @ (..., Tq, dv) -> (..., Tk, dv)
    dweights = dout @ np.swapaxes(v, -1, -2)  # (..., Tq, dv) @ (..., dv, Tk) -> (..., Tq, Tk)
    dscores = softmax_backward(dweights, weights) * scale  # here the weight of 0 stops what was masked
    # each query met all keys, each key all queries: sums over Tk and over Tq
    return dscores @ k, np.swapaxes(dscores, -1, -2) @ q, dv


# %% [markdown]
# ## 4. Many heads


# %%
def split_heads(x: Array, n_heads: int) -> Array:
    """Give each head its block of columns: (N, T, D) -> (N, h, T, D/h).

    Head j gets the columns j·D/h … (j + 1)·D/h - 1 of every token. The result may share memory with x.
    Raises ValueError if x is not 3-D, or if n_heads < 1 or does not divide D.

    >>> split_heads(np.array([[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]]), 2)
    array([[[[1., 2.],
             [5., 6.]],
    <BLANKLINE>
            [[3., 4.],
             [7., 8.]]]])
    """
    x = as_float(x)
    n, t, _ = x.shape  # a ValueError if these are not three
    # to cut the last axis keeps every token together; to cut into (N, h, T, D/h) at once would mix tokens. A number
    # that does not divide D is refused by reshape, with a ValueError
    return x.reshape(n, t, n_heads, -1).transpose(0, 2, 1, 3)  # (N, T, h, D/h) -> (N, h, T, D/h)


def merge_heads(x: Array) -> Array:
    """Put the heads side by side again, the exact inverse of split_heads: (N, h, T, dk) -> (N, T, h·dk).

    The result may share memory with x. Raises ValueError if x is not 4-D.

    >>> merge_heads(np.array([[[[1.0, 2.0], [5.0, 6.0]], [[3.0, 4.0], [7.0, 8.0]]]]))
    array([[[1., 2., 3., 4.],
            [5., 6., 7., 8.]]])
    """
    x = as_float(x)
    n, h, t, dk = x.shape  # a ValueError if these are not four
    return x.transpose(0, 2, 1, 3).reshape(n, t, h * dk)  # (N, T, h, dk) -> (N, T, h·dk)


# %%
def multi_head_attention(
    xq: Array, xkv: Array, p: Parameters, n_heads: int, mask: Mask | None = None
) -> tuple[Array, Array, MultiHeadCache]:
    """Let every token of xq (N, Tq, D) look at the tokens of xkv (N, Tk, D) through n_heads heads.

    Queries are xq Wq + bq, keys xkv Wk + bk, values xkv Wv + bv. Each head attends on its own columns of the three
    (scale 1/√(D/h)); the merged heads pass through Wo and bo. p holds the matrices Wq, Wk, Wv, Wo (D, D) and the
    vectors bq, bk, bv, bo (D,). The mask broadcasts to (N, h, Tq, Tk). In self-attention xq and xkv are the same array.
    Returns out (N, Tq, D), the weights (N, h, Tq, Tk), and the cache (cq, ck, cv, ca, co, n_heads): the caches of the
    linear layers of queries, keys and values, of scaled_dot_product_attention, and of the last linear layer.
    Raises ValueError as its parts do.
    Source: Vaswani et al. (2017), section 3.2.2.

    >>> eye, zero = np.eye(2), np.zeros(2)
    >>> p = {"Wq": eye, "bq": zero, "Wk": eye, "bk": zero, "Wv": eye, "bv": zero, "Wo": 2 * eye, "bo": zero}
    >>> out, weights, _ = multi_head_attention(np.zeros((1, 1, 2)), np.array([[[1.0, 2.0], [3.0, 6.0]]]), p, 2)
    >>> out, weights
    (array([[[4., 8.]]]), array([[[[0.5, 0.5]],
    <BLANKLINE>
            [[0.5, 0.5]]]]))
    """
    q, cq = linear_forward(xq, p["Wq"], p["bq"])  # (N, Tq, D)
    k, ck = linear_forward(xkv, p["Wk"], p["bk"])  # (N, Tk, D)
    v, cv = linear_forward(xkv, p["Wv"], p["bv"])  # (N, Tk, D)
    heads, weights, ca = scaled_dot_product_attention(
        split_heads(q, n_heads), split_heads(k, n_heads), split_heads(v, n_heads), mask
    )  # (N, h, Tq, D/h), (N, h, Tq, Tk)
    out, co = linear_forward(merge_heads(heads), p["Wo"], p["bo"])  # here the heads meet: (N, Tq, D)
    return out, weights, (cq, ck, cv, ca, co, n_heads)


# %%
def multi_head_attention_backward(dout: Array, cache: MultiHeadCache) -> tuple[Array, Array, Parameters]:
    """Return (dxq, dxkv, grads), given dout (N, Tq, D): grads has the keys and shapes of p.

    The cache is the one of multi_head_attention, and is left as it was. dxkv collects the gradients of the keys *and*
    of the values. dxq and dxkv stay apart even in self-attention, where the caller adds them.
    Raises ValueError if dout has not the shape of out.

    >>> eye, zero = np.eye(1), np.zeros(1)
    >>> p = {"Wq": eye, "bq": zero, "Wk": eye, "bk": zero, "Wv": eye, "bv": zero, "Wo": 3 * eye, "bo": zero}
    >>> _, _, cache = multi_head_attention(np.zeros((1, 1, 1)), np.array([[[2.0], [4.0]]]), p, 1)
    >>> dxq, dxkv, grads = multi_head_attention_backward(np.ones((1, 1, 1)), cache)
    >>> dxq.ravel(), dxkv.ravel(), grads["Wo"], grads["bv"]
    (array([3.]), array([1.5, 1.5]), array([[3.]]), array([3.]))
    """
    cq, ck, cv, ca, co, n_heads = cache
    dmerged, dWo, dbo = linear_backward(dout, co)  # (N, Tq, D)
    # merge_heads only moved entries about; what moves them back is split_heads, and the other way round
    dq, dk, dv = scaled_dot_product_attention_backward(split_heads(dmerged, n_heads), ca)
    dxq, dWq, dbq = linear_backward(merge_heads(dq), cq)  # (N, Tq, D)
    dxk, dWk, dbk = linear_backward(merge_heads(dk), ck)  # (N, Tk, D)
    dxv, dWv, dbv = linear_backward(merge_heads(dv), cv)  # (N, Tk, D)
    grads = {"Wq": dWq, "bq": dbq, "Wk": dWk, "bk": dbk, "Wv": dWv, "bv": dbv, "Wo": dWo, "bo": dbo}
    return dxq, dxk + dxv, grads  # xkv went two ways, so two gradients come back


# %% [markdown]
# ## 5. Around the attention


# %%
def add_and_norm(x: Array, sub: Array, gamma: Array, beta: Array) -> tuple[Array, Cache]:
    """Return LayerNorm(x + sub) and a cache of your own design: (N, T, D) or any (..., D), gamma and beta (D,).

    The norm comes last ("post-LN", as in the paper), with ε = 1e-5. sub is what a sublayer made of x.
    Raises ValueError unless x and sub have the same shape: nothing is broadcast.
    Source: Vaswani et al. (2017), section 3.1; Ba, Kiros, Hinton, Layer Normalization (2016).

    >>> out, _ = add_and_norm(np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]]), np.ones(2), np.array([0.0, 5.0]))
    >>> out.round(3)
    array([[-1.,  6.]])
    """
    x, sub = as_float(x), as_float(sub)
    _check_shape("sub", sub, x.shape)
    return layer_norm_forward(x + sub, gamma, beta)


def add_and_norm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array, Array]:
    """Return (dx, dsub, dgamma, dbeta), given dout of the shape of the output and the cache of add_and_norm.

    dx and dsub have equal entries, but are two arrays: a caller may add to one in place.

    >>> x, sub = np.array([[2.0, 1.0, -1.0, -2.0]]), np.array([[-1.0, 0.0, 0.0, 1.0]])
    >>> _, cache = add_and_norm(x, sub, np.ones(4), np.ones(4))
    >>> dx, dsub, dgamma, dbeta = add_and_norm_backward(np.array([[8.0, 4.0, 0.0, 0.0]]), cache)
    >>> dx.round(3) + 0, dgamma.round(3) + 0, dbeta  # + 0 turns -0 into 0; dsub is as dx
    (array([[ 2., -2.,  0.,  0.]]), array([8., 4., 0., 0.]), array([8., 4., 0., 0.]))
    """
    d, dgamma, dbeta = layer_norm_backward(dout, cache)
    return d.astype(float), d.astype(float), dgamma.astype(float), dbeta.astype(float)


# %%
def position_wise_ffn(
    x: Array,
    p: Parameters,
    dropout: float = 0.0,
    rng: np.random.Generator | None = None,
    training: bool = False,
) -> tuple[Array, Cache]:
    """Return max(0, xW1 + b1)W2 + b2, and a cache of your own design: (N, T, D) or any (..., D) -> the same shape.

    p holds W1 (D, F), b1 (F,), W2 (F, D), b2 (D,). The same weights serve every position: no token sees another.
    In training, dropout_forward with probability `dropout` acts on the hidden layer, after the ReLU and before W2.
    Raises ValueError as its parts do.
    Source: Vaswani et al. (2017), section 3.3, equation (2).

    >>> p = {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2), "W2": np.array([[2.0], [3.0]]), "b2": np.array([0.5])}
    >>> out, _ = position_wise_ffn(np.array([[[4.0], [-4.0]]]), p)
    >>> out
    array([[[ 8.5],
            [12.5]]])
    """
    z, c1 = linear_forward(x, p["W1"], p["b1"])  # (..., D) -> (..., F)
    hidden, kept = dropout_forward(np.maximum(z, 0), dropout, rng, training)
    out, c2 = linear_forward(hidden, p["W2"], p["b2"])  # (..., F) -> (..., D)
    return out, (c1, z > 0, kept, c2)


def position_wise_ffn_backward(dout: Array, cache: Cache) -> tuple[Array, Parameters]:
    """Return (dx, grads), given dout of the shape of the output and the cache of position_wise_ffn.

    grads has the keys W1, b1, W2, b2. What dropout did forward it does backward. The slope of the ReLU at 0 is 0.

    >>> p = {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2), "W2": np.array([[2.0], [3.0]]), "b2": np.array([0.5])}
    >>> _, cache = position_wise_ffn(np.array([[[4.0], [-4.0]]]), p)
    >>> dx, grads = position_wise_ffn_backward(np.array([[[1.0], [1.0]]]), cache)
    >>> dx.ravel(), grads["W1"], grads["b2"]
    (array([ 2., -3.]), array([[  8., -12.]]), array([2.]))
    """
    c1, opened, kept, c2 = cache
    dhidden, dW2, db2 = linear_backward(dout, c2)
    dx, dW1, db1 = linear_backward(dropout_backward(dhidden, kept) * opened, c1)
    return dx, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% [markdown]
# ## Experiment A. Why √dk?


# %%
def score_spread(d_k: int, n_pairs: int, rng: np.random.Generator) -> float:
    """Return the standard deviation of q·k over n_pairs random pairs (q, k), as a Python float.

    The entries of q and k are independent and standard normal. Draw all queries with one call of
    rng.standard_normal((n_pairs, d_k)), then all keys with another. It is the deviation of the population: divide by
    n_pairs, not by n_pairs - 1.
    """
    q = rng.standard_normal((n_pairs, d_k))
    k = rng.standard_normal((n_pairs, d_k))
    return float(np.sum(q * k, axis=1).std())  # (n_pairs, d_k) -> (n_pairs,) -> scalar


def mean_attention_entropy(q: Array, k: Array, *, scaled: bool) -> float:
    """Return the mean over the queries of the entropy -Σ w log w of their weights, in nats, as a Python float.

    q is (Tq, dk), k is (Tk, dk), and the weights are softmax(q kᵀ/√dk) if `scaled`, else softmax(q kᵀ). Weights of
    exactly 0 add nothing. From 0, one key has everything, to log Tk, all keys have the same.

    >>> round(mean_attention_entropy(np.array([[1.0], [2.0]]), np.zeros((4, 1)), scaled=True), 4)  # log 4
    1.3863
    """
    if not scaled:
        q = q * math.sqrt(q.shape[-1])
    _, weights, _ = scaled_dot_product_attention(q, k, k)  # what the values are does not matter
    surprise = np.log(weights, out=np.zeros_like(weights), where=weights > 0)  # 0 · log 0 counts as 0
    return float(-np.sum(weights * surprise, axis=-1).mean())


# %% [markdown]
# ## Experiment B. A map of positions


# %%
def distance_profile(encoding: Array) -> tuple[Array, float]:
    """Return how similar rows k apart are on average, and how far any pair is from that average.

    encoding is (L, D), with L ≥ 1. profile (L,) holds at k the mean over p of encoding[p] · encoding[p + k]; there are
    L - k such products. The second result, a Python float, is the largest |encoding[p] · encoding[p + k] - profile[k]|
    over all p and k.

    >>> distance_profile(np.array([[1.0], [2.0], [4.0]]))
    (array([7., 5., 4.]), 9.0)
    """
    products = encoding @ encoding.T  # (L, D) @ (D, L) -> (L, L)
    diagonals = [np.diagonal(products, k) for k in range(len(encoding))]
    profile = np.array([diagonal.mean() for diagonal in diagonals])  # (L,)
    deviations = (np.abs(diagonal - mean).max() for diagonal, mean in zip(diagonals, profile, strict=True))
    return profile, float(max(deviations))


# %% [markdown]
# ## Experiment C. Blind to order


# %%
def order_gap(x: Array, encoding: Array, p: Parameters, n_heads: int, order: NDArray[np.integer]) -> float:
    """Return how much more reordering the tokens does to self-attention than reorder its output, as a Python float.

    Let f(x) be the output of unmasked self-attention on x + encoding: a token at place t gets encoding[t], whichever
    token it is. The gap is the largest |f(x[:, order]) - f(x)[:, order]|. x is (N, T, D), encoding (T, D), and order a
    permutation of 0 … T - 1.
    """
    before, after = x[:, order] + encoding, x + encoding  # (N, T, D)
    reordered_first, _, _ = multi_head_attention(before, before, p, n_heads)
    out, _, _ = multi_head_attention(after, after, p, n_heads)
    return float(np.abs(reordered_first - out[:, order]).max())


# %% [markdown]
# ## Questions


# %%
def answer_head_width() -> int:
    """Return the width of one head of question A of the handout."""
    return 64  # 768 columns shared out among 12 heads


def answer_parameter_counts() -> tuple[int, int]:
    """Return how many parameters the attention and the feed-forward network of question B of the handout have."""
    # four (D, D) matrices with their biases; a (D, F) and an (F, D) matrix with theirs
    return 4 * (512 * 512 + 512), 512 * 2048 + 2048 + 2048 * 512 + 512


def answer_cross_attention() -> int:
    """Return the number, 1 to 3, of the right statement of question C of the handout."""
    return 2  # the decoder asks; what it looks at, and what it gets, is the encoder's
