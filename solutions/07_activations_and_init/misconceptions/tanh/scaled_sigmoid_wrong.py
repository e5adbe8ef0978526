"""A sigmoid stretched upwards only, not along x.

Hint: Tanh is a sigmoid stretched in two directions; did you stretch both?

힌트: tanh는 sigmoid를 두 방향으로 늘인 것입니다. 둘 다 늘였나요?
"""


def tanh(x):
    x = as_float(x)
    return 2 / (1 + np.exp(-np.clip(x, -500, 500))) - 1
