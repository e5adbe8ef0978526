"""Mechanical rewritings: they change the text of regions, and never a value."""

import ast
from pathlib import Path

import numpy as np
import pytest

from grader.course.regions import parse
from grader.proof.rewriting import rewrite

SOURCE = """
import numpy as np


def given(x):
    return np.ones(3) + x.sum()


class Value:
    def __init__(self, data):
        self.data = data

    def __add__(self, other):
        # BEGIN SOLUTION f: add
        return Value(self.data + 2 * other)
        # END SOLUTION


def f(x, names, rng, value=None):
    # BEGIN SOLUTION f: compute
    {body}
    # END SOLUTION
"""


def rewritten(body: str, forbidden: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the function of each rewriting of a body, by the rewriting's name, without the signature."""
    found = {}
    for name, text in rewrite(parse(SOURCE.format(body=body), Path("f.py")), forbidden):
        (function,) = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == "f")
        found[name] = ast.unparse(ast.Module(function.body, []))
    return found


COMMUTED, FUNCTIONS, MATMUL, FORTRAN = (
    "operands of + and * swapped",
    "methods of arrays written as NumPy's functions",
    "np.matmul for @",
    "results in Fortran order",
)


@pytest.mark.parametrize(
    ("name", "body", "after"),
    [
        (COMMUTED, "y = 2 * x", "y = x * 2"),
        (COMMUTED, "y = x @ x * (x - 1)", "y = (x - 1) * (x @ x)"),
        (COMMUTED, "y = np.exp(x) * x", "y = x * np.exp(x)"),
        (FUNCTIONS, "y = x.sum(axis=0)", "y = np.sum(x, axis=0)"),
        (FUNCTIONS, "y = x.T", "y = np.transpose(x)"),
        (MATMUL, "y = x @ x", "y = np.matmul(x, x)"),
        (FORTRAN, "return x", "return _in_fortran_order(x)"),
    ],
)
def test_what_is_safe_is_rewritten(name: str, body: str, after: str) -> None:
    """Arithmetic with a visible number or array, methods of arrays, products of matrices, results."""
    assert rewritten(body)[name] == after


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (COMMUTED, "y = names + names"),  # lists, perhaps
        (COMMUTED, "y = names + [1]"),
        (COMMUTED, "y = 2 * rng.normal() + 3 * rng.normal()"),
        (COMMUTED, "y = value + 2"),  # an instance of the class above, perhaps
        (FUNCTIONS, "y = np.sum(x)"),
        (FUNCTIONS, "y = np.random.permutation(x)"),
        (MATMUL, "y = x * x"),
        (FORTRAN, "y = x"),
    ],
)
def test_what_may_mean_something_else_is_left_alone(name: str, body: str) -> None:
    """Order matters to lists, to generators and to operators of the student's own."""
    if name == COMMUTED and "rng" in body:
        assert "3 * rng.normal()" not in rewritten(body).get(name, "").partition("+")[0]
    else:
        assert name not in rewritten(body)


def test_what_is_forbidden_is_not_written() -> None:
    """An exercise that forbids a function is not rewritten to it."""
    assert FUNCTIONS not in rewritten("y = x.sum()", ("numpy.sum",))
    assert MATMUL not in rewritten("y = x @ x", ("numpy.matmul",))


def test_operators_that_are_being_made_are_left_alone() -> None:
    """Swapped operands in ``__add__`` would call it, or its mirror, for ever; what is given stays, too."""
    for _, text in rewrite(parse(SOURCE.format(body="return 2 * x"), Path("f.py")), ()):
        assert "return Value(self.data + 2 * other)" in text
        assert "return np.ones(3) + x.sum()" in text


def test_results_in_fortran_order_are_equal() -> None:
    """Arrays in containers come in the other order with the same values; all else is what it was."""
    body = "return x, [x.T], {'one': x}, 2.0, names"
    names: list[str] = []
    before = (np.arange(6.0).reshape(2, 3), names)
    for name, text in rewrite(parse(SOURCE.format(body=body), Path("f.py")), ()):
        if name == FORTRAN:
            namespace: dict[str, object] = {}
            exec(compile(text, "f.py", "exec"), namespace)  # noqa: S102  a text of this test's own
            function = namespace["f"]
            assert callable(function)
            result = function(*before, None)
            assert result[0].flags.f_contiguous
            assert not result[0].flags.c_contiguous
            assert np.array_equal(result[0], before[0])
            assert np.array_equal(result[1][0], before[0].T)
            assert result[2]["one"].flags.f_contiguous
            assert result[3] == 2.0
            assert result[4] is not None
            return
    pytest.fail("no such rewriting")
