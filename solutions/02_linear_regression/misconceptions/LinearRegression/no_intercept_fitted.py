"""The line is forced through the origin.

Hint: Shift every y by 100 — do your residuals stay as small as before?

힌트: 모든 y에 100을 더해 보세요. 잔차가 전과 같이 작게 유지되나요?
"""


class LinearRegression:
    def fit(self, X, y):
        X, y = _check_xy(X, y)
        beta = np.append(ols_min_norm(X, y), 0.0)
        self.weights, self.bias = beta[:-1], float(beta[-1])
        return self
