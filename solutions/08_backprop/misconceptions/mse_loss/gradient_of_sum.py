"""The gradient is that of the sum, not of the mean.

Hint: Your loss is an average; what happens to its gradient when the batch doubles?

힌트: 손실은 평균입니다. 배치가 두 배가 되면 기울기는 어떻게 되나요?
"""


def mse_loss(pred, target):
    pred = as_float(pred)
    difference = pred - _check_shape(target, pred.shape)
    if not difference.size:
        raise ValueError("the mean of no entries is not defined")
    return float(np.mean(difference**2)), 2 * difference
