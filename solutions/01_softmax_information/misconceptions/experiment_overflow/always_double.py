"""The scores are converted to float64, so that every dtype breaks at the same scale.

Hint: Print the dtype of the array that naive_softmax is given. Is it still that of the argument?

힌트: naive_softmax에 넘기는 배열의 dtype을 출력해 보세요. 인자의 dtype 그대로인가요?
"""


def first_broken_scale(x, scales):
    x = np.asarray(x, dtype=np.float64)
    return next((float(s) for s in scales if np.isnan(naive_softmax(float(s) * x)).any()), None)
