"""The largest logit is looked for among the samples.

Hint: How many predictions do you have, one for each sample or one for each class?

힌트: 예측이 몇 개인가요? 표본마다 하나인가요, 클래스마다 하나인가요?
"""


def accuracy(model, x, labels):
    best = np.argmax(model.forward(x), axis=0)
    return float(np.mean(best[labels] == labels))
