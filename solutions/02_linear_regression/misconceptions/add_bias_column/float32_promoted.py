"""The ones are float64 whatever X is, so that float32 comes back as float64.

Hint: Feed float32 and look at the dtype that comes back.

힌트: float32를 넣고 반환된 dtype을 확인해 보세요.
"""


def add_bias_column(X):
    X = _check_x(X)
    ones = np.ones((X.shape[0], 1))
    return np.concatenate([X, ones], axis=1)
