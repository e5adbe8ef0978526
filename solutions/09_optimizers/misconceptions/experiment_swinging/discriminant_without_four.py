"""The discriminant lacks its factor 4.

Hint: Solve the quadratic equation on paper for β = 0.5 and ηλ = 0.1. What is under the root?

힌트: β = 0.5, ηλ = 0.1일 때 이차방정식을 손으로 풀어 보세요. 제곱근 안의 값은 얼마인가요?
"""


def is_underdamped(beta, lr, curvature):
    return (1 + beta - lr * curvature) ** 2 < beta
