"""The slope is that between the first and the last point.

Hint: Move a point in the middle: does your line notice?

힌트: 가운데 점 하나를 움직여 보세요. 구한 직선이 달라지나요?
"""


def order_of_error(steps, errors):
    return float(np.log(errors[-1] / errors[0]) / np.log(steps[-1] / steps[0]))
