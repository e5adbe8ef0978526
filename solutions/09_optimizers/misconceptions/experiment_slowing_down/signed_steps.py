"""Steps downhill come out negative.

Hint: Can a length be less than zero?

힌트: 길이가 0보다 작을 수 있나요?
"""


def step_lengths(optimizer, n_steps):
    params = {"w": np.zeros(1)}
    lengths = np.empty(n_steps)
    for t in range(n_steps):
        before = params["w"].copy()
        optimizer.step(params, {"w": np.ones(1)})
        lengths[t] = (params["w"] - before)[0]
    return lengths
