"""What is told is whether the walk converges, not whether it swings.

Hint: Does a ball that rolls to rest without ever swinging count as underdamped in your function?

힌트: 한 번도 흔들리지 않고 멈추는 공도 이 함수에서는 흔들린다고 나오나요?
"""


def is_underdamped(beta, lr, curvature):
    return 0 < lr * curvature < 2 * (1 + beta)
