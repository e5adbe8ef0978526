"""He weights are followed by tanh, too.

Hint: Run "he" and look at the means: can they be near zero after the activation that these weights were made
for?

힌트: "he"를 돌려 평균을 살펴보세요. 이 가중치와 짝을 이루는 활성화를 거친 뒤에 평균이 0에 가까울 수 있나요?
"""


def stds_through_depth(scheme, x, depth, rng):
    width = _check_matrix(x).shape[1]
    draws = {
        "small": lambda: gaussian_init(width, width, 0.01, rng),
        "large": lambda: gaussian_init(width, width, 0.5, rng),
        "halved": lambda: gaussian_init(width, width, np.sqrt(1 / (2 * width)), rng),
        "xavier": lambda: xavier_normal(width, width, rng),
        "he": lambda: he_normal(width, width, rng),
    }
    if scheme not in draws:
        raise ValueError("there is no such scheme")
    weights = [draws[scheme]() for _ in range(depth)]
    return activation_statistics(x, weights, tanh)[1]
