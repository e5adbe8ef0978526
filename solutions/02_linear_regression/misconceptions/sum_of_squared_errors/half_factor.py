"""A factor ½ stands in front.

Published: half the sum of squares is the cost of Bishop's Pattern Recognition and Machine Learning,
equation (3.12), where it cancels the 2 of the derivative.

Hint: Some books add a convenient constant in front; does ours?

힌트: 어떤 책은 편의상 앞에 상수를 붙입니다. 우리 식에도 있나요?
"""


def sum_of_squared_errors(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = X @ beta - y
    return 0.5 * float(r @ r)
