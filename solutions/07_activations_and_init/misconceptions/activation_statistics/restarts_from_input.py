"""Every layer is handed the data.

Hint: What does the third layer receive: the data or the second layer's output?

힌트: 세 번째 층은 무엇을 입력받나요? 원래 데이터인가요, 두 번째 층의 출력인가요?
"""


def activation_statistics(x, weights, activation):
    start, layers = _check_layers(x, weights)
    means, stds = [], []
    for W in layers:
        h = activation(start @ W)
        means.append(h.mean())
        stds.append(h.std())
    return np.array(means), np.array(stds)
