"""The activation is called, but its result is dropped, so that the layers are linear.

Hint: Without the non-linearity, what kind of function is the whole stack?

힌트: 비선형 함수가 없다면 전체 층은 어떤 함수가 되나요?
"""


def activation_statistics(x, weights, activation):
    h, layers = _check_layers(x, weights)
    means, stds = [], []
    for W in layers:
        h = h @ W
        activation(h)
        means.append(h.mean())
        stds.append(h.std())
    return np.array(means), np.array(stds)
