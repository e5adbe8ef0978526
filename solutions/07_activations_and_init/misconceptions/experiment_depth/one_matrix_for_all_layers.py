"""One matrix is drawn and used in every layer.

Hint: How many random numbers does a net of ten layers need, and how many did you draw?

힌트: 열 층짜리 신경망에는 난수가 몇 개 필요하고, 실제로는 몇 개를 뽑았나요?
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
    weights = [draws[scheme]()] * depth
    return activation_statistics(x, weights, relu if scheme == "he" else tanh)[1]
