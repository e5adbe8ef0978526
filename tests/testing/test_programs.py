"""A recorded program: what is written does what is run, in the same order, on the same objects."""

import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.testing.programs import Code, Program, Symbol, record

SOURCE = """
import numpy as np
log = []
def f(*values, **named):
    log.append(("f", len(values), *named))
    return sum(float(np.sum(v)) for v in (*values, *named.values()))
def g(value):
    log.append(("g",))
    return [value, 2 * value]
def apply(function, x):
    return function(x)
class Counter:
    def __init__(self, start=0):
        self.n = start
    def add(self, x):
        x += 1
        self.n += float(np.sum(x))
        log.append(("add", self.n))
        return self
"""
X, Y = np.array([1.0, 2.0]), np.array([[3.0]], dtype=np.float32)


def module() -> types.ModuleType:
    """Make a module that keeps a log of what it was asked."""
    made = types.ModuleType("small")
    exec(SOURCE, made.__dict__)  # noqa: S102  ours
    return made


def _shared_array(m: Symbol) -> Any:
    x = np.zeros(2)
    m.Counter().add(x).add(x)
    return x, m.f(x)


def _shared_list(m: Symbol) -> Any:
    parameters = {"W": np.zeros(2), "b": [1.0]}
    m.f(*parameters.values())
    m.Counter().add(parameters["W"])
    return parameters


def _in_between(m: Symbol) -> Any:
    counter = m.Counter(start=5)
    before = counter.n
    counter.add(np.ones(1))
    return before, counter.n


def _other_order(m: Symbol) -> Any:
    first, second = m.g(1.0), m.f(2.0)
    return m.f(second, first[1])


PROGRAMS: dict[str, tuple[Callable[[Symbol], Any], str]] = {
    "one call": (
        lambda m: m.f(X, Y, scale=0.5),
        "f(np.array([1.0, 2.0]), np.array([[3.0]], dtype=np.float32), scale=0.5)",
    ),
    "nested": (lambda m: m.f(m.g(1.0)[0], m.g(2.0)[1]), "f(g(1.0)[0], g(2.0)[1])"),
    "chained": (lambda m: m.Counter().add(Y).n, "Counter().add(np.array([[3.0]], dtype=np.float32)).n"),
    "shared array": (
        _shared_array,
        "a = np.array([0.0, 0.0])\nCounter().add(a).add(a)\n(a, f(a))",
    ),
    "shared list": (
        _shared_list,
        "a = np.array([0.0, 0.0])\nb = [1.0]\nf(a, b)\nCounter().add(a)\n{'W': a, 'b': b}",
    ),
    "in between": (
        _in_between,
        "a = Counter(start=5)\nb = a.n\na.add(np.array([1.0]))\n(b, a.n)",
    ),
    "other order": (_other_order, "a = g(1.0)\nb = f(2.0)\nf(b, a[1])"),
    "code": (
        lambda m: m.apply(Code("lambda x: np.sum(x) + 1"), X),
        "apply(lambda x: np.sum(x) + 1, np.array([1.0, 2.0]))",
    ),
    "plain": (lambda _: (1, ()), "(1, ())"),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_reads_as_one_would_write_it(name: str) -> None:
    """What is used once stands where it is used; what is one object has a name."""
    function, body = PROGRAMS[name]
    lines = record(function).code("small").splitlines()
    assert "\n".join(line for line in lines if not line.startswith(("import ", "from "))) == body


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_written_does_what_is_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same calls in the same order, the same value, each time anew."""
    program = record(PROGRAMS[name][0])
    for _ in range(2):
        pasted, ran = module(), module()
        monkeypatch.setitem(__import__("sys").modules, "small", pasted)
        *statements, value = program.code("small").splitlines()
        names: dict[str, Any] = {}
        exec("\n".join(statements), names)  # noqa: S102  ours
        assert repr(eval(value, names)) == repr(program.run(ran))  # noqa: S307  ours
        assert pasted.log == ran.log


def test_a_names_letter_is_not_taken_twice() -> None:
    """A function may be called ``a``, and there are more objects than letters."""

    def function(m: Symbol) -> Any:
        kept = [m.a(n) for n in range(30)]
        return kept + kept

    program = record(function)
    named = types.SimpleNamespace(a=lambda n: n)
    assert program.run(named) == [*range(30), *range(30)]
    assert "b = a(0)\n" in program.code("m")
    assert "\nv1 = a(25)\n" in program.code("m")


def test_a_generator_is_made_anew_for_each_run() -> None:
    """And is one object within a run."""
    rng = Code("np.random.default_rng(3)")
    program = record(lambda m: (m.draw(rng), m.draw(rng)))
    named = types.SimpleNamespace(draw=lambda generator: generator.random())
    first = program.run(named)
    assert first == program.run(named)
    assert first[0] != first[1]
    assert program.code("m").splitlines()[2:] == ["a = np.random.default_rng(3)", "(draw(a), draw(a))"]


def test_what_is_not_there_yet_cannot_be_looked_into() -> None:
    """Nor a private name asked for."""
    symbol = Symbol([], -1)
    with pytest.raises(TypeError, match="not there yet"):
        list(symbol)
    with pytest.raises(AttributeError, match="public"):
        _ = symbol._steps_of_another


def test_a_run_changes_no_argument_of_the_program() -> None:
    """Copies are handed out."""
    x = np.zeros(1)
    program = Program(record(lambda m: m.Counter().add(x)).steps, 0)
    program.run(module())
    assert x.tolist() == [0.0]
