"""The suite that counts: every convention, edge case and error that the docstrings promise.

Expected values come from the reference or, better, from a fact that needs no solution: a loop, a closed form, a central
difference, a symmetry. Nothing looks into a cache: a backward pass gets what the student's own forward pass kept.
"""

import math

import numpy as np
import pytest

from grader.testing import (
    assert_close,
    assert_gradient,
    exercise,
    universal_battery,
)

edge = pytest.mark.group("edge")
robust = pytest.mark.group("robust")
expects_error = pytest.mark.expects_error

CAUSAL = np.array([[True, False, False], [True, True, False], [True, True, True]])
PADDING = np.array([[True, True, True], [True, True, False]])[:, None, None, :]  # (N, 1, 1, T)


def attention_parameters(rng, d):
    weights = {f"W{name}": rng.normal(size=(d, d)) for name in "qkvo"}
    return weights | {f"b{name}": rng.normal(size=d) for name in "qkvo"}


def ffn_parameters(rng, d, f):
    shapes = {"W1": (d, f), "b1": f, "W2": (f, d), "b2": d}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def softmax(scores):
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def assert_parameter_gradients(loss, p, grads):
    """Compare the gradients with the slopes of loss, a function of the whole dictionary."""
    assert_close(sorted(grads), sorted(p))
    for name, gradient in grads.items():
        assert_gradient(lambda values, name=name: loss(p | {name: values}), p[name], gradient)


@exercise("sinusoidal_positional_encoding")
class TestSinusoidalPositionalEncoding:
    @pytest.mark.parametrize("shape", [(7, 6), (6, 6), (3, 8)])
    def test_agrees_with_a_loop(self, student, shape):
        expected = np.zeros(shape)
        for pos in range(shape[0]):
            for i in range(shape[1] // 2):
                expected[pos, 2 * i] = math.sin(pos / 10000 ** (2 * i / shape[1]))
                expected[pos, 2 * i + 1] = math.cos(pos / 10000 ** (2 * i / shape[1]))
        assert_close(student.sinusoidal_positional_encoding(*shape), expected)

    def test_a_step_is_a_rotation_of_each_pair(self, student, reference):
        ahead = reference.sinusoidal_positional_encoding(11, 6)[4:]
        sine, cosine = np.split(student.sinusoidal_positional_encoding(7, 6).reshape(7, 3, 2), 2, axis=-1)
        turn = (4 / 10000 ** (np.arange(3) / 3))[:, None]
        turned = [sine * np.cos(turn) + cosine * np.sin(turn), cosine * np.cos(turn) - sine * np.sin(turn)]
        assert_close(np.concatenate(turned, axis=-1).reshape(7, 6), ahead)

    @edge
    def test_odd_width_ends_with_a_sine(self, student, reference):
        for width in (3, 5):
            expected = reference.sinusoidal_positional_encoding(5, width)
            assert_close(student.sinusoidal_positional_encoding(5, width), expected)

    @edge
    def test_one_column_is_a_sine(self, student):
        assert_close(student.sinusoidal_positional_encoding(4, 1), np.sin(np.arange(4.0))[:, None])

    @edge
    def test_no_positions(self, student):
        assert_close(student.sinusoidal_positional_encoding(0, 4), np.zeros((0, 4)))

    @edge
    def test_position_zero_alternates_between_zero_and_one(self, student):
        assert_close(student.sinusoidal_positional_encoding(1, 6), np.array([[0.0, 1.0, 0.0, 1.0, 0.0, 1.0]]))

    @edge
    def test_far_positions(self, student):
        angle = 3000 / 10000 ** np.array([0, 0.5])
        expected = np.stack([np.sin(angle), np.cos(angle)], axis=1).ravel()
        assert_close(student.sinusoidal_positional_encoding(3001, 4)[-1], expected)

    @robust
    def test_sizes_may_be_numpy_integers(self, student, reference):
        expected = reference.sinusoidal_positional_encoding(3, 4)
        assert_close(student.sinusoidal_positional_encoding(np.int64(3), np.int32(4)), expected)

    @robust
    @expects_error
    @pytest.mark.parametrize("sizes", [(-1, 4), (3, 0), (3, -2), (0, 0)])
    def test_impossible_sizes_raise(self, student, sizes):
        with pytest.raises(ValueError):
            student.sinusoidal_positional_encoding(*sizes)


@exercise("padding_mask")
class TestPaddingMask:
    def test_true_where_a_key_is_real(self, student):
        ids = np.array([[5, 2, 0, 0], [3, 0, 0, 0]])
        expected = np.array([[[[True, True, False, False]]], [[[True, False, False, False]]]])
        assert_close(student.padding_mask(ids, 0), expected)

    def test_padding_may_have_any_number_and_stand_anywhere(self, student):
        expected = np.array([[[[True, False, True]]], [[[False, True, False]]]])
        assert_close(student.padding_mask(np.array([[0, 3, 2], [3, 0, 3]]), 3), expected)

    def test_square(self, student, rng):
        ids = rng.integers(0, 3, size=(4, 4))
        expected = (ids != 1).reshape(4, 1, 1, 4)
        assert_close(student.padding_mask(ids, 1), expected)

    def test_broadcasts_to_scores(self, student):
        ids = np.array([[1, 2, 0], [0, 0, 2]])
        expected = np.zeros((2, 4, 5, 3), dtype=bool)
        for n, t in [(0, 0), (0, 1), (1, 2)]:
            expected[n, :, :, t] = True
        mask = student.padding_mask(ids, 0)
        assert_close(np.broadcast_to(mask, (2, 4, 5, 3)).copy(), expected)

    @edge
    def test_nothing_but_padding(self, student):
        assert_close(student.padding_mask(np.array([[7, 7], [7, 1]]), 7)[0], np.zeros((1, 1, 2), dtype=bool))
        assert_close(student.padding_mask(np.array([[7, 7]]), 7), np.zeros((1, 1, 1, 2), dtype=bool))

    @edge
    def test_no_padding_at_all(self, student):
        assert_close(student.padding_mask(np.array([[7, 8], [0, 7]]), -1), np.ones((2, 1, 1, 2), dtype=bool))

    @edge
    def test_unsigned_ids(self, student):
        ids = np.array([[1, 0]], dtype=np.uint8)
        assert_close(student.padding_mask(ids, 0), np.array([[[[True, False]]]]))

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(3,), (2, 3, 4)])
    def test_other_than_two_axes_raise(self, student, shape):
        with pytest.raises(ValueError):
            student.padding_mask(np.ones(shape, dtype=int), 0)

    @robust
    @expects_error
    def test_ids_that_are_no_integers_raise(self, student):
        with pytest.raises(ValueError):
            student.padding_mask(np.array([[1.0, 0.0]]), 0)


TestPaddingMaskBattery = universal_battery(
    "padding_mask", lambda rng: (rng.integers(0, 3, size=(3, 5)), 0), float32=False, batch=0
)


@exercise("causal_mask")
class TestCausalMask:
    @pytest.mark.parametrize("length", [2, 3, 6])
    def test_agrees_with_a_loop(self, student, length):
        expected = np.array([[j <= i for j in range(length)] for i in range(length)])
        assert_close(student.causal_mask(length), expected)

    def test_token_i_sees_itself_and_what_came_before(self, student):
        mask = student.causal_mask(5)
        assert_close(mask.sum(axis=1), np.arange(1, 6))
        assert_close(mask.sum(axis=0), np.arange(5, 0, -1))

    @edge
    def test_one_token_sees_itself(self, student):
        assert_close(student.causal_mask(1), np.array([[True]]))

    @edge
    def test_no_tokens(self, student):
        assert_close(student.causal_mask(0), np.zeros((0, 0), dtype=bool))

    @robust
    def test_length_may_be_a_numpy_integer(self, student):
        assert_close(student.causal_mask(np.int64(3)), CAUSAL)

    @robust
    @expects_error
    def test_negative_length_raises(self, student):
        for length in (-1, -3):
            with pytest.raises(ValueError):
                student.causal_mask(length)


def qkv(rng, *lead, tq=4, tk=6, dk=5, dv=2):
    shapes = [(*lead, tq, dk), (*lead, tk, dk), (*lead, tk, dv)]
    return tuple(rng.normal(size=shape) for shape in shapes)


def attend(module, *arguments):
    out, weights, _ = module.scaled_dot_product_attention(*arguments)
    return out, weights


@exercise("scaled_dot_product_attention")
class TestScaledDotProductAttention:
    def test_agrees_with_a_loop(self, student, rng):
        q, k, v = qkv(rng)
        weights, out = np.zeros((4, 6)), np.zeros((4, 2))
        for i in range(4):
            e = [math.exp(sum(a * b for a, b in zip(q[i], key, strict=True)) / math.sqrt(5)) for key in k]
            weights[i] = np.array(e) / sum(e)
            out[i] = sum(w * value for w, value in zip(weights[i], v, strict=True))
        assert_close(attend(student, q, k, v), (out, weights))

    @pytest.mark.parametrize("lead", [(2,), (2, 3), (2, 1, 3)])
    def test_leading_axes(self, student, reference, rng, lead):
        q, k, v = qkv(rng, *lead)
        expected = attend(reference, q, k, v)
        assert_close(attend(student, q, k, v), expected)

    def test_square_with_causal_mask(self, student, reference, rng):
        q, k, v = qkv(rng, tq=3, tk=3, dk=3, dv=3)
        expected = attend(reference, q, k, v, CAUSAL)
        assert_close(attend(student, q, k, v, CAUSAL), expected)

    def test_what_is_masked_might_as_well_not_be_there(self, student, rng):
        q, k, v = qkv(rng, 2)
        seen = [0, 2, 5]
        weights = softmax(q @ k[:, seen].transpose(0, 2, 1) / math.sqrt(5))
        expected, mask = weights @ v[:, seen], np.isin(np.arange(6), seen)
        out, found = attend(student, q, k, v, mask)
        assert_close(out, expected)
        assert_close(found[..., seen], weights)
        assert_close(found[..., ~mask], np.zeros((2, 4, 3)))

    def test_padding_mask_of_each_sentence(self, student, reference, rng):
        q, k, v = qkv(rng, 2, 2, tk=3, dk=4)
        expected = attend(reference, q, k, v, PADDING)
        assert_close(attend(student, q, k, v, PADDING), expected)

    @edge
    def test_query_that_may_look_at_nothing(self, student, reference, rng):
        q, k, v = qkv(rng, tq=3, tk=4)
        mask = np.array([[True, True, False, True], [False] * 4, [False, False, True, False]])
        out, weights = attend(reference, q, k, v, mask)
        assert_close((out[1], weights[1]), (np.zeros(2), np.zeros(4)))
        assert_close(attend(student, q, k, v, mask), (out, weights))

    @edge
    def test_sentence_of_padding_alone(self, student, reference, rng):
        q, k, v = qkv(rng, 2, 2, tk=3)
        mask = np.array([[True, True, False], [False, False, False]])[:, None, None, :]
        expected = attend(reference, q, k, v, mask)
        with np.errstate(invalid="raise", divide="raise", over="raise"):
            found = attend(student, q, k, v, mask)
        assert_close(found, expected)

    @edge
    def test_large_scores(self, student, rng):
        q, k, v = (300 * values for values in qkv(rng))
        weights = softmax(q @ k.T / math.sqrt(5))
        expected = weights @ v, weights
        with np.errstate(over="raise", invalid="raise"):
            found = attend(student, q, k, v)
        assert_close(found, expected)

    @edge
    def test_large_numbers_under_the_mask(self, student, reference, rng):
        q, k, v = qkv(rng, tk=3)
        k[2], v[2] = 1e30, -1e30
        expected = attend(reference, q, k[:2], v[:2])
        out, weights = attend(student, q, k, v, np.array([True, True, False]))
        assert_close(out, expected[0])
        assert_close(weights, np.column_stack([expected[1], np.zeros(4)]))

    @edge
    def test_order_of_keys_and_values_does_not_matter(self, student, reference, rng):
        (q, k, v), order = qkv(rng, 2), rng.permutation(6)
        expected, weights = attend(reference, q, k, v)
        assert_close(attend(student, q, k[:, order], v[:, order]), (expected, weights[..., order]))

    @edge
    def test_scale_is_that_of_the_keys_width(self, student):
        q, k, v = np.full((1, 16), 0.5), np.stack([np.full(16, 0.5), np.zeros(16)]), np.array([[1.0], [0.0]])
        weight = 1 / (1 + math.exp(-1.0))  # the scores are 16 · 0.25 / √16 = 1 and 0
        expected = np.array([[weight]]), np.array([[weight, 1 - weight]])
        assert_close(attend(student, q, k, v), expected)

    @edge
    def test_integers(self, student):
        found = attend(student, np.array([[0]]), np.array([[3], [5]]), np.array([[2], [4]]))
        assert_close(found, (np.array([[3.0]]), np.array([[0.5, 0.5]])))

    @robust
    @expects_error
    @pytest.mark.parametrize(
        "shapes",
        [
            [(3, 4), (3, 5), (3, 4)],
            [(3, 4), (3, 4), (2, 4)],
            [(2, 3, 4), (1, 3, 4), (2, 3, 4)],
            [(2, 3, 4), (2, 3, 4), (3, 4)],
            [(4,), (3, 4), (3, 4)],
        ],
    )
    def test_shapes_that_disagree_raise(self, student, shapes):
        with pytest.raises(ValueError):
            student.scaled_dot_product_attention(*map(np.ones, shapes))

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(2, 3), (3, 2), (5, 3, 3)])
    def test_mask_of_another_shape_raises(self, student, shape):
        with pytest.raises(ValueError):
            student.scaled_dot_product_attention(*[np.ones((3, 3))] * 3, np.ones(shape, dtype=bool))


TestScaledDotProductAttentionBattery = universal_battery(
    "scaled_dot_product_attention", lambda rng: (*qkv(rng, 3, tq=3, tk=3), CAUSAL), call=attend, batch=(0, 1, 2)
)


def attend_back(module, dout, *arguments):
    return module.scaled_dot_product_attention_backward(dout, module.scaled_dot_product_attention(*arguments)[2])


@exercise("scaled_dot_product_attention_backward")
class TestScaledDotProductAttentionBackward:
    @pytest.mark.parametrize("position", [0, 1, 2], ids=["q", "k", "v"])
    def test_is_the_slope_of_the_output(self, student, reference, rng, position):
        arguments, dout = qkv(rng, tq=2, tk=3, dk=4, dv=2), rng.normal(size=(2, 2))
        mask = np.array([[True, True, False], [True, True, True]])

        def loss(values):
            moved = [*arguments[:position], values, *arguments[position + 1 :]]
            return float(np.sum(dout * attend(reference, *moved, mask)[0]))

        gradient = attend_back(student, dout, *arguments, mask)[position]
        assert_gradient(loss, arguments[position], gradient)

    @pytest.mark.parametrize("lead", [(), (2,), (2, 3)])
    def test_leading_axes(self, student, reference, rng, lead):
        arguments, dout = qkv(rng, *lead), rng.normal(size=(*lead, 4, 2))
        expected = attend_back(reference, dout, *arguments)
        assert_close(attend_back(student, dout, *arguments), expected)

    def test_square_with_causal_mask(self, student, reference, rng):
        arguments, dout = qkv(rng, tq=3, tk=3, dk=3, dv=3), rng.normal(size=(3, 3))
        expected = attend_back(reference, dout, *arguments, CAUSAL)
        assert_close(attend_back(student, dout, *arguments, CAUSAL), expected)

    def test_padding_mask_of_each_sentence(self, student, reference, rng):
        arguments, dout = qkv(rng, 2, 2, tk=3), rng.normal(size=(2, 2, 4, 2))
        expected = attend_back(reference, dout, *arguments, PADDING)
        assert_close(attend_back(student, dout, *arguments, PADDING), expected)

    @edge
    def test_masked_key_gets_no_gradient(self, student, reference, rng):
        (q, k, v), dout = qkv(rng), rng.normal(size=(4, 2))
        seen = [0, 2, 5]
        expected = attend_back(reference, dout, q, k[seen], v[seen])
        dq, dk, dv = attend_back(student, dout, q, k, v, np.isin(np.arange(6), seen))
        assert_close((dq, dk[seen], dv[seen]), expected)
        assert_close((dk[[1, 3, 4]], dv[[1, 3, 4]]), (np.zeros((3, 5)), np.zeros((3, 2))))

    @edge
    def test_query_that_may_look_at_nothing_gets_no_gradient(self, student, reference, rng):
        (q, k, v), dout = qkv(rng, tq=3, tk=4), rng.normal(size=(3, 2))
        mask = np.array([[True, True, False, True], [False] * 4, [False, False, True, True]])
        expected = attend_back(reference, dout, q, k, v, mask)
        assert_close(expected[0][1], np.zeros(5))
        with np.errstate(invalid="raise", divide="raise"):
            found = attend_back(student, dout, q, k, v, mask)
        assert_close(found, expected)

    @edge
    def test_one_key_passes_everything_to_its_value(self, student, rng):
        (q, k, v), dout = qkv(rng, tk=1), rng.normal(size=(4, 2))
        expected = np.zeros((4, 5)), np.zeros((1, 5)), dout.sum(axis=0, keepdims=True)
        assert_close(attend_back(student, dout, q, k, v), expected)

    @edge
    def test_same_cache_twice(self, student, reference, rng):
        arguments, (first, second) = qkv(rng), rng.normal(size=(2, 4, 2))
        cache = reference.scaled_dot_product_attention(*arguments)[2]
        expected = [reference.scaled_dot_product_attention_backward(dout, cache) for dout in (first, second)]
        cache = student.scaled_dot_product_attention(*arguments)[2]
        for dout, gradients in zip((first, second), expected, strict=True):
            assert_close(student.scaled_dot_product_attention_backward(dout, cache), gradients)

    @edge
    def test_integers(self, student, reference):
        arguments = np.array([[1]]), np.array([[1], [-1]]), np.array([[2], [4]])
        expected = attend_back(reference, np.array([[3]]), *arguments)
        assert_close(attend_back(student, np.array([[3]]), *arguments), expected)

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(2, 3, 2), (2, 4, 3), (1, 4, 2), (4, 2), (2, 1, 2)])
    def test_gradient_of_another_shape_raises(self, student, rng, shape):
        cache = student.scaled_dot_product_attention(*qkv(rng, 2))[2]
        with pytest.raises(ValueError):
            student.scaled_dot_product_attention_backward(np.ones(shape), cache)


TestScaledDotProductAttentionBackwardBattery = universal_battery(
    "scaled_dot_product_attention_backward",
    lambda rng: (rng.normal(size=(3, 3, 2)), *qkv(rng, 3, tq=3, tk=3), CAUSAL),
    call=attend_back,
    batch=(0, 1, 2, 3),
)


@exercise("split_heads")
class TestSplitHeads:
    @pytest.mark.parametrize("shape", [(2, 5, 6), (2, 3, 6), (3, 3, 3)])
    def test_head_j_owns_the_block_j_of_columns(self, student, rng, shape):
        n, t, d = shape
        x, expected = rng.normal(size=shape), np.zeros((n, 3, t, d // 3))
        for i, j, step, c in np.ndindex(expected.shape):
            expected[i, j, step, c] = x[i, step, j * (d // 3) + c]
        assert_close(student.split_heads(x, 3), expected)

    @pytest.mark.parametrize("shape", [(2, 3, 5, 2), (2, 3, 3, 2), (3, 3, 3, 3)])
    def test_merging_puts_the_heads_side_by_side(self, student, rng, shape):
        heads = rng.normal(size=shape)
        expected = np.concatenate([heads[:, j] for j in range(shape[1])], axis=-1)
        assert_close(student.merge_heads(heads), expected)

    def test_merging_undoes_splitting(self, student, reference, rng):
        x = rng.normal(size=(2, 3, 12))
        before, expected = x.copy(), reference.split_heads(x, 4).copy()
        heads = student.split_heads(x, 4)
        assert_close(heads, expected)
        assert_close(student.merge_heads(heads), before)

    @edge
    def test_one_head_has_everything(self, student, rng):
        merged = rng.normal(size=(2, 3, 4))
        apart = merged[:, None].copy()
        assert_close(student.split_heads(merged.copy(), 1), apart)
        assert_close(student.merge_heads(apart.copy()), merged)

    @edge
    def test_as_many_heads_as_columns(self, student, rng):
        merged = rng.normal(size=(2, 3, 4))
        apart = merged.transpose(0, 2, 1)[..., None].copy()
        assert_close(student.split_heads(merged.copy(), 4), apart)
        assert_close(student.merge_heads(apart.copy()), merged)

    @edge
    def test_a_real_width(self, student, rng):
        x = rng.normal(size=(1, 2, 768))
        before, expected = x.copy(), x[:, 1, 640:704].copy()
        heads = student.split_heads(x, 12)
        assert_close(heads[:, 10, 1], expected)
        assert_close(student.merge_heads(heads), before)

    @edge
    def test_integers(self, student):
        merged = np.arange(8.0).reshape(1, 2, 4)
        apart = np.array([[[[0.0, 1.0], [4.0, 5.0]], [[2.0, 3.0], [6.0, 7.0]]]])
        assert_close(student.split_heads(merged.astype(int), 2), apart)
        assert_close(student.merge_heads(apart.astype(int)), merged)

    @robust
    @expects_error
    @pytest.mark.parametrize("n_heads", [4, 12, 0, -2])
    def test_number_that_does_not_divide_the_width_raises(self, student, n_heads):
        with pytest.raises(ValueError):
            student.split_heads(np.ones((1, 2, 6)), n_heads)

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(2, 6), (2, 3, 2, 6), (6,)])
    def test_splitting_other_than_three_axes_raises(self, student, shape):
        with pytest.raises(ValueError):
            student.split_heads(np.ones(shape), 2)

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(2, 3, 4), (1, 2, 3, 4, 5)])
    def test_merging_other_than_four_axes_raises(self, student, shape):
        with pytest.raises(ValueError):
            student.merge_heads(np.ones(shape))


TestSplitHeadsBattery = universal_battery("split_heads", lambda rng: (rng.normal(size=(2, 3, 6)), 3), batch=0)
TestMergeHeadsBattery = universal_battery(
    "merge_heads", lambda rng: (rng.normal(size=(2, 3, 4, 2)),), exercise="split_heads", batch=0
)


def look(module, *arguments):
    out, weights, _ = module.multi_head_attention(*arguments)
    return out, weights


def look_by_hand(xq, xkv, p, n_heads, mask=True):
    """Attention head by head on slices of the columns."""
    q, k, v = xq @ p["Wq"] + p["bq"], xkv @ p["Wk"] + p["bk"], xkv @ p["Wv"] + p["bv"]
    dk = xq.shape[-1] // n_heads
    weights, outs = [], []
    for head in range(n_heads):
        own = slice(head * dk, (head + 1) * dk)
        scores = np.einsum("nqd,nkd->nqk", q[..., own], k[..., own]) / math.sqrt(dk)
        weights.append(softmax(np.where(mask, scores, -np.inf)))
        outs.append(weights[-1] @ v[..., own])
    return np.concatenate(outs, axis=-1) @ p["Wo"] + p["bo"], np.stack(weights, axis=1)


@exercise("multi_head_attention")
class TestMultiHeadAttention:
    @pytest.mark.parametrize(("tq", "tk"), [(4, 5), (3, 3)])
    def test_cross_attention_head_by_head(self, student, rng, tq, tk):
        xq, xkv, p = rng.normal(size=(2, tq, 6)), rng.normal(size=(2, tk, 6)), attention_parameters(rng, 6)
        expected = look_by_hand(xq, xkv, p, 3)
        assert_close(look(student, xq, xkv, p, 3), expected)

    def test_self_attention_under_both_masks(self, student, rng):
        x, p = rng.normal(size=(2, 3, 6)), attention_parameters(rng, 6)
        mask = CAUSAL & PADDING
        expected = look_by_hand(x, x, p, 2, mask[:, 0])
        assert_close(look(student, x, x, p, 2, mask), expected)

    def test_square(self, student, rng):
        x, p = rng.normal(size=(4, 4, 4)), attention_parameters(rng, 4)
        expected = look_by_hand(x, x, p, 4)
        assert_close(look(student, x, x, p, 4), expected)

    @edge
    def test_one_head(self, student, rng):
        xq, xkv, p = rng.normal(size=(1, 2, 6)), rng.normal(size=(1, 2, 6)), attention_parameters(rng, 6)
        expected = look_by_hand(xq, xkv, p, 1)
        assert_close(look(student, xq, xkv, p, 1), expected)

    @edge
    def test_each_head_may_have_a_mask_of_its_own(self, student, reference, rng):
        x, p = rng.normal(size=(2, 3, 4)), attention_parameters(rng, 4)
        mask = np.stack([CAUSAL, CAUSAL.T])
        expected = look(reference, x, x, p, 2, mask)
        assert_close(look(student, x, x, p, 2, mask), expected)

    @edge
    def test_reordering_the_tokens_reorders_the_output(self, student, reference, rng):
        x, p, order = rng.normal(size=(2, 5, 4)), attention_parameters(rng, 4), rng.permutation(5)
        expected, weights = look(reference, x, x, p, 2)
        found = look(student, x[:, order], x[:, order], p, 2)
        assert_close(found, (expected[:, order], weights[:, :, order][..., order]))

    @edge
    def test_sentence_of_padding_alone_leaves_the_last_bias(self, student, rng):
        x, p = rng.normal(size=(2, 3, 4)), attention_parameters(rng, 4)
        mask = np.array([True, False])[:, None, None, None]
        expected = np.concatenate([look_by_hand(x[:1], x[:1], p, 2)[0], np.broadcast_to(p["bo"], (1, 3, 4))])
        out, weights = look(student, x, x, p, 2, mask)
        assert_close(out, expected)
        assert_close(weights[1], np.zeros((2, 3, 3)))

    @edge
    def test_integers(self, student):
        p = {f"W{name}": np.eye(2, dtype=int) for name in "qkvo"} | {f"b{name}": np.array([1, 0]) for name in "qkvo"}
        out, weights = look(student, np.zeros((1, 1, 2), dtype=int), np.array([[[1, 2], [1, 4]]]), p, 2)
        assert_close(weights, np.full((1, 2, 1, 2), 0.5))
        assert_close(out, np.array([[[3.0, 3.0]]]))

    @robust
    @expects_error
    @pytest.mark.parametrize("n_heads", [4, 0])
    def test_number_that_does_not_divide_the_width_raises(self, student, rng, n_heads):
        x = np.ones((1, 2, 6))
        with pytest.raises(ValueError):
            student.multi_head_attention(x, x, attention_parameters(rng, 6), n_heads)

    @robust
    @expects_error
    @pytest.mark.parametrize("shapes", [[(2, 3, 4), (2, 3, 6)], [(2, 3, 6), (1, 3, 6)], [(3, 6), (3, 6)]])
    def test_shapes_that_disagree_raise(self, student, rng, shapes):
        with pytest.raises(ValueError):
            student.multi_head_attention(*map(np.ones, shapes), attention_parameters(rng, 6), 2)

    @robust
    @expects_error
    def test_mask_of_another_shape_raises(self, student, rng):
        x = np.ones((2, 3, 6))
        with pytest.raises(ValueError):
            student.multi_head_attention(x, x, attention_parameters(rng, 6), 2, np.ones((2, 4), dtype=bool))


TestMultiHeadAttentionBattery = universal_battery(
    "multi_head_attention",
    lambda rng: (rng.normal(size=(2, 4, 6)), rng.normal(size=(2, 3, 6)), attention_parameters(rng, 6), 3),
    call=look,
    batch=(0, 1),
)


def look_back(module, dout, *arguments):
    return module.multi_head_attention_backward(dout, module.multi_head_attention(*arguments)[2])


@exercise("multi_head_attention_backward")
class TestMultiHeadAttentionBackward:
    @pytest.mark.parametrize("position", [0, 1], ids=["xq", "xkv"])
    def test_is_the_slope_of_the_output(self, student, reference, rng, position):
        both, p = (rng.normal(size=(1, 2, 4)), rng.normal(size=(1, 3, 4))), attention_parameters(rng, 4)
        dout = rng.normal(size=(1, 2, 4))

        def loss(values):
            moved = (values, both[1]) if position == 0 else (both[0], values)
            return float(np.sum(dout * look(reference, *moved, p, 2)[0]))

        gradient = look_back(student, dout, *both, p, 2)[position]
        assert_gradient(loss, both[position], gradient)

    def test_slopes_of_the_parameters(self, student, reference, rng):
        xq, xkv, p = rng.normal(size=(2, 2, 2)), rng.normal(size=(2, 3, 2)), attention_parameters(rng, 2)
        dout = rng.normal(size=(2, 2, 2))
        _, _, grads = look_back(student, dout, xq, xkv, p, 2)
        assert_parameter_gradients(lambda moved: float(np.sum(dout * look(reference, xq, xkv, moved, 2)[0])), p, grads)

    def test_cross_attention(self, student, reference, rng):
        arguments = rng.normal(size=(2, 4, 6)), rng.normal(size=(2, 5, 6)), attention_parameters(rng, 6), 3
        dout = rng.normal(size=(2, 4, 6))
        expected = look_back(reference, dout, *arguments)
        assert_close(look_back(student, dout, *arguments), expected)

    def test_square_self_attention_under_both_masks(self, student, reference, rng):
        x, p, dout = rng.normal(size=(2, 3, 3)), attention_parameters(rng, 3), rng.normal(size=(2, 3, 3))
        expected = look_back(reference, dout, x, x, p, 3, CAUSAL & PADDING)
        assert_close(look_back(student, dout, x, x, p, 3, CAUSAL & PADDING), expected)

    @edge
    def test_one_head(self, student, reference, rng):
        arguments = rng.normal(size=(1, 2, 4)), rng.normal(size=(1, 3, 4)), attention_parameters(rng, 4), 1
        dout = rng.normal(size=(1, 2, 4))
        expected = look_back(reference, dout, *arguments)
        assert_close(look_back(student, dout, *arguments), expected)

    @edge
    def test_as_many_heads_as_tokens(self, student, reference, rng):
        arguments = rng.normal(size=(2, 3, 6)), rng.normal(size=(2, 3, 6)), attention_parameters(rng, 6), 3
        dout = rng.normal(size=(2, 3, 6))
        expected = look_back(reference, dout, *arguments)
        assert_close(look_back(student, dout, *arguments), expected)

    @edge
    def test_padding_gets_no_gradient(self, student, reference, rng):
        x, p, dout = rng.normal(size=(2, 3, 4)), attention_parameters(rng, 4), rng.normal(size=(2, 3, 4))
        expected = look_back(reference, dout, x, x, p, 2, PADDING)
        assert_close(expected[1][1, 2], np.zeros(4))
        assert_close(look_back(student, dout, x, x, p, 2, PADDING), expected)

    @edge
    def test_same_cache_twice(self, student, reference, rng):
        arguments = rng.normal(size=(1, 2, 4)), rng.normal(size=(1, 3, 4)), attention_parameters(rng, 4), 2
        first, second = rng.normal(size=(2, 1, 2, 4))
        expected = [look_back(reference, dout, *arguments) for dout in (first, second)]
        cache = student.multi_head_attention(*arguments)[2]
        for dout, gradients in zip((first, second), expected, strict=True):
            assert_close(student.multi_head_attention_backward(dout, cache), gradients)

    @robust
    @expects_error
    @pytest.mark.parametrize("shape", [(2, 2, 4), (2, 3, 2), (1, 3, 4), (3, 4)])
    def test_gradient_of_another_shape_raises(self, student, rng, shape):
        x = rng.normal(size=(2, 3, 4))
        cache = student.multi_head_attention(x, x, attention_parameters(rng, 4), 2)[2]
        with pytest.raises(ValueError):
            student.multi_head_attention_backward(np.ones(shape), cache)


TestMultiHeadAttentionBackwardBattery = universal_battery(
    "multi_head_attention_backward",
    # small parameters keep the rounding of float32 well below what is tolerated
    lambda rng: (
        *rng.normal(size=(2, 2, 3, 4)),
        rng.normal(size=(2, 5, 4)),
        {name: values / 2 for name, values in attention_parameters(rng, 4).items()},
        2,
    ),
    call=look_back,
)


def residual(rng, *shape):
    """x, sub, gamma and beta."""
    return (*rng.normal(size=(2, *shape)), rng.normal(size=shape[-1]), rng.normal(size=shape[-1]))


def normed(module, *arguments):
    out, _ = module.add_and_norm(*arguments)
    return out


def normed_back(module, dout, *arguments):
    return module.add_and_norm_backward(dout, module.add_and_norm(*arguments)[1])


@exercise("add_and_norm")
class TestAddAndNorm:
    @pytest.mark.parametrize("shape", [(2, 3, 4), (5, 6), (4, 4)])
    def test_normalises_the_sum(self, student, rng, shape):
        x, sub, gamma, beta = residual(rng, *shape)
        total = x + sub
        mean = total.sum(axis=-1, keepdims=True) / shape[-1]
        variance = ((total - mean) ** 2).sum(axis=-1, keepdims=True) / shape[-1]
        expected = gamma * (total - mean) / np.sqrt(variance + 1e-5) + beta
        assert_close(normed(student, x, sub, gamma, beta), expected)

    @pytest.mark.parametrize("position", [0, 1, 2, 3], ids=["x", "sub", "gamma", "beta"])
    def test_is_the_slope_of_the_output(self, student, reference, rng, position):
        arguments, dout = residual(rng, 2, 3), rng.normal(size=(2, 3))

        def loss(values):
            moved = [*arguments[:position], values, *arguments[position + 1 :]]
            return float(np.sum(dout * normed(reference, *moved)))

        gradient = normed_back(student, dout, *arguments)[position]
        assert_gradient(loss, arguments[position], gradient)

    @pytest.mark.parametrize("shape", [(2, 3, 4), (4, 4)])
    def test_backward_agrees_with_the_reference(self, student, reference, rng, shape):
        arguments, dout = residual(rng, *shape), rng.normal(size=shape)
        expected = normed_back(reference, dout, *arguments)
        assert_close(normed_back(student, dout, *arguments), expected)

    @edge
    def test_sublayer_of_zeros_leaves_the_norm_of_x(self, student, reference, rng):
        x, _, gamma, beta = residual(rng, 2, 3, 4)
        expected = reference.layer_norm_forward(x, gamma, beta)[0]
        assert_close(normed(student, x, np.zeros_like(x), gamma, beta), expected)

    @edge
    def test_term_that_undoes_the_other_leaves_beta(self, student, rng):
        x, _, gamma, beta = residual(rng, 2, 3, 4)
        expected = np.broadcast_to(beta, x.shape).copy()
        assert_close(normed(student, x, -x, gamma, beta), expected)

    @edge
    def test_epsilon_shows_where_the_spread_is_small(self, student):
        x, zero = np.array([[0.002, -0.002]]), np.zeros((1, 2))
        expected = np.array([[1.0, -1.0]]) * 0.002 / math.sqrt(4e-6 + 1e-5)
        assert_close(normed(student, x, zero, np.ones(2), np.zeros(2)), expected)

    @edge
    def test_small_integers_are_added_as_floats(self, student):
        x, ones = np.array([[100, -100]], dtype=np.int8), np.ones(2, dtype=np.int8)
        unit = 200 / math.sqrt(200**2 + 1e-5)
        assert_close(normed(student, x, x, ones, ones), np.array([[1 + unit, 1 - unit]]))

    @edge
    def test_two_gradients_are_two_arrays(self, student, reference, rng):
        arguments, dout = residual(rng, 2, 4), rng.normal(size=(2, 4))
        expected = normed_back(reference, dout, *arguments)[:2]
        dx, dsub, _, _ = normed_back(student, dout, *arguments)
        assert_close((dx, dsub), expected)
        assert_close(np.shares_memory(dx, dsub), expected=False)  # or a change of one would change both

    @edge
    def test_same_cache_twice(self, student, reference, rng):
        arguments, (first, second) = residual(rng, 3, 4), rng.normal(size=(2, 3, 4))
        expected = [normed_back(reference, dout, *arguments) for dout in (first, second)]
        _, cache = student.add_and_norm(*arguments)
        for dout, gradients in zip((first, second), expected, strict=True):
            assert_close(student.add_and_norm_backward(dout, cache), gradients)

    @robust
    @expects_error
    @pytest.mark.parametrize(
        "shapes",
        [
            [(2, 3, 4), (3, 4), (4,), (4,)],
            [(3, 4), (2, 3, 4), (4,), (4,)],
            [(2, 4), (2, 1), (4,), (4,)],
            [(2, 4), (2, 4), (3,), (4,)],
            [(2, 4), (2, 4), (4,), (1,)],
        ],
    )
    def test_shapes_that_disagree_raise(self, student, shapes):
        with pytest.raises(ValueError):
            student.add_and_norm(*map(np.ones, shapes))


TestAddAndNormBattery = universal_battery("add_and_norm", lambda rng: residual(rng, 2, 3, 4), call=normed, batch=(0, 1))
TestAddAndNormBackwardBattery = universal_battery(
    "add_and_norm_backward",
    lambda rng: (rng.normal(size=(2, 3, 4)), *residual(rng, 2, 3, 4)),
    exercise="add_and_norm",
    call=normed_back,
)


def feed(module, *arguments, **options):
    out, _ = module.position_wise_ffn(*arguments, **options)
    return out


def feed_back(module, dout, *arguments, **options):
    return module.position_wise_ffn_backward(dout, module.position_wise_ffn(*arguments, **options)[1])


def training(seed, rate=0.4):
    """The options of a run with dropout, the same draw each time."""
    return {"dropout": rate, "rng": np.random.default_rng(seed), "training": True}


@exercise("position_wise_ffn")
class TestPositionWiseFfn:
    @pytest.mark.parametrize(("shape", "width"), [((2, 3, 4), 7), ((5, 4), 3), ((4, 4, 4), 4)])
    def test_forward_token_by_token(self, student, rng, shape, width):
        x, p = rng.normal(size=shape), ffn_parameters(rng, 4, width)
        expected = np.zeros(shape)
        for place in np.ndindex(shape[:-1]):
            hidden = [max(0.0, float(x[place] @ w + b)) for w, b in zip(p["W1"].T, p["b1"], strict=True)]
            expected[place] = np.array(hidden) @ p["W2"] + p["b2"]
        assert_close(feed(student, x, p), expected)

    def test_dropout_between_the_layers(self, student, reference, rng):
        x, p, seed = rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7), int(rng.integers(1000))
        expected = feed(reference, x, p, **training(seed))
        assert_close(feed(student, x, p, **training(seed)), expected)

    def test_is_the_slope_of_the_output(self, student, reference, rng):
        x, p, dout = rng.normal(size=(2, 1, 3)), ffn_parameters(rng, 3, 4), rng.normal(size=(2, 1, 3))
        dx, grads = feed_back(student, dout, x, p)
        assert_gradient(lambda values: float(np.sum(dout * feed(reference, values, p))), x, dx)
        assert_parameter_gradients(lambda moved: float(np.sum(dout * feed(reference, x, moved))), p, grads)

    def test_backward_with_dropout(self, student, reference, rng):
        x, p, seed = rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7), int(rng.integers(1000))
        dout = rng.normal(size=(2, 3, 4))
        expected = feed_back(reference, dout, x, p, **training(seed))
        assert_close(feed_back(student, dout, x, p, **training(seed)), expected)

    def test_backward_square(self, student, reference, rng):
        x, p, dout = rng.normal(size=(4, 4)), ffn_parameters(rng, 4, 4), rng.normal(size=(4, 4))
        expected = feed_back(reference, dout, x, p)
        assert_close(feed_back(student, dout, x, p), expected)

    @edge
    def test_token_alone_is_token_in_a_sentence(self, student, reference, rng):
        x, p = rng.normal(size=(2, 5, 4)), ffn_parameters(rng, 4, 7)
        expected = feed(reference, x, p)
        assert_close(feed(student, x[1:, 2:3], p), expected[1:, 2:3])
        assert_close(feed(student, x[0, 4], p), expected[0, 4])

    @edge
    def test_no_dropout_outside_of_training(self, student, rng):
        x, p = rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7)
        expected = np.maximum(x @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"]
        assert_close(feed(student, x, p, 0.9, np.random.default_rng(1)), expected)
        assert_close(feed(student, x, p, dropout=0.9), expected)

    @edge
    def test_backward_outside_of_training(self, student, reference, rng):
        x, p, dout = rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7), rng.normal(size=(2, 3, 4))
        expected = feed_back(reference, dout, x, p)
        assert_close(feed_back(student, dout, x, p, 0.9, np.random.default_rng(1)), expected)

    @edge
    def test_training_without_dropout(self, student, reference, rng):
        x, p = rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7)
        expected = feed(reference, x, p)
        assert_close(feed(student, x, p, rng=np.random.default_rng(1), training=True), expected)

    @edge
    def test_dropped_share_follows_the_rate(self, student):
        p = {"W1": np.ones((1, 2000)), "b1": np.zeros(2000), "W2": np.full((2000, 1), 1 / 2000), "b2": np.zeros(1)}
        # 2000 units of 1 or 0, raised by 1/(1 - p): the mean is 1, its standard deviation √(p/(1 - p)/2000) = 0.011
        for seed in range(3):
            out = feed(student, np.ones((1, 1)), p, **training(seed, 0.2))
            assert_close(out, np.ones((1, 1)), rtol=0, atol=0.05)
            assert_close(out == 1, np.array([[False]]))  # some units were dropped

    @edge
    def test_slope_of_the_relu_at_zero_is_zero(self, student):
        p = {
            "W1": np.array([[1.0, 1.0]]),
            "b1": np.array([0.0, 1.0]),
            "W2": np.array([[5.0], [7.0]]),
            "b2": np.zeros(1),
        }
        dx, grads = feed_back(student, np.array([[2.0]]), np.array([[0.0]]), p)
        assert_close(dx, np.array([[14.0]]))
        assert_close(grads["b1"], np.array([0.0, 14.0]))

    @edge
    def test_closed_units_leave_the_last_bias(self, student, rng):
        x, p = rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7)
        p["b1"] -= 100
        expected = np.broadcast_to(p["b2"], x.shape).copy()
        assert_close(feed(student, x, p), expected)
        dout = rng.normal(size=(2, 3, 4))
        zeros = {name: np.zeros_like(values) for name, values in p.items()}
        gradients = np.zeros_like(x), zeros | {"b2": dout.sum(axis=(0, 1))}
        assert_close(feed_back(student, dout, x, p), gradients)

    @edge
    def test_same_cache_twice(self, student, reference, rng):
        x, p, (first, second) = rng.normal(size=(3, 4)), ffn_parameters(rng, 4, 5), rng.normal(size=(2, 3, 4))
        expected = [feed_back(reference, dout, x, p) for dout in (first, second)]
        _, cache = student.position_wise_ffn(x, p)
        for dout, gradients in zip((first, second), expected, strict=True):
            assert_close(student.position_wise_ffn_backward(dout, cache), gradients)

    @robust
    def test_float32_stays_float32_under_dropout(self, student, reference, rng):
        x, p = rng.normal(size=(2, 4)).astype(np.float32), ffn_parameters(rng, 4, 7)
        p = {name: values.astype(np.float32) for name, values in p.items()}
        expected = feed(reference, x, p, **training(3)), feed_back(reference, x, x, p, **training(3))
        assert_close(feed(student, x, p, **training(3)), expected[0])
        assert_close(feed_back(student, x, x, p, **training(3)), expected[1])

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
    def test_shapes_that_disagree_raise(self, student, rng, name):
        p = ffn_parameters(rng, 4, 7)
        p[name] = p[name][..., :-1]
        with pytest.raises(ValueError):
            student.position_wise_ffn(np.ones((2, 4)), p)

    @robust
    @expects_error
    @pytest.mark.parametrize("rate", [1.0, -0.1])
    def test_impossible_rate_raises(self, student, rng, rate):
        with pytest.raises(ValueError):
            student.position_wise_ffn(np.ones((2, 4)), ffn_parameters(rng, 4, 7), **training(1, rate))


TestPositionWiseFfnBattery = universal_battery(
    "position_wise_ffn", lambda rng: (rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7)), call=feed, batch=0
)
TestPositionWiseFfnBackwardBattery = universal_battery(
    "position_wise_ffn_backward",
    lambda rng: (*rng.normal(size=(2, 2, 3, 4)), ffn_parameters(rng, 4, 7)),
    exercise="position_wise_ffn",
    call=feed_back,
)


def entropy(weights):
    return float(np.mean([-sum(w * math.log(w) for w in row if w > 0) for row in weights]))


@exercise("experiment_scale")
class TestExperimentScale:
    @pytest.mark.parametrize(("d_k", "n_pairs"), [(5, 9), (1, 4), (4, 4)])
    def test_spread_of_pinned_draws(self, student, d_k, n_pairs):
        generator = np.random.default_rng(11)
        q, k = generator.standard_normal((n_pairs, d_k)), generator.standard_normal((n_pairs, d_k))
        scores = [float(a @ b) for a, b in zip(q, k, strict=True)]
        mean = sum(scores) / n_pairs
        expected = math.sqrt(sum((score - mean) ** 2 for score in scores) / n_pairs)
        assert_close(student.score_spread(d_k, n_pairs, np.random.default_rng(11)), expected)

    def test_spread_is_the_root_of_the_width(self, student, rng):
        # the estimate from n draws is off by 1/√(2n), 1 % of it
        assert_close(student.score_spread(64, 5000, rng), 8.0, rtol=0.06, atol=0)

    @pytest.mark.parametrize("d_k", [1, 4, 16, 64])
    def test_entropy_with_and_without_the_scale(self, student, rng, d_k):
        q, k = rng.normal(size=(5, d_k)), rng.normal(size=(7, d_k))
        expected = entropy(softmax(q @ k.T / math.sqrt(d_k))), entropy(softmax(q @ k.T))
        found = student.mean_attention_entropy(q, k, scaled=True), student.mean_attention_entropy(q, k, scaled=False)
        assert_close(found, expected)

    @edge
    def test_entropy_where_one_key_has_everything(self, student):
        q, k = np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([[5000.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
        with np.errstate(divide="raise", invalid="raise"):
            found = student.mean_attention_entropy(q, k, scaled=False)
        assert_close(found, math.log(3) / 2)

    @edge
    def test_entropy_of_indifference(self, student, rng):
        q = rng.normal(size=(3, 4))
        assert_close(student.mean_attention_entropy(q, np.ones((6, 4)), scaled=True), math.log(6))


TestMeanAttentionEntropyBattery = universal_battery(
    "mean_attention_entropy",
    lambda rng: (rng.normal(size=(5, 4)), rng.normal(size=(7, 4))),
    exercise="experiment_scale",
    call=lambda module, q, k: module.mean_attention_entropy(q, k, scaled=False),
)


@exercise("experiment_positions")
class TestExperimentPositions:
    def test_encoding_knows_distances_alone(self, student, reference):
        encoding = reference.sinusoidal_positional_encoding(12, 8)
        omega = 1 / 10000 ** (np.arange(4) / 4)
        expected = np.array([float(np.cos(k * omega).sum()) for k in range(12)])
        profile, spread = student.distance_profile(encoding)
        assert_close(profile, expected)
        assert_close(spread, 0.0)

    @pytest.mark.parametrize("shape", [(6, 4), (3, 5), (4, 4)])
    def test_agrees_with_a_loop(self, student, rng, shape):
        encoding = rng.normal(size=shape)
        pairs = [[float(encoding[p] @ encoding[p + k]) for p in range(shape[0] - k)] for k in range(shape[0])]
        profile = np.array([sum(products) / len(products) for products in pairs])
        spread = max(abs(one - mean) for products, mean in zip(pairs, profile, strict=True) for one in products)
        assert_close(student.distance_profile(encoding), (profile, float(spread)))

    def test_deviations_count_on_either_side(self, student):
        # products with themselves: 16, 16, 1 around 11, and 1, 1, 16 around 6
        assert_close(student.distance_profile(np.array([[4.0], [4.0], [1.0]])), (np.array([11.0, 10.0, 4.0]), 10.0))
        assert_close(student.distance_profile(np.array([[1.0], [1.0], [4.0]])), (np.array([6.0, 2.5, 4.0]), 10.0))

    @edge
    def test_one_position(self, student):
        assert_close(student.distance_profile(np.array([[3.0, 4.0]])), (np.array([25.0]), 0.0))

    @edge
    def test_sine_without_its_cosine_spoils_it(self, student, reference):
        expected = reference.distance_profile(reference.sinusoidal_positional_encoding(6, 5))
        assert_close(student.distance_profile(reference.sinusoidal_positional_encoding(6, 5)), expected)


TestDistanceProfileBattery = universal_battery(
    "distance_profile", lambda rng: (rng.normal(size=(5, 4)),), exercise="experiment_positions"
)


def reordering(rng, n=2, t=5, d=4, n_heads=2):
    encoding, cycle, order = rng.normal(size=(t, d)), rng.permutation(t), np.arange(t)
    order[cycle] = np.roll(cycle, 1)  # one cycle through all tokens: none stays where it is
    return rng.normal(size=(n, t, d)), encoding, attention_parameters(rng, d), n_heads, order


@exercise("experiment_order")
class TestExperimentOrder:
    def test_gap_head_by_head(self, student, rng):
        x, encoding, p, n_heads, order = reordering(rng)
        before, after = x[:, order] + encoding, x + encoding
        first, second = look_by_hand(before, before, p, n_heads)[0], look_by_hand(after, after, p, n_heads)[0]
        expected = float(np.abs(first - second[:, order]).max())
        assert_close(student.order_gap(x, encoding, p, n_heads, order), expected)

    def test_without_an_encoding_there_is_none(self, student, reference, rng):
        x, encoding, p, n_heads, order = reordering(rng, d=6, n_heads=3)
        expected = reference.order_gap(x, encoding, p, n_heads, order)
        assert_close(student.order_gap(x, encoding, p, n_heads, order), expected)
        assert_close(student.order_gap(x, 0 * encoding, p, n_heads, order), 0.0, rtol=0, atol=1e-12)

    def test_order_is_not_its_own_inverse(self, student, reference, rng):
        x, encoding, p, n_heads, _ = reordering(rng, t=3)
        order = np.array([1, 2, 0])
        expected = reference.order_gap(x, encoding, p, n_heads, order)
        assert_close(student.order_gap(x, encoding, p, n_heads, order), expected)

    @edge
    def test_square(self, student, reference, rng):
        arguments = reordering(rng, n=4, t=4)
        expected = reference.order_gap(*arguments)
        assert_close(student.order_gap(*arguments), expected)


TestOrderGapBattery = universal_battery("order_gap", reordering, exercise="experiment_order")


@exercise("question_head_width")
class TestQuestionHeadWidth:
    def test_width(self, student):
        assert_close(student.answer_head_width(), 64)


@exercise("question_parameter_counts")
class TestQuestionParameterCounts:
    def test_attention(self, student):
        attention, _ = student.answer_parameter_counts()
        assert_close(attention, 1050624)

    def test_feed_forward_network(self, student):
        _, network = student.answer_parameter_counts()
        assert_close(network, 2099712)


@exercise("question_cross_attention")
class TestQuestionCrossAttention:
    def test_statement(self, student):
        assert_close(student.answer_cross_attention(), 2)
