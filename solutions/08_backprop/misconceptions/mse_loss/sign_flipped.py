"""The gradient points the other way.

Hint: Raise a prediction that is already too high: does the loss agree with the sign of your gradient?

힌트: 이미 너무 높은 예측을 더 올려 보세요. 손실의 변화가 기울기의 부호와 맞나요?
"""


def mse_loss(pred, target):
    pred = as_float(pred)
    difference = _check_shape(target, pred.shape) - pred
    if not difference.size:
        raise ValueError("the mean of no entries is not defined")
    return float(np.mean(difference**2)), 2 * difference / difference.size
