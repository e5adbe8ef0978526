"""The scheme "halved" is scaled by its variance.

Hint: For "halved", look at the first layer alone: how large should its spread be if the inputs have a spread
of one?

힌트: "halved"에서 첫 층만 살펴보세요. 입력의 퍼짐이 1일 때 그 층의 퍼짐은 얼마여야 하나요?
"""


def stds_through_depth(scheme, x, depth, rng):
    width = _check_matrix(x).shape[1]
    draws = {
        "small": lambda: gaussian_init(width, width, 0.01, rng),
        "large": lambda: gaussian_init(width, width, 0.5, rng),
        "halved": lambda: gaussian_init(width, width, 1 / (2 * width), rng),
        "xavier": lambda: xavier_normal(width, width, rng),
        "he": lambda: he_normal(width, width, rng),
    }
    if scheme not in draws:
        raise ValueError("there is no such scheme")
    weights = [draws[scheme]() for _ in range(depth)]
    return activation_statistics(x, weights, relu if scheme == "he" else tanh)[1]
