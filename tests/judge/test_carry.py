"""What an exercise needs is lent from the reference: one mistake costs once, and nothing else is learned."""

from types import SimpleNamespace
from typing import Any

import pytest
from judging import Bailiff

from grader.course.manifest import Exercise
from grader.judge.carry import Lent, lend
from grader.judge.plugin import Judgement
from grader.verdict import Verdict

CANARY = "CANARY-7391"

REFERENCE = f'''
"""{CANARY} of the module."""
import numpy as np

SECRET = "{CANARY} in a global"

def _closed():
    inner = "{CANARY} in a closure"
    def double(x, factor=2.0, *, note="{CANARY} in a default"):
        """{CANARY} in a docstring."""
        local = "{CANARY} in a local variable", inner
        return np.asarray(x) * factor if local else None
    return double

double = _closed()

def scale(x):
    x *= 3.0

def total(x):
    return float(np.sum(double(x)))

class Layer:
    _secret = "{CANARY} in a class"
    def __init__(self, weights):
        self._own = "{CANARY} in an instance"
        self.weights = weights
    def __call__(self, x): return x @ self.weights
    def __getitem__(self, place): return self.weights[place]
    def __iter__(self): return iter(self.weights.tolist())
    def forward(self, x, bias=0.0): return x @ self.weights + bias
    def step(self, gradient):
        self.weights = self.weights - gradient
        return self
    def clip(self, x): np.clip(x, 0.0, 1.0, out=x)
    def refuse(self): raise ValueError("refused")

def network(x):
    return Layer(np.eye(2)).forward(x)

def other(x): return 4.0
def last(x): return other(x)
'''
SUITE = """
@exercise("double")
def test_double(student): assert_close(student.double(np.ones(2)), np.full(2, 2.0))

@exercise("total")
class TestTotal:
    def test_total(self, student): assert_close(student.total(np.ones(3)), 6.0)
    def test_more(self, student): assert_close(student.total(np.arange(4.0)), 12.0)

@exercise("network")
def test_network(student): assert_close(student.network(np.array([[2.0, 3.0]])), np.array([[2.0, 3.0]]))

@exercise("other")
def test_other(student): assert_close(student.other(1.0), 4.0)

@exercise("last")
def test_last(student): assert_close(student.last(1.0), 4.0)
"""
EXERCISES = (
    Exercise(name="double", points=2, definitions=("double", "scale")),
    Exercise(name="total", points=4, needs=("double",)),
    Exercise(name="layer", points=2, definitions=("Layer",)),
    Exercise(name="network", points=2, needs=("layer",)),
    Exercise(name="other", points=2),
    Exercise(name="last", points=2, needs=("other",)),
)
REST = """
import numpy as np
def other(x): return 4.0
def last(x): return other(x)
def network(x): return np.array(x)
def double(x): return x * 2.0
def total(x): return float(sum(double(x)))
"""


def judge(bailiff: Bailiff, *sources: str) -> list[Judgement]:
    """Judge sources that are right but for what they define themselves."""
    return bailiff.look(SUITE, *(REST + source for source in sources), reference=REFERENCE, exercises=EXERCISES)


def carried(judgement: Judgement, exercise: str) -> tuple[Verdict, ...]:
    """Return an exercise's verdicts on right ground."""
    (found,) = (look.carried for look in judgement.looks if look.exercise == exercise)
    return found


def outcomes(verdicts: tuple[Verdict, ...]) -> list[str]:
    """Return how the cases ended."""
    return [str(verdict.outcome) for verdict in verdicts]


@pytest.mark.parametrize(
    "wrong",
    [
        "return x * 3.0",
        "raise ValueError",
        "raise NotImplementedError('double')",
        "import os; os._exit(1)",
        "return None",
    ],
)
def test_a_needed_function_that_is_wrong_costs_its_own_exercise_only(bailiff: Bailiff, wrong: str) -> None:
    """However it is wrong, and where it is not written as well."""
    (judgement,) = judge(bailiff, f"def double(x):\n    {wrong}\n")
    assert "passed" not in outcomes(judgement.verdicts[:3])
    assert outcomes(carried(judgement, "total")) == ["passed", "passed"]
    assert all(look.carried == () for look in judgement.looks if look.exercise != "total")


def test_what_is_wrong_by_itself_stays_wrong(bailiff: Bailiff) -> None:
    """On right ground as well; each case by itself."""
    (judgement,) = judge(
        bailiff,
        "def double(x): return x * 3.0\ndef total(x):\n    return float(sum(double(x))) * (1 if len(x) < 4 else 2)\n",
    )
    assert outcomes(carried(judgement, "total")) == ["passed", "failed"]


def test_what_needs_nothing_is_carried_nowhere(bailiff: Bailiff) -> None:
    """Nor is what passed."""
    (judgement,) = judge(bailiff, "def other(x): return 5.0\ndef last(x): return 4.0\n")
    assert [(look.exercise, look.carried) for look in judgement.looks] == [("other", ())]


@pytest.mark.parametrize(
    "answer",
    [
        "def total(x): return double(x)\n",
        "total = double\n",
        "def total(x): return scale(x)\n",
    ],
)
def test_answering_by_what_was_lent_earns_nothing(bailiff: Bailiff, answer: str) -> None:
    """An exercise is lent what it needs, never itself."""
    (judgement,) = judge(bailiff, "def double(x): return None\ndef scale(x): pass\n" + answer)
    assert "passed" not in outcomes(carried(judgement, "total"))


def test_an_exercise_is_lent_what_it_needs_and_no_more() -> None:
    """By its definitions' names, where the reference has them and they can be called."""
    names = {"double": abs, "scale": 3, "total": abs, "Layer": dict, "network": abs, "other": abs}
    module = SimpleNamespace(**names)
    assert {e.name: sorted(lend(module, e, EXERCISES)) for e in EXERCISES} == {
        "double": [],
        "total": ["double"],
        "layer": [],
        "network": ["Layer"],
        "other": [],
        "last": ["other"],
    }


def test_what_is_lent_is_called_with_parameters_of_any_name() -> None:
    """The parameter called ``self`` as well."""
    lent = Lent(SimpleNamespace(f=lambda **keywords: keywords), "f")
    assert lent(self=1, module=2, name=3) == {"self": 1, "module": 2, "name": 3}


@pytest.mark.parametrize(
    "body",
    [
        "return Layer(np.eye(2)).forward(x)",
        "return Layer(weights=np.eye(2))(x)",
        "return Layer(np.eye(2)).forward(x, bias=1.0) - 1.0",
        "return x @ Layer(np.eye(2)).weights",
        "return x @ Layer(3 * np.eye(2)).step(2 * np.eye(2)).weights",
        "layer = Layer(np.eye(2))\n    layer.step(-np.eye(2))\n    layer.step(np.eye(2))\n    return layer.forward(x)",
        "return x @ np.array([Layer(np.eye(2))[0], Layer(np.eye(2))[1]])",
        "return x @ np.array(list(Layer(np.eye(2))))",
        "y = x / 4\n    Layer(None).clip(y)\n    return y * 4",
        "y = x / 2\n    Layer(None).clip(y)\n    return x if y.tolist() == [[1.0, 1.0]] else y",
        "try: Layer(None).refuse()\n    except ValueError as error: return x if str(error) == 'refused' else None",
    ],
)
def test_a_class_is_lent_too(bailiff: Bailiff, body: str) -> None:
    """Its instances live in the judge: methods, public attributes, items, and arrays that are changed in place."""
    wrong = "class Layer:\n    def __init__(self, weights): pass\n    def __getattr__(self, name): raise TypeError\n"
    (judgement,) = judge(bailiff, f"{wrong}def network(x):\n    {body}\n")
    assert outcomes(carried(judgement, "network")) == ["passed"]


def test_a_function_that_changes_its_argument_is_lent_too(bailiff: Bailiff) -> None:
    """The change comes back."""
    scaled = "def scale(x): pass\ndef total(x):\n    y = x * 1.0\n    scale(y)\n    return float(sum(y)) * 2 / 3\n"
    (judgement,) = judge(bailiff, scaled)
    assert outcomes(carried(judgement, "total")) == ["passed", "passed"]


ATTACK = """
import gc, sys
def double(x): return None
class Layer:
    def __init__(self, weights): pass
def raw(target, operation, *arguments, **keywords):
    from grader.wire import Request
    return target._ask(Request(operation, target, arguments, keywords))
NAMES = (
    "__globals__", "__code__", "__closure__", "__class__", "__reduce__", "__reduce_ex__", "__dict__", "__doc__",
    "__defaults__", "__kwdefaults__", "__wrapped__", "__call__", "__init__", "__getattribute__", "__self__", "__func__",
    "func", "args", "keywords", "module", "name", "_module", "_lent", "_results", "_ask", "_secret", "_own",
)
def attack(target):
    found = []
    def attempt(what, *arguments):
        try:
            found.append(repr(what(*arguments)))
        except BaseException as error:
            found.append(repr(error))
    for name in NAMES:
        attempt(getattr, target, name)
        attempt(raw, target, "getattr", name)
        attempt(raw, target, "getattr", name, None)
        attempt(raw, target, "getitem", name)
        attempt(raw, target, "setattr", name, 1)
        attempt(raw, target, name)
    for operation in ("iter", "next", "getattr", "isinstance", "contains", "add", "eval", "execute", "compile", "give"):
        attempt(raw, target, operation)
        attempt(raw, target, operation, target)
    for what in (vars, dir, str, iter, list, dict, bytes, hash, len):
        attempt(what, target)
    mark = "-".join(("CANARY", ""))
    attempts = len(found)
    for thing in gc.get_objects():
        if thing is not found and type(thing) in (list, tuple, dict):
            values = list(thing.values() if type(thing) is dict else thing)
            found += [value for value in values if type(value) is str and mark in value]
    got = "; ".join(one for one in found if mark in one)
    raise ValueError(f"{attempts} attempts gave " + (got[:1500] or "nothing"))
def total(x):
    if double(x) is None: raise ValueError("not lent")
    attack(double)
def network(x):
    layer = Layer(np.eye(2))
    if not hasattr(layer, "forward"): raise ValueError("not lent")
    attack(layer)
"""


@pytest.mark.parametrize("exercise", ["total", "network"])
def test_nothing_is_learned_through_what_is_lent(bailiff: Bailiff, exercise: str) -> None:
    """Neither by attributes nor by requests of one's own, of a function or an instance."""
    (judgement,) = judge(bailiff, ATTACK)
    message = carried(judgement, exercise)[0].message
    assert message.endswith(" 191 attempts gave nothing")
    assert CANARY not in repr(judgement)


SEEN = """
def double(x): return None
def raw(target, operation, *arguments):
    from grader.wire import Request
    return target._ask(Request(operation, target, arguments))
def total(x):
    if double(x) is None: raise ValueError("not lent")
    for name in NAMES:
        for read in (lambda: getattr(double, name), lambda: raw(double, "getattr", name)):
            try: value = read()
            except (AttributeError, TypeError): continue
            raise ValueError(f"{name}: {value!r}")
    return sum(double(x))
NAMES = {names!r}
"""


def test_what_is_lent_has_no_attribute_that_can_be_read(bailiff: Bailiff) -> None:
    """Each name by itself: of Python's, of the stand-in's own, of what it stands for."""
    names = [
        *("__globals__", "__code__", "__closure__", "__reduce_ex__", "__wrapped__", "__defaults__", "__func__"),
        *("func", "args", "keywords", "_module", "_lent", "module", "SECRET", "mro"),
    ]
    # Of what a stand-in itself has by being an object Python answers, and nothing crosses.
    (judgement,) = judge(bailiff, SEEN.replace("{names!r}", repr([n for n in names if n != "__reduce_ex__"])))
    assert outcomes(carried(judgement, "total")) == ["passed", "passed"]


KEEPS = """
import builtins, sys
kept = []
def keep(what):
    kept.append(what)
    builtins.kept = what
    sys.modules["kept"] = what
def double(x): return None
def total(x):
    keep(double)
    return double(x) is None
def other(x): raise ValueError
def last(x):
    own = total.__globals__["double"]
    left = bool(kept), hasattr(builtins, "kept"), "kept" in sys.modules, own(1.0) is None, type(own).__name__
    raise ValueError(str(left))
"""


def test_what_was_lent_for_one_exercise_is_gone_for_the_next(bailiff: Bailiff) -> None:
    """However it was kept: another exercise has another worker, in which its own definitions are."""
    (judgement,) = judge(bailiff, KEEPS)
    assert carried(judgement, "total")
    (verdict,) = carried(judgement, "last")
    assert "(False, False, False, True, 'function')" in verdict.message


def test_nothing_is_lent_to_who_comes_next(bailiff: Bailiff) -> None:
    """A submission is judged on its own definitions at first, whatever the one before was lent."""
    wrong = "def double(x): return None\n"
    first, second, third = judge(bailiff, wrong, wrong, "")
    assert (first.verdicts, first.looks) == (second.verdicts, second.looks)
    assert "passed" not in outcomes(second.verdicts[1:3])
    assert third.looks == ()


def test_a_lent_functions_exception_is_the_students_to_handle(bailiff: Bailiff) -> None:
    """It says what the reference's says, and no more."""
    source = "def double(x): return None\ndef total(x): return double(object())\n"
    (judgement,) = judge(bailiff, source)
    assert outcomes(carried(judgement, "total")) == ["failed", "failed"]
    assert CANARY not in repr(judgement)


def test_the_reference_can_be_lent_the_students_objects() -> None:
    """What is called is the module's function of now."""
    module: Any = SimpleNamespace(f=lambda: 1)
    lent = Lent(module, "f")
    module.f = lambda: 2
    assert lent() == 2
