"""The line has log h as a function of log error.

Hint: Which of the two quantities stands on the horizontal axis of your plot?

힌트: 그래프의 가로축은 두 양 중 어느 것인가요?
"""


def order_of_error(steps, errors):
    slope, _ = np.polyfit(np.log(errors), np.log(steps), 1)
    return float(slope)
