"""Texts that formats would fill in: braces, percent signs, markup, templates."""


def attack():
    raise ValueError("%s%s%n %(secret)s {0.__class__.__mro__} {reference} ${secret} {{ config }} [/bold] [red]\\x1b")


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
