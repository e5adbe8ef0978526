"""The order is taken from one point, as a quotient of logarithms.

Hint: Multiply all errors by the same constant: should the order change?

힌트: 모든 오차에 같은 상수를 곱해 보세요. 차수가 달라져야 할까요?
"""


def order_of_error(steps, errors):
    return float(np.mean(np.log(errors) / np.log(steps)))
