"""The smallest step is taken for the best.

Hint: Plot the errors against h. Are they smallest at the left end?

힌트: h에 따른 오차를 그려 보세요. 왼쪽 끝에서 가장 작은가요?
"""


def best_steps(f, x, slope, steps):  # noqa: ARG001  not looking at the errors is the mistake
    return float(np.min(steps)), float(np.min(steps))
