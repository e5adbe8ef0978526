"""predict forgets the intercept.

Hint: What should the model predict for a sample whose features are all zero?

힌트: 모든 특성이 0인 표본에 대해 모델은 무엇을 예측해야 하나요?
"""


class LinearRegression:
    def predict(self, X):
        if self.weights is None:
            raise RuntimeError("call fit before predict")
        X = _check_x(X)
        if X.shape[1] != len(self.weights):
            raise ValueError("another number of features than in fit")
        return X @ self.weights
