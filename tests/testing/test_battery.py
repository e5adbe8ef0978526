"""``universal_battery``: each property has a wrong function that loses exactly its cases."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.errors import CourseError
from grader.testing import case_rng, universal_battery

Function = Callable[..., Any]
INPUTS = "test_leaves_its_inputs_unchanged"
FORTRAN, STRIDED, READ_ONLY = (
    f"test_takes_any_memory_layout[{layout}]" for layout in ("fortran_ordered", "strided", "read_only")
)
FLOAT32 = "test_keeps_float32"
WARNING = "test_raises_no_floating_point_warning"
EQUAL = "test_gives_equal_results_for_equal_inputs"
BATCH = "test_treats_each_row_of_a_batch_alone"
N2 = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
ALL = [INPUTS, FORTRAN, STRIDED, READ_ONLY, FLOAT32, WARNING, EQUAL, BATCH]


def lost(battery: type, student: Function, reference: Function) -> list[str]:
    """Run the cases on a function ``f`` and return the names of those that it loses."""
    fallen = []
    modules = {"student": SimpleNamespace(f=student), "reference": SimpleNamespace(f=reference)}
    for name, case in vars(battery).items():
        if not name.startswith("test_"):
            continue
        layouts = [mark.args[1] for mark in getattr(case, "pytestmark", [])]
        for options in [{"layout": layout} for layout in layouts[0]] if layouts else [{}]:
            try:
                case(battery(), **modules, rng=case_rng(0, name), **options)
            except CourseError:
                raise
            except Exception:  # noqa: BLE001 - a student's function may raise anything
                fallen.append(f"{name}[{options['layout']}]" if options else name)
    return fallen


def softmax(x: Any) -> Any:
    """Along the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


BATTERY = universal_battery("f", lambda rng: (rng.normal(size=(4, 3)),), batch=0)


def in_place(x: Any) -> Any:
    """Softmax that works in its input."""
    x -= x.max(axis=-1, keepdims=True)
    return softmax(x)


def by_memory_order(x: Any) -> Any:
    """Softmax of the entries in the order in which they lie in memory."""
    return softmax(x.ravel(order="K").reshape(x.shape))


def needs_contiguous(x: Any) -> Any:
    """Softmax of memory without gaps."""
    if not (x.flags.c_contiguous or x.flags.f_contiguous):
        raise ValueError("gaps")
    return softmax(x)


def touches_its_input(x: Any) -> Any:
    """Softmax that writes its input's own values back."""
    x += 0
    return softmax(x)


def noisy(x: Any) -> Any:
    """Softmax, with an overflow on the way."""
    np.exp(x * 1e5)
    return softmax(x)


class Tiring:
    """Right once; later it answers what it answered before, and half as much again."""

    def __init__(self) -> None:
        self.seen: Any = None

    def __call__(self, x: Any) -> Any:
        """Answer."""
        before, self.seen = self.seen, softmax(x)
        return self.seen if before is None or before.shape != x.shape else before * 1.5


@pytest.mark.parametrize(
    ("student", "cases"),
    [
        (softmax, []),
        (lambda x: x, ALL),
        (lambda _: None, ALL),
        (np.zeros_like, ALL),
        (in_place, [INPUTS, READ_ONLY]),
        (touches_its_input, [READ_ONLY]),
        (by_memory_order, [FORTRAN]),
        (needs_contiguous, [STRIDED]),
        (lambda x: softmax(x).astype(float), [FLOAT32]),
        (lambda x: softmax(x.astype("f2")).astype(x.dtype), [c for c in ALL if c != FLOAT32]),
        (noisy, [WARNING]),
        (lambda x: softmax(x.reshape(-1)).reshape(x.shape), ALL),
        (lambda x: softmax(x) if len(x) == 4 else softmax(x.T).T, [BATCH]),
    ],
)
@pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")
def test_each_fault_loses_the_cases_of_its_property(student: Function, cases: list[str]) -> None:
    """A wrong function loses its own cases; one that does nothing, harmlessly, loses all."""
    assert lost(BATTERY, student, softmax) == cases


def test_a_memory_of_earlier_calls_loses_the_second_of_two() -> None:
    """Equal arguments, equal results: the second call is compared too."""
    student, reference = SimpleNamespace(f=Tiring()), SimpleNamespace(f=softmax)
    with pytest.raises(AssertionError, match=r"every entry is 1\.5 times"):
        vars(BATTERY)[EQUAL](BATTERY(), student, reference, case_rng(0, EQUAL))


def test_a_random_answer_is_no_answer() -> None:
    """Global randomness gives two results for equal arguments."""
    rng = np.random.default_rng()
    assert lost(BATTERY, lambda x: softmax(x) + 1e-3 * rng.random(x.shape), softmax) == ALL


@pytest.mark.parametrize(
    ("reference", "inputs"),
    [
        (lambda x: float((x**2).sum()), lambda rng: (rng.normal(size=(3, 2)),)),
        (lambda x, y: (x @ y, {"norm": np.linalg.norm(x), "n": len(x)}), lambda rng: (rng.normal(size=(3, 2)), N2)),
        (lambda x, rng: x + rng.normal(size=x.shape).astype(x.dtype), lambda rng: (rng.normal(size=3), rng)),
        (lambda d: [d["w"] * 2, d["labels"][0]], lambda rng: ({"w": rng.normal(size=3), "labels": np.arange(2)},)),
        (lambda x: x.real, lambda rng: (rng.normal(size=3) * 1j,)),
        (lambda labels: labels == 1, lambda _: (np.array([0, 1, 1]),)),
        (lambda n, word: n * word, lambda _: (3, "ab")),
        (lambda x: x.sum(), lambda rng: (rng.normal(size=3),)),
    ],
)
def test_any_arguments_and_any_value_will_do(reference: Function, inputs: Any) -> None:
    """Floats, tuples, dicts, labels and generators; without a batch, without one case."""
    battery = universal_battery("f", inputs)
    assert lost(battery, reference, reference) == []
    assert lost(battery, lambda *_: None, reference) == ALL[:-1]


def test_float32_is_compared_with_the_reference_in_double_precision() -> None:
    """A variance that cancels all of its digits is too far off, though the dtype is right."""
    battery = universal_battery("f", lambda rng: (rng.normal(size=50) + 1000,))
    reference: Function = np.var
    assert lost(battery, reference, reference) == []
    assert lost(battery, lambda x: (x**2).mean() - x.mean() ** 2, reference) == [FLOAT32]


def test_cases_can_be_left_out() -> None:
    """``float32`` and ``errstate`` drop their case, ``batch`` adds its own."""
    battery = universal_battery("f", lambda rng: (rng.normal(size=3),), float32=False, errstate=False)
    assert [name for name in vars(battery) if name.startswith("test_")] == [
        INPUTS,
        re.sub(r"\[.*", "", FORTRAN),
        EQUAL,
    ]


def test_a_call_of_its_own_stands_in_for_the_plain_one() -> None:
    """A cache of the student's own design is left out, and what is compared is the rest."""

    def with_cache(x: Any, cache: object = None) -> Any:
        return softmax(x), cache

    battery = universal_battery("f", lambda rng: (rng.normal(size=(4, 3)),), call=lambda module, x: module.f(x)[0])
    assert lost(battery, lambda x: with_cache(x, "mine"), with_cache) == []
    assert lost(battery, lambda x: (x, None), with_cache) == [name for name in ALL if name != BATCH]


def test_several_arguments_may_share_a_batch() -> None:
    """Each of them is cut, the others are not."""
    reference: Function = lambda x, w, y: ((x @ w) * y[:, None], y)  # noqa: E731 - as short as the property
    battery = universal_battery("f", lambda rng: (rng.normal(size=(4, 3)), N2.T, rng.normal(size=4)), batch=(0, 2))
    assert lost(battery, reference, reference) == []
    centred: Function = lambda x, w, y: (((x - x.mean(0)) @ w) * y[:, None], y)  # noqa: E731 - as above
    assert lost(battery, centred, centred) == [BATCH]


def test_the_cases_bear_the_marks(pytester: pytest.Pytester) -> None:
    """The function's own name is the exercise, unless another is given; the group is robust."""
    items = pytester.getitems(
        "from grader.testing import universal_battery, describe\n"
        "TestF = universal_battery('f', lambda rng: ())\n"
        "TestG = universal_battery('f', lambda rng: (), exercise='g', group='edge', float32=False)\n"
    )
    from grader.testing import describe  # noqa: PLC0415 - beside its one use

    described = [describe(item) for item in items]
    assert {(case.id.partition("::")[0], case.exercise, case.group) for case in described} == {
        ("TestF", "f", "robust"),
        ("TestG", "g", "edge"),
    }
    assert [case.id for case in described if case.id.startswith("TestF")] == [f"TestF::{case}" for case in ALL[:-1]]
    assert not [case for case in described if case.id == f"TestG::{FLOAT32}"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"inputs": lambda rng: rng.normal(size=3)}, "`inputs` returns a ndarray; return a tuple of arguments"),
        ({"group": "easy"}, "`group` is 'easy'; the groups are core, edge, robust"),
        ({"batch": 3}, r"`batch` is \(3,\) of 1 arguments; write positions"),
        ({"inputs": lambda rng: (rng.normal(size=(1, 3)),), "batch": 0}, "no common axis 0 of 2 rows or more"),
        ({"reference": lambda x: float(x.sum()), "batch": 0}, "no common axis 0 of 2 rows or more; leave `batch` out"),
        ({"reference": lambda x: x[1:], "batch": 0}, "no common axis 0"),
        ({"reference": lambda x: x.astype(float)}, "the reference makes no float32 of float32; mend it or write"),
    ],
)
def test_an_authors_fault_is_told_as_one(options: dict[str, Any], words: str) -> None:
    """The battery's name, the fault and what to write; no student loses a case by it."""
    reference = options.pop("reference", softmax)
    with pytest.raises(CourseError, match=rf"universal_battery\('f'\): .*{words}"):
        lost(
            universal_battery("f", **{"inputs": lambda rng: (rng.normal(size=(4, 3)),), **options}),
            reference,
            reference,
        )
