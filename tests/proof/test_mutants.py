"""Mutants: which are made of which code, that each is one small change, and where."""

from pathlib import Path

import pytest

from grader.course.regions import parse
from grader.proof.mutants import OPERATORS, Mutant, make_mutants

HEAD = '''\
import numpy as np

LIMIT = 3


class Model:
    def f(self, x, W, dout, β=0.5, n=3):
        """Not 1 + 1."""
        x = x + 1
        # BEGIN SOLUTION f: compute
'''
LINE = len(HEAD.splitlines()) + 1


def mutants(body: str) -> tuple[Mutant, ...]:
    """Make the mutants of a region with this body."""
    lines = "".join(f"        {line}\n" for line in body.splitlines())
    return make_mutants(parse(f"{HEAD}{lines}        # END SOLUTION\n", Path("f.py")))


def made(body: str, operator: str) -> list[str]:
    """Return what an operator makes of a line."""
    return [mutant.mutated for mutant in mutants(body) if mutant.operator == operator]


CASES = {
    "axis": ("y = x.sum(axis=0)", ["y = x.sum()", "y = x.sum(axis=1)"]),
    "keepdims": ("y = x.sum(axis=0, keepdims=True)", ["y = x.sum(axis=0)"]),
    "transpose": ("y = W.T @ x", ["y = W @ x"]),
    "product": ("y = W @ x", ["y = W * x"]),
    "ddof": ("y = x.var()", ["y = x.var(ddof=1)"]),
    "lost eps": ("y = np.sqrt(x + 1e-8)", ["y = np.sqrt(x)"]),
    "moved eps": ("y = x / (n + 1e-8)", ["y = x / n + 1e-08"]),
    "max shift": ("y = x - x.max()", ["y = x"]),
    "confused": ("y = x.mean()", ["y = x.sum()"]),
    "lost copy": ("y = x.copy()", ["y = x"]),
    "in place": ("x = x - n", ["x -= n"]),
    "lost dtype": ("y = x.astype(float)", ["y = x"]),
    "stale state": ("self.a, self.b = x, n", ["_, self.b = (x, n)", "self.a, _ = (x, n)"]),
    "upstream": ("y = dout * x", ["y = 1.0 * x", "y = -dout * x"]),
    "where": ("y = np.where(n, x, W)", ["y = x", "y = W"]),
    "new axis": ("y = x[:, None]", ["y = x", "y = x[None, :]"]),
    "einsum": ("y = np.einsum('ij->ij', x)", ["ij->ji", "ij->j", "ij->i"]),
    "arithmetic": ("y = x + n", ["y = x - n"]),
    "swapped": ("y = x - n", ["y = n - x"]),
    "dropped term": ("y = x - n", ["y = x", "y = -n"]),
    "boundary": ("y = x < n", ["y = x <= n"]),
    "condition": ("y = x if n else W", ["y = x", "y = W", "y = W if n else x"]),
    "branch": ("raise ValueError('x')", ["pass", "raise Exception('x')"]),
    "constant": ("y = 2", ["y = 3", "y = 1"]),
    "off by one": (
        "y = range(n)",
        ["y = range(n + 1)", "y = range(n - 1)", "y = range(1, n)"],
    ),
    "slice bound": ("y = x[:n]", ["y = x[:]", "y = x[:n + 1]", "y = x[:n - 1]"]),
    "sign": ("return -x", ["return x"]),
    "dropped statement": ("x = 5.0", ["pass"]),
    "dropped argument": ("y = f(x, order=n)", ["y = f(x)"]),
    "dropped call": ("y = abs(x)", ["y = x"]),
}


def test_every_operator_is_shown() -> None:
    """A new operator needs an example."""
    assert set(CASES) == set(OPERATORS)


@pytest.mark.parametrize("operator", CASES)
def test_an_operator_makes_the_mistakes_that_it_stands_for(operator: str) -> None:
    """Of one line exactly these mutants, in this order."""
    body, expected = CASES[operator]
    found = made(body, operator)
    if operator == "einsum":
        expected = [body.replace("ij->ij", output) for output in expected]
    assert found == expected


@pytest.mark.parametrize(
    ("body", "operator", "expected"),
    [
        ("y = abs(x - n) * W", "dropped call", ["y = (x - n) * W"]),
        ("y = abs(x - n) + W", "dropped call", ["y = x - n + W"]),
        ("return x - n", "sign", ["return -(x - n)"]),
    ],
)
def test_brackets_stand_only_where_they_are_needed(body: str, operator: str, expected: list[str]) -> None:
    """A mutant is the tree that the operator made, whatever binds more tightly around it."""
    assert made(body, operator) == expected


def test_only_regions_are_changed() -> None:
    """What students are given, docstrings and the texts of errors stay."""
    found = mutants("raise ValueError(f'{n + 1}')")
    assert {mutant.mutated for mutant in found} == {"pass", "raise Exception(f'{n + 1}')"}
    assert all(mutant.line == LINE for mutant in found)


def test_a_mutant_says_where_it_is_and_what_it_changes() -> None:
    """The qualified name, the exercise, the line, and a diff with one line of context."""
    (mutant,) = (one for one in mutants("y = x  # ‖x‖\nreturn β < y") if one.operator == "boundary")
    assert (mutant.function, mutant.exercise, mutant.line) == ("Model.f", "f", LINE + 1)
    assert mutant.key == ("Model.f", "return β < y", "return β <= y")
    assert mutant.diff.splitlines() == [
        f"@@ -{LINE},3 +{LINE},3 @@",
        "         y = x  # ‖x‖",
        "-        return β < y",
        "+        return β <= y",
        "         # END SOLUTION",
    ]


def test_no_two_mutants_are_the_same_code() -> None:
    """Neither as text nor compiled, and none is the reference."""
    found = mutants("y = 1 + 1 + x\nreturn y * 2 ** 2")
    assert len({mutant.text for mutant in found}) == len(found)
    assert all(mutant.mutated != mutant.original for mutant in found)
    assert "y = x + 2" not in {mutant.mutated for mutant in found}


def test_a_statement_is_not_dropped_where_its_name_would_be_missing() -> None:
    """A NameError is no mistake worth a mutant; an old value is."""
    assert made("y = 5.0\ny = x", "dropped statement") == ["pass"]
    assert [mutant.line for mutant in mutants("y = 5.0\ny = x") if mutant.mutated == "pass"] == [LINE + 1]
