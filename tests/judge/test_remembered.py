"""What the reference remembers: nothing that could differ from what it would answer, and no more than it may."""

import inspect
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from grader.judge import remembered
from grader.judge.remembered import RememberedModule

Asked = tuple[Any, list[Any]]

_SOURCE = '''
import warnings
import numpy as np

LIMIT = 3
KEPT = np.zeros(2)

def echo(*arguments, **keywords):
    """Return what came, as text and as an array."""
    asked.append((arguments, keywords))
    return repr((arguments, keywords)), np.full(3, float(len(asked)))

def count(*arguments, **keywords):
    asked.append((arguments, keywords))
    return len(asked)

def change(x):
    asked.append(x)
    x[0] = len(asked)
    return len(asked)

def freeze(x):
    asked.append(x)
    x.flags.writeable = False
    return len(asked)

def warn(x):
    asked.append(x)
    warnings.warn("careful", RuntimeWarning)
    return len(asked)

def refuse(x):
    asked.append(x)
    raise ValueError(len(asked))

def view(x, y=None): return asked.append(x) or (x if y is None else y)[1:]
def same(x): return asked.append(x) or [x]
def strided(x): return asked.append(x) or np.arange(12.0).reshape(3, 4)[:, ::2]
def frozen(x):
    asked.append(x)
    result = np.arange(3.0)
    result.flags.writeable = False
    return result
def mapping(x): return asked.append(x) or {"a": x}
def structure(x): return asked.append(x) or np.zeros(1, dtype="i4,i4")[0]
def fortran(x): return asked.append(x) or np.asfortranarray(np.arange(6.0).reshape(2, 3))
def large(x): return asked.append(x) or np.zeros(1 << 18)
def grow(n): return asked.append(n) or "x" * n
def divide(x): return asked.append(x) or float(np.float64(x) * 2)
def takes(function, self, value): return asked.append(value) or (function, self, value)

class Model:
    def fit(self): return asked.append(0) or len(asked)
'''


@pytest.fixture
def asked() -> list[Any]:
    """Give what the functions have really been asked."""
    return []


@pytest.fixture
def module(asked: list[Any]) -> types.ModuleType:
    """Give a reference."""
    module = types.ModuleType("reference")
    module.__dict__["asked"] = asked
    exec(_SOURCE, module.__dict__)  # noqa: S102  the text above
    return module


@pytest.fixture
def reference(module: types.ModuleType) -> Any:
    """Give the reference as a suite sees it."""
    return RememberedModule(module)


def test_what_was_asked_before_is_not_asked_again(reference: Any, asked: list[Any]) -> None:
    """The answer is the same, by position, by keyword, nested, of numbers, texts and arrays."""
    answers = [
        reference.count(1, "a", b"b", None, [2.5, (3j, np.arange(3))], x=np.float32(1), y=np.array("text"))
        for _ in range(3)
    ]
    assert answers == [1, 1, 1]
    assert len(asked) == 1


def test_an_answers_arrays_are_never_the_same_object(reference: Any) -> None:
    """Who changes what he was given changes nothing for the next, the first time included."""
    for _ in range(3):
        text, array = reference.echo(1)
        assert (text, array.tolist()) == ("((1,), {})", [1, 1, 1])
        array[:] = 9
    assert reference.echo(1)[1] is not reference.echo(1)[1]


def test_an_answers_layout_is_kept(reference: Any, asked: list[Any]) -> None:
    """Sums depend on it."""
    first, second = reference.fortran(1), reference.fortran(1)
    assert len(asked) == 1
    assert first.strides == second.strides == (8, 16)
    assert first.tolist() == second.tolist()


_SQUARE = np.arange(4.0).reshape(2, 2)
_READ_ONLY = _SQUARE.copy()
_READ_ONLY.flags.writeable = False
APART: list[Any] = [
    *(0.0, -0.0, 0, bool(0), 0j, -0j, np.float64(0), np.float64(-0.0), np.float32(0), np.int64(0), np.int32(0)),
    *(1, bool(1), 1.0, 1 + 0j, np.bool_(1), np.uint8(1), "1", b"1", np.str_("1"), None, "None"),
    *([1], (1,), [1.0], [[1]], [], (), [1, 2], [[1], 2], [1, [2]], [[1, 2]]),
    *(np.array(1), np.array([1]), np.array([[1]]), np.array(1.0), np.array(1, dtype=bool)),
    *(np.array([0.0]), np.array([-0.0]), np.zeros(0), np.zeros((0, 2)), np.zeros((2, 0))),
    *(_SQUARE, np.asfortranarray(_SQUARE), np.repeat(_SQUARE, 2, 1)[:, ::2], _READ_ONLY, _SQUARE.astype("f4")),
    *(_SQUARE.astype(">f8"), _SQUARE.view("i8"), _SQUARE.view("M8[s]"), _SQUARE.view("M8[ms]"), float("nan")),
    10**5000,
]


def test_what_differs_in_anything_is_told_apart(reference: Any, asked: list[Any]) -> None:
    """Type, sign of zero, dtype, byte order, layout, nesting; and by keyword is not by position."""
    for _ in range(2):
        numbers = [reference.count(value) for value in APART]
        assert numbers == list(range(1, len(APART) + 1))
    assert len(asked) == len(APART)
    assert reference.count(x=1) == len(APART) + 1
    assert reference.count(y=1) == len(APART) + 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("change", [5, 2]),
        ("change", np.arange(3.0)),
        ("freeze", np.arange(3.0)),
        ("count", {"a": 1}),
        ("count", np.array([None])),
        ("count", np.random.default_rng(3)),
        ("count", np.zeros(1, dtype="i4,i4")),
        ("count", np.zeros(1, dtype="i4,i4")[0]),
        ("count", np.zeros((1 << 20) + 1, dtype=np.int8)),
        ("count", np.ma.masked_array([1.0], [True])),
        ("count", abs),
        ("count", [abs]),
    ],
)
def test_a_question_that_cannot_be_told_from_others_is_asked_again(reference: Any, name: str, value: object) -> None:
    """What is changed in the asking, what has an identity or a state, and what is too large."""
    copies = [value.copy() if isinstance(value, list | np.ndarray) else value for _ in range(3)]
    assert [getattr(reference, name)(copy) for copy in copies] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("view", np.arange(3.0)),
        ("same", np.arange(3.0)),
        ("strided", 1),
        ("frozen", 1),
        ("mapping", 1),
        ("structure", 1),
        ("large", 1),
    ],
)
def test_an_answer_that_no_copy_could_stand_for_is_made_anew(
    reference: Any, asked: list[Any], name: str, value: object
) -> None:
    """A view, another layout, read-only memory, unknown types, and what is too large."""
    for _ in range(2):
        getattr(reference, name)(value)
    assert len(asked) == 2


def test_a_view_of_a_keyword_is_one(reference: Any, asked: list[Any]) -> None:
    """However an array was handed over, what shares its memory shares it each time."""
    for _ in range(2):
        y = np.arange(3.0)
        assert np.shares_memory(reference.view(0, y=y), y)
    assert len(asked) == 2


def test_a_warning_comes_each_time(reference: Any) -> None:
    """Of its category and from its place, and as an error where the suite says so."""
    for number in (1, 2):
        with pytest.warns(RuntimeWarning, match="careful") as caught:
            assert reference.warn(1) == number
        assert (caught[0].filename, caught[0].lineno) == (
            "<string>",
            _SOURCE.splitlines().index('    warnings.warn("careful", RuntimeWarning)') + 1,
        )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeWarning, match="careful"):
            reference.warn(1)


def test_an_exception_comes_each_time(reference: Any) -> None:
    """It is raised by the reference itself, with its traceback."""
    for number in (1, 2):
        with pytest.raises(ValueError, match=f"^{number}$"):
            reference.refuse(1)


def test_the_handling_of_floating_point_errors_is_part_of_the_question(reference: Any, asked: list[Any]) -> None:
    """What raises under one need not under another."""
    for _ in range(2):
        for over in ("ignore", "warn", "raise"):
            with np.errstate(over=over):
                assert reference.divide(2.0) == 4.0
    assert len(asked) == 3
    with np.errstate(over="ignore"):
        assert reference.divide(1e308) == np.inf
    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        reference.divide(1e308)


@pytest.mark.parametrize(("name", "sizes"), [("count", 1000), ("grow", 1000)])
def test_what_is_remembered_is_bounded(module: types.ModuleType, asked: list[Any], name: str, sizes: int) -> None:
    """The oldest is forgotten first; what was used lately stays, texts count by their length."""
    reference: Any = RememberedModule(module, max_bytes=6000)
    question: Callable[[int], Any] = (lambda n: "x" * (sizes + n)) if name == "count" else (lambda n: sizes + n)
    ask = getattr(reference, name)
    first = ask(question(0))
    for number in range(1, 20):
        ask(question(number))
        assert ask(question(0)) == first
    assert len(asked) == 20
    assert reference._bytes <= 6000
    assert len(reference._results) <= 5
    assert sum(size for _, size in reference._results.values()) == reference._bytes
    ask(question(1))
    assert len(asked) == 21


def test_an_answer_larger_than_all_may_be_is_not_kept(
    module: types.ModuleType, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would drive out everything else."""
    monkeypatch.setattr(remembered, "_MAX_ENTRY", 500)
    reference: Any = RememberedModule(module)
    for _ in range(2):
        reference.grow(501)
        reference.grow(5)
    assert asked == [501, 5, 501]


def test_everything_but_functions_is_as_it_is(reference: Any, module: types.ModuleType) -> None:
    """Classes, instances' methods and values are the module's own."""
    assert reference.Model is module.Model
    assert reference.KEPT is module.KEPT
    assert (reference.LIMIT, reference.__name__) == (3, "reference")
    model = reference.Model()
    assert [model.fit(), model.fit()] == [1, 2]
    with pytest.raises(AttributeError, match="nothing"):
        _ = reference.nothing


def test_a_function_is_still_one(reference: Any) -> None:
    """By name, docstring and signature, with no public attribute, the same each time, of parameters of any name."""
    assert reference.echo is reference.echo
    assert reference.echo.__doc__ == "Return what came, as text and as an array."
    assert list(inspect.signature(reference.view).parameters) == ["x", "y"]
    assert [name for name in dir(reference.echo) if not name.startswith("_")] == []
    for _ in range(2):
        assert reference.takes(function=1, self=2, value=3) == (1, 2, 3)


def test_functions_of_one_module_do_not_answer_for_each_other(reference: Any) -> None:
    """The function is part of the question."""
    assert reference.count(1) == 1
    assert reference.divide(1) == 2.0
    assert reference.count(1) == 1


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Let no setting of one test reach another."""
    before = np.geterr()
    yield
    assert np.geterr() == before
