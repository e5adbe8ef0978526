"""The term of tails is missing.

Hint: A coin has two sides; what do you get for p = 0, where heads never comes?

힌트: 동전에는 두 면이 있습니다. 앞면이 절대 나오지 않는 p = 0에서는 어떤 값이 나오나요?
"""


def bernoulli_divergences(p, q):
    p = as_float(p)
    heads = np.log(p / q)
    return p * heads, -q * heads
