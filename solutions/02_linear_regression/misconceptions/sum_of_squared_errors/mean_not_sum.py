"""The sum is divided by N.

Published: the mean squared error is the usual cost where data sets of several sizes are compared, and
the usual loss of neural networks.

Hint: Duplicate every sample: should this cost stay the same or double?

힌트: 모든 표본을 두 번씩 넣어 보세요. 이 비용은 그대로여야 할까요, 두 배여야 할까요?
"""


def sum_of_squared_errors(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = X @ beta - y
    return float(r @ r) / len(r)
