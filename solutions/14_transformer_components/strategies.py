"""Inputs for each exercise, small first: among them the smallest that shows a mistake is searched for."""

import numpy as np
from hypothesis import strategies as st

from grader.testing.programs import Code
from grader.testing.strategies import arrays, inputs, numbers, sizes

DTYPES = st.sampled_from([np.float64, np.float32])
FEW = numbers(0.0, 1.0, 2.0, -1.0)
RNG = Code("np.random.default_rng(0)")


@inputs("sinusoidal_positional_encoding")
def sinusoidal_positional_encoding(draw, student):
    return student.sinusoidal_positional_encoding(draw(sizes(0)), draw(sizes(1, 5)))


@inputs("padding_mask")
def padding_mask(draw, student):
    ids = draw(arrays(draw(sizes()), draw(sizes()), of=st.integers(0, 2), dtype=np.int64))
    return student.padding_mask(ids, draw(st.integers(0, 2)))


@inputs("causal_mask")
def causal_mask(draw, student):
    return student.causal_mask(draw(sizes(0)))


def attention(draw, student):
    """Ask for the attention of some queries, perhaps masked; return what comes and the shape of the first result."""
    leading = draw(st.sampled_from([(), (1,), (2,)]))
    tq, tk, dk, dv = (draw(sizes(1, 2)) for _ in range(4))
    dtype = draw(DTYPES)
    shapes = ((tq, dk), (tk, dk), (tk, dv))
    arguments = [draw(arrays(*leading, *shape, of=FEW, dtype=dtype)) for shape in shapes]
    if draw(st.booleans()):
        arguments.append(draw(arrays(tq, tk, of=st.booleans(), dtype=np.bool_)))
    return student.scaled_dot_product_attention(*arguments), (*leading, tq, dv), dtype


@inputs("scaled_dot_product_attention")
def scaled_dot_product_attention(draw, student):
    result, _, _ = attention(draw, student)
    return result[0], result[1]


@inputs("scaled_dot_product_attention_backward")
def scaled_dot_product_attention_backward(draw, student):
    result, shape, dtype = attention(draw, student)
    return student.scaled_dot_product_attention_backward(draw(arrays(*shape, of=FEW, dtype=dtype)), result[2])


@inputs("split_heads")
def split_heads(draw, student):
    n, t, heads, width = (draw(sizes(1, 2)) for _ in range(4))
    if draw(st.booleans()):
        return student.merge_heads(np.arange(1.0, 1 + n * t * heads * width).reshape(n, heads, t, width))
    return student.split_heads(np.arange(1.0, 1 + n * t * heads * width).reshape(n, t, heads * width), heads)


def weights(draw, d):
    """Draw the parameters of attention; of a few kinds, since there are many of them."""
    kinds = [np.zeros((d, d)), np.eye(d), np.ones((d, d)), np.arange(1.0, 1 + d * d).reshape(d, d)]
    p = {f"W{name}": kinds[draw(st.integers(0, 3))] for name in "qkvo"}
    return p | {f"b{name}": kinds[draw(st.integers(0, 3))][0] for name in "qkvo"}


def multi_head(draw, student):
    """Ask for attention through one or two heads; return what comes and the shape of the output."""
    n, tq, tk, heads, width = (draw(sizes(1, 2)) for _ in range(5))
    d = heads * width
    xq, xkv = draw(arrays(n, tq, d, of=FEW)), draw(arrays(n, tk, d, of=FEW))
    mask = [draw(arrays(tq, tk, of=st.booleans(), dtype=np.bool_))] if draw(st.booleans()) else []
    return student.multi_head_attention(xq, xkv, weights(draw, d), heads, *mask), (n, tq, d)


@inputs("multi_head_attention")
def multi_head_attention(draw, student):
    result, _ = multi_head(draw, student)
    return result[0], result[1]


@inputs("multi_head_attention_backward")
def multi_head_attention_backward(draw, student):
    result, shape = multi_head(draw, student)
    return student.multi_head_attention_backward(draw(arrays(*shape, of=FEW)), result[2])


@inputs("add_and_norm", rtol=1e-5, atol=1e-6)
def add_and_norm(draw, student):
    shape = (*draw(st.sampled_from([(), (1,), (2,), (1, 2)])), draw(sizes(2)))
    x, sub = draw(arrays(*shape, of=FEW)), draw(arrays(*shape, of=FEW))
    result = student.add_and_norm(x, sub, draw(arrays(shape[-1], of=FEW)), draw(arrays(shape[-1], of=FEW)))
    if draw(st.booleans()):
        return student.add_and_norm_backward(draw(arrays(*shape, of=FEW)), result[1])
    return result[0]


@inputs("position_wise_ffn")
def position_wise_ffn(draw, student):
    leading, d, f = draw(st.sampled_from([(), (1,), (2,), (1, 2)])), draw(sizes(1, 2)), draw(sizes(1, 2))
    p = {"W1": draw(arrays(d, f)), "b1": draw(arrays(f)), "W2": draw(arrays(f, d)), "b2": draw(arrays(d))}
    dropout = draw(st.sampled_from([{}, {"dropout": 0.5, "rng": RNG, "training": True}]))
    result = student.position_wise_ffn(draw(arrays(*leading, d)), p, **dropout)
    if draw(st.booleans()):
        return student.position_wise_ffn_backward(draw(arrays(*leading, d)), result[1])
    return result[0]


@inputs("experiment_scale")
def score_spread(draw, student):
    return student.score_spread(draw(sizes()), draw(sizes()), RNG)


@inputs("experiment_scale")
def mean_attention_entropy(draw, student):
    tq, tk, dk = (draw(sizes(1, 2)) for _ in range(3))
    q, k = draw(arrays(tq, dk, of=FEW)), draw(arrays(tk, dk, of=FEW))
    return student.mean_attention_entropy(q, k, scaled=draw(st.booleans()))


@inputs("experiment_positions")
def distance_profile(draw, student):
    return student.distance_profile(draw(arrays(draw(sizes()), draw(sizes(1, 2)), of=FEW)))


@inputs("experiment_order")
def order_gap(draw, student):
    t, heads = draw(sizes(1, 2)), draw(sizes(1, 2))
    order = np.array(draw(st.permutations(range(t))))
    x, encoding = draw(arrays(1, t, 2, of=FEW)), draw(arrays(t, 2, of=FEW))
    return student.order_gap(x, encoding, weights(draw, 2), heads, order)
