"""The distance from the start is recorded, not the length of each step.

Hint: Add up your lengths. Is the sum the distance walked, or much more?

힌트: 구한 길이를 모두 더해 보세요. 걸어간 거리와 같나요, 아니면 훨씬 큰가요?
"""


def step_lengths(optimizer, n_steps):
    params = {"w": np.zeros(1)}
    lengths = np.empty(n_steps)
    for t in range(n_steps):
        start = 0.0
        optimizer.step(params, {"w": np.ones(1)})
        lengths[t] = abs(params["w"] - start)[0]
    return lengths
