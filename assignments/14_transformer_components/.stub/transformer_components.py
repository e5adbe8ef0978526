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
    # TODO(sinusoidal_positional_encoding): check, the angle of every position and pair, then sines and cosines
    # (the reference needs 8 lines)
    raise NotImplementedError("sinusoidal_positional_encoding")


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
    # TODO(padding_mask): check, compare, and put in the axes of heads and queries
    # (the reference needs 4 lines)
    raise NotImplementedError("padding_mask")


# %%
def causal_mask(T: int) -> Mask:
    """Return mask[i, j] = (j ≤ i): booleans (T, T), so that token i sees itself and what came before.

    T may be 0. Raises ValueError if T < 0.

    >>> causal_mask(3)
    array([[ True, False, False],
           [ True,  True, False],
           [ True,  True,  True]])
    """
    # TODO(causal_mask): a triangle of booleans
    # (the reference needs 1 line)
    raise NotImplementedError("causal_mask")


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
    # TODO(scaled_dot_product_attention): check, scaled scores, weights, and the mixture of the values
    # (the reference needs 5 lines)
    raise NotImplementedError("scaled_dot_product_attention")


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
    # TODO(scaled_dot_product_attention_backward): back through the mixture, the softmax, the scores
    # (the reference needs 6 lines)
    raise NotImplementedError("scaled_dot_product_attention_backward")


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
    # TODO(split_heads): cut the last axis in two, bring the heads to the front
    # (the reference needs 3 lines)
    raise NotImplementedError("split_heads")


def merge_heads(x: Array) -> Array:
    """Put the heads side by side again, the exact inverse of split_heads: (N, h, T, dk) -> (N, T, h·dk).

    The result may share memory with x. Raises ValueError if x is not 4-D.

    >>> merge_heads(np.array([[[[1.0, 2.0], [5.0, 6.0]], [[3.0, 4.0], [7.0, 8.0]]]]))
    array([[[1., 2., 3., 4.],
            [5., 6., 7., 8.]]])
    """
    # TODO(split_heads): the two steps of split_heads undone, last one first
    # (the reference needs 3 lines)
    raise NotImplementedError("split_heads")


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
    # TODO(multi_head_attention): three projections, attention head by head, one more projection
    # (the reference needs 8 lines)
    raise NotImplementedError("multi_head_attention")


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
    # TODO(multi_head_attention_backward): the forward pass from its end, each part by its own backward
    # (the reference needs 8 lines)
    raise NotImplementedError("multi_head_attention_backward")


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
    # TODO(add_and_norm): check, add, normalise
    # (the reference needs 3 lines)
    raise NotImplementedError("add_and_norm")


def add_and_norm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array, Array]:
    """Return (dx, dsub, dgamma, dbeta), given dout of the shape of the output and the cache of add_and_norm.

    dx and dsub have equal entries, but are two arrays: a caller may add to one in place.

    >>> x, sub = np.array([[2.0, 1.0, -1.0, -2.0]]), np.array([[-1.0, 0.0, 0.0, 1.0]])
    >>> _, cache = add_and_norm(x, sub, np.ones(4), np.ones(4))
    >>> dx, dsub, dgamma, dbeta = add_and_norm_backward(np.array([[8.0, 4.0, 0.0, 0.0]]), cache)
    >>> dx.round(3) + 0, dgamma.round(3) + 0, dbeta  # + 0 turns -0 into 0; dsub is as dx
    (array([[ 2., -2.,  0.,  0.]]), array([8., 4., 0., 0.]), array([8., 4., 0., 0.]))
    """
    # TODO(add_and_norm): back through the norm; a sum hands its gradient to both of its terms
    # (the reference needs 2 lines)
    raise NotImplementedError("add_and_norm")


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
    # TODO(position_wise_ffn): linear, ReLU, dropout, linear
    # (the reference needs 4 lines)
    raise NotImplementedError("position_wise_ffn")


def position_wise_ffn_backward(dout: Array, cache: Cache) -> tuple[Array, Parameters]:
    """Return (dx, grads), given dout of the shape of the output and the cache of position_wise_ffn.

    grads has the keys W1, b1, W2, b2. What dropout did forward it does backward. The slope of the ReLU at 0 is 0.

    >>> p = {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2), "W2": np.array([[2.0], [3.0]]), "b2": np.array([0.5])}
    >>> _, cache = position_wise_ffn(np.array([[[4.0], [-4.0]]]), p)
    >>> dx, grads = position_wise_ffn_backward(np.array([[[1.0], [1.0]]]), cache)
    >>> dx.ravel(), grads["W1"], grads["b2"]
    (array([ 2., -3.]), array([[  8., -12.]]), array([2.]))
    """
    # TODO(position_wise_ffn): the forward pass from its end, and closed units send nothing back
    # (the reference needs 4 lines)
    raise NotImplementedError("position_wise_ffn")


# %% [markdown]
# ## Experiment A. Why √dk?


# %%
def score_spread(d_k: int, n_pairs: int, rng: np.random.Generator) -> float:
    """Return the standard deviation of q·k over n_pairs random pairs (q, k), as a Python float.

    The entries of q and k are independent and standard normal. Draw all queries with one call of
    rng.standard_normal((n_pairs, d_k)), then all keys with another. It is the deviation of the population: divide by
    n_pairs, not by n_pairs - 1.
    """
    # TODO(experiment_scale): draw twice, multiply pair by pair, measure
    # (the reference needs 3 lines)
    raise NotImplementedError("experiment_scale")


def mean_attention_entropy(q: Array, k: Array, *, scaled: bool) -> float:
    """Return the mean over the queries of the entropy -Σ w log w of their weights, in nats, as a Python float.

    q is (Tq, dk), k is (Tk, dk), and the weights are softmax(q kᵀ/√dk) if `scaled`, else softmax(q kᵀ). Weights of
    exactly 0 add nothing. From 0, one key has everything, to log Tk, all keys have the same.

    >>> round(mean_attention_entropy(np.array([[1.0], [2.0]]), np.zeros((4, 1)), scaled=True), 4)  # log 4
    1.3863
    """
    # TODO(experiment_scale): the weights, with √dk put back where it is not wanted, then their entropy
    # (the reference needs 5 lines)
    raise NotImplementedError("experiment_scale")


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
    # TODO(experiment_positions): all products of two rows; those k apart stand on the k-th diagonal
    # (the reference needs 5 lines)
    raise NotImplementedError("experiment_positions")


# %% [markdown]
# ## Experiment C. Blind to order


# %%
def order_gap(x: Array, encoding: Array, p: Parameters, n_heads: int, order: NDArray[np.integer]) -> float:
    """Return how much more reordering the tokens does to self-attention than reorder its output, as a Python float.

    Let f(x) be the output of unmasked self-attention on x + encoding: a token at place t gets encoding[t], whichever
    token it is. The gap is the largest |f(x[:, order]) - f(x)[:, order]|. x is (N, T, D), encoding (T, D), and order a
    permutation of 0 … T - 1.
    """
    # TODO(experiment_order): reorder before and reorder after; in both the encoding stays in its place
    # (the reference needs 4 lines)
    raise NotImplementedError("experiment_order")


# %% [markdown]
# ## Questions


# %%
def answer_head_width() -> int:
    """Return the width of one head of question A of the handout."""
    # TODO(question_head_width): one number
    # (the reference needs 1 line)
    raise NotImplementedError("question_head_width")


def answer_parameter_counts() -> tuple[int, int]:
    """Return how many parameters the attention and the feed-forward network of question B of the handout have."""
    # TODO(question_parameter_counts): two numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_parameter_counts")


def answer_cross_attention() -> int:
    """Return the number, 1 to 3, of the right statement of question C of the handout."""
    # TODO(question_cross_attention): one number
    # (the reference needs 1 line)
    raise NotImplementedError("question_cross_attention")
