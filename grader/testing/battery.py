"""``universal_battery``: the cases that hold for every array function, in one line of a suite.

Invariant: every case compares the student's value with the reference's on the same inputs, so that a function that
does nothing, harmlessly, earns nothing.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import numpy as np
import pytest

from grader.course.manifest import GROUPS
from grader.errors import CourseError
from grader.testing.comparison import assert_close
from grader.testing.exact import INEXACT, Array, Nested, arrays_in, is_array, is_dict, is_sequence, leaves, map_leaves
from grader.testing.inputs import arrays_only, nc
from grader.testing.memory import assert_unchanged

_ROWS = 2  # a batch of one shows nothing
_SINGLE = 4  # bytes of a float32

Module: TypeAlias = Any  # the student's, the reference's, or a judge's proxy
Inputs: TypeAlias = Callable[[np.random.Generator], tuple[Any, ...]]
Call: TypeAlias = Callable[..., Nested]  # of a module and the arguments


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The function under test, how its arguments are drawn and how it is called; ``batch``: see the battery."""

    name: str
    inputs: Inputs
    batch: tuple[int, ...]
    through: Call | None = None

    def draw(self, rng: np.random.Generator) -> tuple[Any, ...]:
        """Draw the arguments of one case."""
        arguments = self.inputs(rng)
        if type(arguments) is not tuple:
            raise self.fault(f"`inputs` returns a {type(arguments).__name__}; return a tuple of arguments")
        return arguments

    def call(self, module: Module, arguments: tuple[Any, ...]) -> Nested:
        """Call the module's function."""
        return getattr(module, self.name)(*arguments) if self.through is None else self.through(module, *arguments)

    def expected(self, reference: Module, arguments: tuple[Any, ...]) -> Nested:
        """Return the reference's result, without a trace on the arguments."""
        return self.call(reference, copy.deepcopy(arguments))

    def fault(self, problem: str) -> CourseError:
        """Return the error that says what is wrong with the author's line."""
        return CourseError(f"universal_battery({self.name!r})", problem)


def universal_battery(
    name: str,
    inputs: Inputs,
    *,
    exercise: str | None = None,
    call: Call | None = None,
    float32: bool = True,
    batch: int | tuple[int, ...] | None = None,
    errstate: bool = True,
    group: str = "robust",
) -> type:
    """Make the test class of what holds for every function of arrays; bind it to a name that starts with ``Test``.

    ``inputs(rng)`` returns a tuple of arguments, legal and finite. The cases: the arguments are left alone; Fortran
    order, strides and read-only arrays make no difference; float32 stays float32 (``float32``); no floating-point
    warning (``errstate``); equal arguments, equal results; and the rows of a batch do not see each other, where
    ``batch`` gives the position of the argument, or arguments, whose axis 0 is the batch and every array of the
    result has it too. They belong to ``exercise``, by default that of the function's own name.

    ``call(module, *arguments)`` stands in for the plain call where that is not the whole story: to leave an opaque
    cache out of the result, or to go forward and then backward.
    """
    positions = () if batch is None else (batch,) if isinstance(batch, int) else tuple(batch)
    subject = Subject(name=name, inputs=inputs, batch=positions, through=call)
    if group not in GROUPS:
        raise subject.fault(f"`group` is {group!r}; the groups are {', '.join(GROUPS)}")
    left_out = {
        "test_keeps_float32": not float32,
        "test_raises_no_floating_point_warning": not errstate,
        "test_treats_each_row_of_a_batch_alone": not positions,
    }
    cases = {
        case: function for case, function in vars(_Cases).items() if case.startswith("test_") and not left_out.get(case)
    }
    marks = [pytest.mark.exercise(exercise or name), pytest.mark.group(group)]
    return type("UniversalBattery", (), {**cases, "subject": subject, "pytestmark": marks})


def _read_only(array: Array) -> Array:
    copied = array.copy()
    copied.setflags(write=False)
    return copied


_LAYOUTS: dict[str, Callable[[Array], Array]] = {
    "fortran_ordered": np.asfortranarray,
    "strided": nc,
    "read_only": _read_only,
}


class _Cases:
    """The functions that become a suite's cases; never collected itself, since no suite sees its name."""

    subject: ClassVar[Subject]

    def test_leaves_its_inputs_unchanged(self, student: Module, reference: Module, rng: np.random.Generator) -> None:
        arguments = self.subject.draw(rng)
        before = arrays_only(copy.deepcopy(arguments))
        expected = self.subject.expected(reference, arguments)
        assert_close(self.subject.call(student, arguments), expected)
        assert_unchanged(before, arrays_only(arguments))

    @pytest.mark.parametrize("layout", list(_LAYOUTS))
    def test_takes_any_memory_layout(
        self, student: Module, reference: Module, rng: np.random.Generator, layout: str
    ) -> None:
        arguments = self.subject.draw(rng)
        expected = self.subject.expected(reference, arguments)
        laid_out = _map_arrays(_LAYOUTS[layout], arguments)
        assert_close(self.subject.call(student, laid_out), expected)

    def test_keeps_float32(self, student: Module, reference: Module, rng: np.random.Generator) -> None:
        narrow = _map_arrays(_narrowed, self.subject.draw(rng))
        wide = _map_arrays(_widened, copy.deepcopy(narrow))
        kinds = self.subject.expected(reference, narrow)
        expected = _cast(self.subject.call(reference, wide), kinds)
        widths = {array.dtype.itemsize for array in arrays_in(kinds) if array.dtype.kind == "f"}
        if widths and _SINGLE not in widths:
            raise self.subject.fault("the reference makes no float32 of float32; mend it or write float32=False")
        assert_close(self.subject.call(student, narrow), expected, rtol=1e-3, atol=1e-5)

    def test_raises_no_floating_point_warning(
        self, student: Module, reference: Module, rng: np.random.Generator
    ) -> None:
        arguments = self.subject.draw(rng)
        expected = self.subject.expected(reference, arguments)
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            result = self.subject.call(student, arguments)
        assert_close(result, expected)

    def test_gives_equal_results_for_equal_inputs(
        self, student: Module, reference: Module, rng: np.random.Generator
    ) -> None:
        arguments = self.subject.draw(rng)
        expected = self.subject.expected(reference, arguments)
        again = copy.deepcopy(arguments)
        assert_close(self.subject.call(student, arguments), expected)
        assert_close(self.subject.call(student, again), expected)

    def test_treats_each_row_of_a_batch_alone(
        self, student: Module, reference: Module, rng: np.random.Generator
    ) -> None:
        arguments = self.subject.draw(rng)
        expected = self.subject.expected(reference, arguments)
        for row in range(_batch_size(self.subject, arguments, expected)):
            alone = tuple(
                argument[row : row + 1] if position in self.subject.batch else argument
                for position, argument in enumerate(copy.deepcopy(arguments))
            )
            wanted = _map_arrays(_rows(row), expected)
            assert_close(self.subject.call(student, alone), wanted)
        assert_close(self.subject.call(student, arguments), expected)


def _map_arrays(function: Callable[[Array], Array], value: Nested) -> Nested:
    return map_leaves(lambda leaf: function(leaf) if is_array(leaf) else leaf, value)


def _rows(row: int) -> Callable[[Array], Array]:
    return lambda array: array[row : row + 1]


def _narrowed(array: Array) -> Array:
    return array.astype({"d": np.float32, "D": np.complex64}.get(array.dtype.char, array.dtype))


def _widened(array: Array) -> Array:
    return array.astype({"f": np.float64, "F": np.complex128}.get(array.dtype.char, array.dtype))


def _cast(value: Nested, like: Nested) -> Nested:
    """Give the reference's values the dtypes that it returns for float32."""
    if is_array(value):
        return value.astype(like.dtype)
    if is_dict(value):
        return {key: _cast(entry, like[key]) for key, entry in value.items()}
    if is_sequence(value):
        return type(value)(_cast(entry, other) for entry, other in zip(value, like, strict=True))
    return type(like)(value) if type(value) in INEXACT else value


def _batch_size(subject: Subject, arguments: tuple[Any, ...], expected: Nested) -> int:
    """Return the number of rows; every batch argument and every array of the result must have as many."""
    try:
        batches = [arguments[position] for position in subject.batch]
    except IndexError:
        raise subject.fault(f"`batch` is {subject.batch} of {len(arguments)} arguments; write positions") from None
    sizes = {len(leaf) if is_array(leaf) and leaf.ndim else 0 for leaf in [*batches, *leaves(expected)]}
    if len(sizes) != 1 or min(sizes) < _ROWS:
        raise subject.fault("a batch argument or a result has no common axis 0 of 2 rows or more; leave `batch` out")
    return sizes.pop()
