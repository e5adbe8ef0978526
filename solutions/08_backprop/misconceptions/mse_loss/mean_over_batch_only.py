"""The gradient is divided by the number of samples, not of entries.

Published: a sum over the outputs and a mean over the samples is the habit of many textbooks; the loss must
then be taken in the same way.

Hint: With two outputs per sample, how many numbers does the mean run over?

힌트: 표본마다 출력이 두 개라면 평균은 몇 개의 수에 대한 것인가요?
"""


def mse_loss(pred, target):
    pred = as_float(pred)
    difference = pred - _check_shape(target, pred.shape)
    if not difference.size:
        raise ValueError("the mean of no entries is not defined")
    return float(np.mean(difference**2)), 2 * difference / len(difference)
