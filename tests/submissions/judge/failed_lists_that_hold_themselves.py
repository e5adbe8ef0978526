"""A list and a dict that hold themselves and each other."""


def trick(shape):
    row, table = [], {}
    row += [row, table]
    table["row"] = row
    return row


def softmax(x):
    return trick(x.shape)


def least_squares(X, y):
    return trick((X.shape[1],))


class Mean:
    def __init__(self):
        self.mean = trick(())

    def fit(self, y):
        return self

    def predict(self, n):
        return trick((n,))
