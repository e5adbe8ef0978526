"""The student's objects as a suite sees them: they do what objects do, and never stand in for a value."""

import copy
import math
import operator
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from fake_workers import loaded

from grader.judge.handle import Handle, RefusedError, forget_member, know_members, members_of, name_of, number_of
from grader.wire import Request

_SOURCE = '''
"""About the module."""
class Model:
    """A model."""
    _private = "seen"
    def __init__(self, value=0):
        self.value = value
        self.items = {}
    def fit(self): return self
    def __getitem__(self, key): return self.items[key]
    def __setitem__(self, key, value): self.items[key] = value
    def __contains__(self, key): return key in self.items
    def __iter__(self): return iter([1, self])
    def __add__(self, other): return "model", "+", other
    def __radd__(self, other): return other, "+", "model"
    def __rmatmul__(self, other): return other, "@", "model"
    def __neg__(self): return "-model"
    def __eq__(self, other): return True
    def __lt__(self, other): return True
    def __bool__(self): return True
    def __len__(self): return 3
    def __float__(self): return 1.0
    def __array__(self, *args, **kwargs): raise AssertionError("asked for an array")
    def __getattr__(self, name):
        if name.startswith("__") and name != "__custom__":
            raise AttributeError(name)
        return "dynamic " + name
    __hash__ = None
    __array_ufunc__ = None
class Other:
    pass
model = Model()
def undocumented(): pass
'''


@pytest.fixture
def module() -> Iterator[Handle]:
    """Give the module of a submission."""
    with loaded(_SOURCE) as (_, handle):
        yield handle


@pytest.fixture
def model(module: Handle) -> Any:
    """Give an instance of a student's class."""
    return module.model


@pytest.mark.parametrize(
    ("use", "what"),
    [
        (bool, "truth"),
        (lambda m: not m, "truth"),
        (lambda m: 1 if m else 2, "truth"),
        (lambda m: m == m, "equality"),  # noqa: PLR0124  what is tested
        (lambda m: m == 1, "equality"),
        (lambda m: 1 == m, "equality"),  # noqa: SIM300  as above
        (lambda m: m != 1, "equality"),
        (lambda m: m in [1, 2], "equality"),
        (lambda m: m < 1, "order"),
        (lambda m: m <= 1, "order"),
        (lambda m: 1 < m, "order"),  # noqa: SIM300  as above
        (lambda m: m >= 1, "order"),
        (lambda m: max(m, 1), "order"),
        (int, "number"),
        (float, "number"),
        (complex, "number"),
        (operator.index, "number"),
        (round, "number"),
        (math.floor, "number"),
        (math.sqrt, "number"),
        (lambda m: [1, 2][m], "number"),
        (len, "length"),
        (np.asarray, "array"),
        (lambda m: np.array([m, 1.0]), "array"),
        (lambda m: np.isclose(1.0, m), "array"),
    ],
)
def test_what_only_a_value_can_answer_is_refused(model: Any, use: Callable[[Any], object], what: str) -> None:
    """Truth, equality, order and conversion raise a TypeError that names the class and what it has not."""
    with pytest.raises(TypeError) as caught:
        use(model)
    if caught.type is RefusedError:
        assert str(caught.value) == f"the student's Model stays in the worker and has no {what}; compare values instead"


@pytest.mark.parametrize(
    "use", [copy.copy, copy.deepcopy, pickle.dumps, lambda m: pickle.dumps([m], 0), lambda m: copy.deepcopy({"k": m})]
)
def test_a_handle_cannot_be_copied(model: Any, use: Callable[[Any], object]) -> None:
    """Neither copied nor pickled: there is one object, and it is elsewhere."""
    with pytest.raises(RefusedError, match="cannot be copied"):
        use(model)


def test_no_use_that_is_refused_asks_the_student() -> None:
    """A refusal costs no round trip, and no code of the student's decides it."""

    def never(request: Request) -> object:
        raise AssertionError(f"asked: {request.operation}")

    handle = Handle(never, 0, "Model")
    refused: list[Callable[[Any], object]] = [
        bool,
        lambda m: m == 1,
        lambda m: m < 1,
        float,
        len,
        np.asarray,
        copy.copy,
    ]
    for use in refused:
        with pytest.raises(TypeError):
            use(handle)
    assert repr(handle) == str(handle) == "<the student's Model>"
    assert isinstance(hash(handle), int)


def test_attributes_are_read_when_they_are_asked_for(model: Any) -> None:
    """Each time anew, private ones too; none is a stand-in."""
    assert model.value == 0
    model.value = [1, 2]
    assert model.value == [1, 2]
    assert (model._private, model.anything) == ("seen", "dynamic anything")


@pytest.mark.parametrize("name", ["__custom__", "__array_interface__", "__wrapped__", "__deepcopy__", "__next"])
def test_special_attributes_are_not_fetched(module: Handle, name: str) -> None:
    """Python and NumPy look for these to treat an object specially; a student's object has none."""
    with pytest.raises(AttributeError, match=f"object has no attribute '{name}'"):
        getattr(module.model, name)


def test_names_and_docstrings_are_the_students(module: Handle) -> None:
    """Not those of the handle."""
    assert (module.Model.__name__, module.Model.fit.__qualname__) == ("Model", "Model.fit")
    assert (module.__doc__, module.Model.__doc__, module.undocumented.__doc__) == (
        "About the module.",
        "A model.",
        None,
    )


def test_one_object_is_one_handle(module: Handle, model: Any) -> None:
    """Whatever way it comes, as long as the suite holds it."""
    assert model.fit() is model
    assert module.model is model
    assert next(item for item in model if isinstance(item, Handle)) is model


def test_items_and_containment(model: Any) -> None:
    """Indexing reads and sets, ``in`` asks."""
    model["k"] = [1]
    assert model["k"] == [1]
    assert "k" in model
    assert "other" not in model
    with pytest.raises(KeyError):
        model["other"]


def test_iteration_ends(model: Any) -> None:
    """A student's iterator is one."""
    items = list(model)
    assert items[0] == 1
    assert items[1] is model


def test_an_instance_is_of_the_students_class(module: Handle, model: Any) -> None:
    """``isinstance`` works against a student's class, and a value is of none."""
    assert isinstance(model, module.Model)
    assert not isinstance(model, module.Other)
    assert not isinstance(3, module.Model)


@pytest.mark.parametrize("answer", [1, "yes", [True], np.bool_(1), None])
def test_only_true_is_true(answer: object) -> None:
    """An answer that is merely truthy makes neither an instance nor an item."""
    handle: Any = Handle(lambda _: answer, 0, "Model")
    assert not isinstance(3, handle)
    assert 3 not in handle


def test_arithmetic_goes_to_the_student(model: Any) -> None:
    """On either side, unary too."""
    assert model + 2 == ("model", "+", 2)
    assert 2 + model == (2, "+", "model")
    assert -model == "-model"


def test_an_array_gives_way_to_the_students_operator(model: Any) -> None:
    """The array is not taken apart into its elements."""
    array = np.arange(3.0)
    left, sign, right = array + model
    assert (left.tolist(), sign, right) == ([0, 1, 2], "+", "model")
    assert (array @ model)[1] == "@"


def test_an_operator_that_the_student_lacks_is_a_type_error(module: Handle) -> None:
    """As in process."""
    with pytest.raises(TypeError):
        module.Other() + 1


def test_the_number_and_the_name_are_the_workers() -> None:
    """They are kept out of the way of the object's own attributes."""
    handle = Handle(lambda request: request.arguments[0], 7, "Model")
    assert (number_of(handle), name_of(handle)) == (7, "Model")
    assert (handle.number, handle.name, handle._number) == ("number", "name", "_number")


def test_what_is_known_of_a_handle_is_not_asked_for() -> None:
    """Until it is set or forgotten; then it is asked for each time."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def answer(request: Request) -> object:
        asked.append((request.operation, request.arguments))
        return "asked"

    module, f, g = (Handle(answer, number, name) for number, name in enumerate(("module", "function", "function")))
    know_members(module, {"f": f, "g": g})
    assert members_of(module) == {1: "f", 2: "g"}
    assert (module.f is f, module.g is g, asked) == (True, True, [])
    forget_member(module, "f")
    forget_member(module, "unknown")
    assert (module.f, module.g is g) == ("asked", True)
    module.g = 3
    assert str(module.g) == "asked"
    assert members_of(module) == {}
    assert asked == [("getattr", ("f",)), ("setattr", ("g", 3)), ("getattr", ("g",))]
    assert members_of(f) == {}


def test_a_modules_functions_and_classes_are_known(module: Any) -> None:
    """They came with the module; what they are bound to since is what is called."""
    assert {"Model", "Other", "undocumented"} == set(members_of(module).values())
    kept = module.undocumented
    assert kept() is None
    module.undocumented = module.Model
    assert isinstance(module.undocumented(), module.Model)


@pytest.mark.parametrize("name", ["target", "operation", "handle", "self", "arguments", "keywords", "name", "request"])
def test_a_parameter_may_have_any_name(name: str) -> None:
    """None is taken by what carries the call, in either direction."""
    source = f"def f({name}=0): return {name}\ndef back(function): return function({name}=4)\n"
    with loaded(source) as (_, module):
        assert getattr(module, "f")(**{name: 3}) == 3  # noqa: B009  mypy knows no attribute
        assert getattr(module, "back")(lambda **given: given) == {name: 4}  # noqa: B009  as above
