"""The definition as it stands, infinity divided by infinity on either far end.

Hint: What is infinity divided by infinity? Try 1000.

힌트: 무한대 나누기 무한대는 무엇인가요? 1000을 넣어 보세요.
"""


def tanh(x):
    x = as_float(x)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
