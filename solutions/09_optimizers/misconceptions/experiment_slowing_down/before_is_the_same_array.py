"""The number before the step is an alias of the one after it.

Hint: The step writes into the array. Is what you remembered still the old value?

힌트: step은 배열 안에 값을 씁니다. 기억해 둔 것이 아직 예전 값인가요?
"""


def step_lengths(optimizer, n_steps):
    params = {"w": np.zeros(1)}
    lengths = np.empty(n_steps)
    for t in range(n_steps):
        before = params["w"]
        optimizer.step(params, {"w": np.ones(1)})
        lengths[t] = abs(params["w"] - before)[0]
    return lengths
