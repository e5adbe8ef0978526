"""The smallest loss on the way is reported, not the last.

Hint: Does every loss fall at every step? Compare the end of a history with its lowest point.

힌트: 손실이 걸음마다 늘 줄어드나요? history의 끝과 가장 낮은 곳을 비교해 보세요.
"""


def final_losses(n_steps):
    start = np.array([-8.0, 1.5])
    walks = {name: minimize(ravine, {"w": start.copy()}, o, n_steps) for name, o in seven_optimizers().items()}
    return {name: float(np.min(history)) for name, history in walks.items()}
