"""Placeholders of templates, formats, shells and loggers."""
import sys

TEXT = "{{ 7*7 }} {% raw %} ${7*7} $(id) `id` %(score)s %s%n {0.__class__} {score} #{7*7} <%= 7 %> ${jndi:ldap://127.0.0.1/}"


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
