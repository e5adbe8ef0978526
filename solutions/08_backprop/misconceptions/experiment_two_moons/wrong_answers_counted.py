"""The fraction of wrong predictions.

Hint: Should a better network have a larger or a smaller accuracy?

힌트: 네트워크가 좋아지면 정확도는 커져야 하나요, 작아져야 하나요?
"""


def accuracy(model, x, labels):
    return float(np.mean(np.argmax(model.forward(x), axis=1) != labels))
