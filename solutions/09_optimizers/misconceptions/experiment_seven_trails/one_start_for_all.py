"""All seven walk with one dict of parameters, each from where the one before ended.

Hint: Print the first entry of each history. Do all seven set out from the same place?

힌트: 각 history의 첫 값을 출력해 보세요. 일곱 가지가 모두 같은 곳에서 출발하나요?
"""


def final_losses(n_steps):
    params = {"w": np.array([-8.0, 1.5])}
    return {name: float(minimize(ravine, params, o, n_steps)[-1]) for name, o in seven_optimizers().items()}
