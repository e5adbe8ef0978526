"""Pieces of a module: what each statement binds, changes and uses, by Python's own scopes."""

import ast
from pathlib import Path

import pytest

from grader.course.pieces import cut, needed
from grader.errors import CourseError


def lines(source: str, *names: str) -> list[str]:
    """Return the statements that the names need, each as one line's beginning."""
    pieces = cut(ast.parse(source), Path("m.py"))
    return [ast.unparse(piece.node).partition("\n")[0] for piece in needed(pieces, names)]


NEEDED = {
    "a constant": ("A = 1\nB = 2\ndef f(): return A\n", ["A = 1", "def f():"]),
    "a constant of a constant": ("A = 1\nB = A\ndef f(): return B\n", ["A = 1", "B = A", "def f():"]),
    "a local of that name": ("A = 1\ndef f():\n    A = 2\n    return A\n", ["def f():"]),
    "an argument of that name": ("A = 1\ndef f(A): return A\n", ["def f(A):"]),
    "a variable of a comprehension": ("A = 1\ndef f(): return [A for A in ()]\n", ["def f():"]),
    "an attribute of that name": ("A = 1\ndef f(x): return x.A\n", ["def f(x):"]),
    "a default": ("A = 1\ndef f(x=A): return x\n", ["A = 1", "def f(x=A):"]),
    "a decorator": ("def d(g): return g\n@d\ndef f(): pass\n", ["def d(g):", "@d"]),
    "an annotation": ("A = int\ndef f(x: A): pass\n", ["A = int", "def f(x: A):"]),
    "an annotation of the result": ("A = int\ndef f() -> A: pass\n", ["A = int", "def f() -> A:"]),
    "an annotation as a string": ("A = int\ndef f(x: 'list[A]'): pass\n", ["A = int", "def f(x: 'list[A]'):"]),
    "a literal": (
        "from typing import Literal\nA = 1\ndef f(x: Literal['A']): pass\n",
        ["from typing import Literal", "def f(x: Literal['A']):"],
    ),
    "an inner function": ("A = 1\ndef f():\n    def g(): return A\n    return g\n", ["A = 1", "def f():"]),
    "a lambda": ("A = 1\nf = lambda: A\n", ["A = 1", "f = lambda: A"]),
    "a global": ("A = 1\ndef f():\n    global A\n    A = 2\n", ["A = 1", "def f():"]),
    "the body of a class": ("A = 1\nclass f:\n    b = A\n", ["A = 1", "class f:"]),
    "a name read before it is bound": ("A = 1\nclass f:\n    A = A\n", ["A = 1", "class f:"]),
    "a method of a class": ("A = 1\nclass f:\n    def g(self): return A\n", ["A = 1", "class f:"]),
    "a base": ("class A: pass\nclass f(A): pass\n", ["class A:", "class f(A):"]),
    "one import of two": ("from m import a, b\ndef f(): return a\n", ["from m import a", "def f():"]),
    "an import under another name": ("import m as a\ndef f(): return a.b\n", ["import m as a", "def f():"]),
    "a submodule": ("import m.n, k\ndef f(): return m.n\n", ["import m.n", "def f():"]),
    "an item set later": ("A = {}\ndef f(): return A\nA['x'] = 1\n", ["A = {}", "def f():", "A['x'] = 1"]),
    "the index of another's item": ("A = {}\nB = {}\ndef f(): return A\nB[A] = 1\n", ["A = {}", "def f():"]),
    "an attribute set later": ("def f(): pass\ndef g(): pass\nf.g = g\n", ["def f():", "def g():", "f.g = g"]),
    "a method called later": ("A = []\ndef f(): return A\nA.append(1)\n", ["A = []", "def f():", "A.append(1)"]),
    "a setting of a module": ("import m\ndef f(): return m\nm.set(1)\n", ["import m", "def f():"]),
    "a second binding": ("A = 1\nA += 1\ndef f(): return A\n", ["A = 1", "A += 1", "def f():"]),
    "what only a script does": (
        "A = 1\ndef f(): return A\nif __name__ == '__main__':\n    A = 2\n",
        ["A = 1", "def f():"],
    ),
    "a condition": ("if 1:\n    A = 1\nelse:\n    A = 2\ndef f(): return A\n", ["if 1:", "def f():"]),
    "two at once": ("A, B = 1, 2\ndef f(): return A\n", ["A, B = (1, 2)", "def f():"]),
    "the future": (
        "from __future__ import annotations\nA = int\ndef f(x: A): pass\n",
        ["from __future__ import annotations", "A = int", "def f(x: A):"],
    ),
    "each other": ("def f(): return g()\ndef g(): return f()\n", ["def f():", "def g():"]),
}


@pytest.mark.parametrize(("source", "expected"), NEEDED.values(), ids=NEEDED)
def test_what_a_definition_needs_comes_along_and_nothing_else(source: str, expected: list[str]) -> None:
    """In the order of the module, by the scopes of Python."""
    assert lines(source, "f") == expected


def test_a_star_is_refused() -> None:
    """Nobody can say what it binds."""
    with pytest.raises(CourseError, match=r"m\.py:2: imports a star; import each name that you use"):
        cut(ast.parse("x = 1\nfrom m import *\n"), Path("m.py"))
