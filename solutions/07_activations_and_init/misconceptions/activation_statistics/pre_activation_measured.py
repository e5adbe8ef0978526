"""The numbers are taken before the activation.

Hint: Are the recorded numbers taken before or after the non-linearity?

힌트: 기록한 값은 비선형 함수를 거치기 전인가요, 후인가요?
"""


def activation_statistics(x, weights, activation):
    h, layers = _check_layers(x, weights)
    means, stds = [], []
    for W in layers:
        z = h @ W
        h = activation(z)
        means.append(z.mean())
        stds.append(z.std())
    return np.array(means), np.array(stds)
