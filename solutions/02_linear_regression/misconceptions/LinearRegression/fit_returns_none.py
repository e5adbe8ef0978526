"""fit returns nothing.

Hint: People like to write model.fit(X, y).predict(X); does that work?

힌트: model.fit(X, y).predict(X)처럼 이어 쓸 수 있나요?
"""


class LinearRegression:
    def fit(self, X, y):
        X, y = _check_xy(X, y)
        beta = ols_min_norm(add_bias_column(X), y)
        self.weights, self.bias = beta[:-1], float(beta[-1])
