"""The logarithms of the sums lose their axis.

Hint: Compare your result on a square matrix with doing each row separately.

힌트: 정사각 행렬의 결과를 행 하나씩 계산한 결과와 비교해 보세요.
"""


def log_softmax(x, axis=-1):
    x = _check_x(x)
    return x - log_sum_exp(x, axis=axis)
