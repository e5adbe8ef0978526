"""Markup in what it prints, in its exceptions and in the names of its classes."""
import sys

TEXT = "</pre></td><script>document.title='10/10'</script><img src=x onerror=alert(1)><!-- <![CDATA["


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
