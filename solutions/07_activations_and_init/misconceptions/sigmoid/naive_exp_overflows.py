"""The definition as it stands, so that e^-x overflows on the far left.

Hint: Turn NumPy's overflow warning into an error and call your function with -1000.

힌트: NumPy의 오버플로 경고를 예외로 바꾼 뒤 -1000을 넣어 보세요.
"""


def sigmoid(x):
    x = as_float(x)
    return 1 / (1 + np.exp(-x))
