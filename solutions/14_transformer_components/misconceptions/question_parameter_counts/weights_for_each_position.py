"""One bias width is used for both layers of the feed-forward network.

Hint: Which width has the vector that the second layer adds?

힌트: 두 번째 층이 더하는 벡터의 너비는 얼마인가요?
"""


def answer_parameter_counts():
    return 1050624, 2 * (512 * 2048 + 2048)
