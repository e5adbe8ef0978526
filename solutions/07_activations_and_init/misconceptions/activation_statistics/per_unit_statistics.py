"""The spread of each unit, averaged over the units.

Hint: Is the spread measured over all entries together, or unit by unit?

힌트: 퍼짐을 모든 원소에 대해 한꺼번에 재나요, 유닛마다 따로 재나요?
"""


def activation_statistics(x, weights, activation):
    h, layers = _check_layers(x, weights)
    means, stds = [], []
    for W in layers:
        h = activation(h @ W)
        means.append(h.mean())
        stds.append(h.std(axis=0).mean())
    return np.array(means), np.array(stds)
