"""The intercept is taken from the first entry of β.

Hint: Where did add_bias_column put the column of ones?

힌트: add_bias_column은 1로 된 열을 어디에 두었나요?
"""


class LinearRegression:
    def fit(self, X, y):
        X, y = _check_xy(X, y)
        beta = ols_min_norm(add_bias_column(X), y)
        self.weights, self.bias = beta[1:], float(beta[0])
        return self
