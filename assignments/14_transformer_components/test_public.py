"""The suite to work with: does an exercise basically work? The numbers are those of the handout, section 8.

The suite that counts tests more: other shapes, edge cases, and every error that a docstring promises.
"""

import math

import numpy as np
import pytest

from grader.testing import assert_close, assert_unchanged, exercise, numerical_gradient

# One query, two keys with the scores 2 and 0 before the scale, two values.
Q = np.array([[2.0, 0.0, 0.0, 0.0]])
K = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
V = np.array([[1.0, 0.0], [0.0, 1.0]])
FIRST = 1 / (1 + math.exp(-1.0))  # 0.7311, the weight of the first key

# A layer of attention that only doubles what the heads found.
EYES = {"Wq": np.eye(4), "Wk": np.eye(4), "Wv": np.eye(4), "Wo": 2 * np.eye(4)}
PARAMETERS = EYES | {name: np.zeros(4) for name in ("bq", "bk", "bv", "bo")}

# A feed-forward network with one unit for each sign.
SIGNS = {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2), "W2": np.array([[2.0], [3.0]]), "b2": np.array([0.5])}


@exercise("sinusoidal_positional_encoding")
class TestSinusoidalPositionalEncoding:
    def test_two_positions(self, student):
        expected = np.array([[0.0, 1.0, 0.0, 1.0], [math.sin(1), math.cos(1), math.sin(0.01), math.cos(0.01)]])
        assert_close(student.sinusoidal_positional_encoding(2, 4), expected)

    @pytest.mark.expects_error
    def test_no_columns_raise(self, student):
        with pytest.raises(ValueError):
            student.sinusoidal_positional_encoding(3, 0)


@exercise("padding_mask")
class TestPaddingMask:
    def test_two_sentences(self, student):
        expected = np.array([[[[True, True, False]]], [[[True, False, False]]]])
        assert_close(student.padding_mask(np.array([[4, 2, 0], [3, 0, 0]]), 0), expected)

    @pytest.mark.expects_error
    def test_one_sentence_alone_raises(self, student):
        with pytest.raises(ValueError):
            student.padding_mask(np.array([4, 2, 0]), 0)


@exercise("causal_mask")
class TestCausalMask:
    def test_three_tokens(self, student):
        expected = np.array([[True, False, False], [True, True, False], [True, True, True]])
        assert_close(student.causal_mask(3), expected)


@exercise("scaled_dot_product_attention")
class TestScaledDotProductAttention:
    def test_two_keys(self, student):
        out, weights, _ = student.scaled_dot_product_attention(Q, K, V)
        assert_close(weights, np.array([[FIRST, 1 - FIRST]]))
        assert_close(out, np.array([[FIRST, 1 - FIRST]]))

    def test_masked_key_has_no_weight(self, student):
        out, weights, _ = student.scaled_dot_product_attention(Q, K, V, np.array([False, True]))
        assert_close(weights, np.array([[0.0, 1.0]]))
        assert_close(out, np.array([[0.0, 1.0]]))

    @pytest.mark.expects_error
    def test_keys_of_another_width_raise(self, student):
        with pytest.raises(ValueError):
            student.scaled_dot_product_attention(Q, K[:, :3], V)


@exercise("scaled_dot_product_attention_backward")
class TestScaledDotProductAttentionBackward:
    def test_two_keys(self, student):
        _, _, cache = student.scaled_dot_product_attention(Q, K, V)
        dq, dk, dv = student.scaled_dot_product_attention_backward(np.array([[1.0, 0.0]]), cache)
        slope = FIRST * (1 - FIRST) / 2  # of the first weight, and the scale ½
        assert_close(dv, np.array([[FIRST, 0.0], [1 - FIRST, 0.0]]))
        assert_close(dq, slope * np.array([[1.0, -1.0, 0.0, 0.0]]))
        assert_close(dk, slope * np.array([[2.0, 0.0, 0.0, 0.0], [-2.0, 0.0, 0.0, 0.0]]))


@exercise("split_heads")
class TestSplitHeads:
    def test_each_head_gets_a_block_of_columns(self, student):
        x = np.array([[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]])
        heads = np.array([[[[1.0, 2.0], [5.0, 6.0]], [[3.0, 4.0], [7.0, 8.0]]]])
        assert_close(student.split_heads(x, 2), heads)
        assert_close(student.merge_heads(heads), x)

    @pytest.mark.expects_error
    def test_number_that_does_not_divide_the_width_raises(self, student):
        with pytest.raises(ValueError):
            student.split_heads(np.ones((1, 2, 6)), 4)


@exercise("multi_head_attention")
class TestMultiHeadAttention:
    def test_two_heads_look_at_different_tokens(self, student):
        xq = np.array([[[2.0, 0.0, 0.0, 2.0]]])
        xkv = np.array([[[math.sqrt(2), 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, math.sqrt(2)]]])
        likely = 1 / (1 + math.exp(-2.0))
        out, weights, _ = student.multi_head_attention(xq, xkv, PARAMETERS, 2)
        assert_close(weights, np.array([[[[likely, 1 - likely]], [[1 - likely, likely]]]]))
        assert_close(out, 2 * math.sqrt(2) * likely * np.array([[[1.0, 0.0, 0.0, 1.0]]]))


@exercise("multi_head_attention_backward")
class TestMultiHeadAttentionBackward:
    def test_indifferent_query(self, student):
        _, _, cache = student.multi_head_attention(np.zeros((1, 1, 4)), np.ones((1, 2, 4)), PARAMETERS, 2)
        dxq, dxkv, grads = student.multi_head_attention_backward(np.ones((1, 1, 4)), cache)
        # equal keys: no score has a gradient, and each of the two values half of 2 · dout
        assert_close((dxq, dxkv), (np.zeros((1, 1, 4)), np.ones((1, 2, 4))))
        assert_close(sorted(grads), sorted(PARAMETERS))
        assert_close(grads["Wv"], np.full((4, 4), 2.0))


@exercise("add_and_norm")
class TestAddAndNorm:
    def test_sum_is_normalised(self, student):
        out, _ = student.add_and_norm(np.array([[1.0, 2.0]]), np.array([[2.0, 5.0]]), np.ones(2), np.array([0.0, 5.0]))
        unit = 2 / math.sqrt(4 + 1e-5)
        assert_close(out, np.array([[-unit, 5 + unit]]))

    def test_both_terms_get_the_gradient(self, student):
        x, sub = np.array([[2.0, 1.0, -1.0, -2.0]]), np.array([[-1.0, 0.0, 0.0, 1.0]])
        _, cache = student.add_and_norm(x, sub, np.ones(4), np.ones(4))
        dx, dsub, dgamma, dbeta = student.add_and_norm_backward(np.array([[8.0, 4.0, 0.0, 0.0]]), cache)
        # to four digits, since ε is not quite nothing
        assert_close((dx, dsub), (np.array([[2.0, -2.0, 0.0, 0.0]]),) * 2, rtol=1e-4, atol=1e-4)
        assert_close((dgamma, dbeta), (np.array([8.0, 4.0, 0.0, 0.0]),) * 2, rtol=1e-4, atol=1e-4)

    @pytest.mark.expects_error
    def test_nothing_is_broadcast(self, student):
        with pytest.raises(ValueError):
            student.add_and_norm(np.ones((2, 3, 4)), np.ones((3, 4)), np.ones(4), np.ones(4))


@exercise("position_wise_ffn")
class TestPositionWiseFfn:
    def test_one_unit_for_each_sign(self, student):
        out, _ = student.position_wise_ffn(np.array([[[4.0], [-4.0]]]), SIGNS)
        assert_close(out, np.array([[[8.5], [12.5]]]))

    def test_backward(self, student):
        _, cache = student.position_wise_ffn(np.array([[[4.0], [-4.0]]]), SIGNS)
        dx, grads = student.position_wise_ffn_backward(np.array([[[1.0], [1.0]]]), cache)
        assert_close(dx, np.array([[[2.0], [-3.0]]]))
        assert_close((grads["W1"], grads["b2"]), (np.array([[8.0, -12.0]]), np.array([2.0])))

    def test_backward_is_the_slope_under_dropout(self, student):
        def run(values):
            return student.position_wise_ffn(values, SIGNS, 0.4, np.random.default_rng(1), training=True)

        x = np.array([[0.5], [-0.5], [2.0]])
        slope = numerical_gradient(lambda values: float(np.sum(run(values)[0])), x)
        before = x.copy()
        dx, _ = student.position_wise_ffn_backward(np.ones((3, 1)), run(x)[1])
        # a central difference is right to about eight digits
        assert_close(dx, slope, rtol=1e-5, atol=1e-6)
        assert_unchanged(before, x)


@exercise("experiment_scale")
class TestExperimentScale:
    def test_spread_is_near_the_root_of_the_width(self, student):
        assert_close(student.score_spread(16, 5000, np.random.default_rng(0)), 4.0, rtol=0.1)

    def test_entropy_of_two_keys(self, student):
        expected = -FIRST * math.log(FIRST) - (1 - FIRST) * math.log(1 - FIRST)
        assert_close(student.mean_attention_entropy(Q, K, scaled=True), expected)


@exercise("experiment_positions")
class TestExperimentPositions:
    def test_three_rows(self, student):
        assert_close(student.distance_profile(np.array([[1.0], [2.0], [4.0]])), (np.array([7.0, 5.0, 4.0]), 9.0))


@exercise("experiment_order")
class TestExperimentOrder:
    def test_encoding_makes_the_gap(self, student):
        x, encoding = np.array([[[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]]), np.zeros((2, 4))
        order = np.array([1, 0])
        assert_close(student.order_gap(x, encoding, PARAMETERS, 2, order), 0.0)
        encoding[1, 1] = 1.0
        assert student.order_gap(x, encoding, PARAMETERS, 2, order) > 0.1, "an encoding makes the order matter"


@exercise("question_head_width")
class TestQuestionHeadWidth:
    def test_answer_is_a_whole_number(self, student):
        assert isinstance(student.answer_head_width(), int), "return a whole number"


@exercise("question_parameter_counts")
class TestQuestionParameterCounts:
    def test_answer_is_two_whole_numbers(self, student):
        answer = student.answer_parameter_counts()
        assert isinstance(answer, tuple), "return two numbers: attention, feed-forward network"
        assert [isinstance(number, int) for number in answer] == [True, True], "both are whole numbers"


@exercise("question_cross_attention")
class TestQuestionCrossAttention:
    def test_answer_is_a_number_of_the_list(self, student):
        answer = student.answer_cross_attention()
        assert isinstance(answer, int), "return the number of the statement"
        assert 1 <= answer <= 3, "the statements are numbered from 1 to 3"
