"""The 2 of the derivative of a square is missing.

Hint: Compare loss and gradient numerically: did both use the same constant?

힌트: 손실과 기울기를 수치로 비교해 보세요. 둘이 같은 상수를 쓰나요?
"""


def mse_loss(pred, target):
    pred = as_float(pred)
    difference = pred - _check_shape(target, pred.shape)
    if not difference.size:
        raise ValueError("the mean of no entries is not defined")
    return float(np.mean(difference**2)), difference / difference.size
