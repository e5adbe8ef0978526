"""The loss has a factor one half, and so has its gradient.

Published: half the mean of the squares is common, since its gradient has no 2.

Hint: Predict 1 everywhere where 0 is right: what is the mean of the squares, and what does your loss say?

힌트: 정답이 0인데 모두 1로 예측해 보세요. 제곱의 평균은 얼마이고, 함수가 돌려준 손실은 얼마인가요?
"""


def mse_loss(pred, target):
    pred = as_float(pred)
    difference = pred - _check_shape(target, pred.shape)
    if not difference.size:
        raise ValueError("the mean of no entries is not defined")
    return float(np.mean(difference**2) / 2), difference / difference.size
