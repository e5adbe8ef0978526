"""Which misconception a submission has: the one variant that answers every recorded call as the submission did.

No heuristics: the variant's answers are the submission's on all calls, differ from the reference's on at least one,
and no other variant of the exercise does the same; else there is no diagnosis. Rounding is allowed for, since the same
mistake is made in other words: an answer is a variant's where it is a thousand times nearer to it than to the
reference's, or nearer than 1e-9 of its size.
"""

import types
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader.judge.handle import Handle, number_of
from grader.judge.recording import Call, copied_value
from grader.wire.exceptions import ancestry, exception
from grader.wire.operations import OPERATIONS

_ROUNDING = 1e-9
_NEARER = 1e-3
_FARTHEST = 1e-2
_SMALL = 1e-3  # below this size what rounding leaves of a zero would count as all of it


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """A misconception as the judge needs it: the exercise, the name, and the solution with the mistake in it."""

    exercise: str
    name: str
    source: str


class NotReplayableError(Exception):
    """A recording that another module cannot follow."""


Answers = list[tuple[Any, Any]]
"""For each call its result (an exception's class for one that raised) and its arguments afterwards."""


class Replay:
    """Asks a module in this process what a submission was asked."""

    def __init__(self, module: object, submission: Handle, members: Mapping[int, str]) -> None:
        self._objects: dict[int, Any] = {number_of(submission): module}
        self._members = members
        self._module = module

    def answers(self, calls: Iterable[Call]) -> Answers:
        """Return the answers to all calls, in order."""
        return [self.answer(call) for call in calls]

    def answer(self, call: Call) -> tuple[Any, Any]:
        """Return the result and the arguments afterwards; NotReplayableError where an object is not known here."""
        memo: dict[int, Any] = {}
        arguments = self._translated(copied_value(call.arguments, memo))
        keywords = self._translated(copied_value(call.keywords, memo))
        target = self._object(call.target) if isinstance(call.target, Handle) else call.target
        result: Any
        with warnings.catch_warnings(), np.errstate(**(call.errstate or {})):  # type: ignore[arg-type]  # the judge's own np.geterr()
            warnings.simplefilter("ignore")
            try:
                result = OPERATIONS[call.operation](target, *arguments, **keywords)
            except Exception as error:  # noqa: BLE001  an answer like any other
                result = type(exception(ancestry(type(error)), ""))
        if isinstance(call.result, Handle):
            self._objects[number_of(call.result)] = result
        return result, (arguments, keywords)

    def _object(self, handle: Handle) -> Any:
        number = number_of(handle)
        if number not in self._objects and number in self._members:
            self._objects[number] = getattr(self._module, self._members[number], None)
        if number not in self._objects:
            raise NotReplayableError
        return self._objects[number]

    def _translated(self, value: Any) -> Any:
        if isinstance(value, Handle):
            return self._object(value)
        if type(value) in {list, tuple}:
            return type(value)(self._translated(part) for part in value)
        if type(value) is dict:
            return {key: self._translated(part) for key, part in value.items()}
        return value


def recognise(calls: Sequence[Call], right: Answers, variants: Iterable[tuple[str, Replay]]) -> str | None:
    """Return the name of the one variant that answers as the submission did, None where there is none or several.

    ``right`` are the reference's answers to the same calls.
    """
    apart = [distance((call.result, call.after), answer) for call, answer in zip(calls, right, strict=True)]
    if not any(d > _ROUNDING for d in apart):
        return None
    found = [name for name, replay in variants if _answers_alike(replay, calls, apart)]
    return found[0] if len(found) == 1 else None


def _answers_alike(replay: Replay, calls: Iterable[Call], apart: Iterable[float]) -> bool:
    for call, from_reference in zip(calls, apart, strict=True):
        try:
            far = distance((call.result, call.after), replay.answer(call))
        except NotReplayableError:
            return False
        if far > max(_ROUNDING, min(_FARTHEST, _NEARER * from_reference)):
            return False
    return True


def distance(ours: Any, theirs: Any) -> float:
    """Return how far two answers are apart: 0 for equal, a fraction of their size for numbers, else infinity."""
    if isinstance(ours, Handle):
        return 0.0 if _stays(theirs) else np.inf
    if isinstance(ours, BaseException):
        ours = type(ours)
    if _is_numeric(ours) and _is_numeric(theirs):
        return _numeric_distance(ours, theirs)
    if type(ours) in {tuple, list, dict} and type(ours) is type(theirs):
        return _container_distance(ours, theirs)
    return 0.0 if _is_same(ours, theirs) else np.inf


def _container_distance(ours: Any, theirs: Any) -> float:
    if isinstance(ours, dict):
        if ours.keys() != theirs.keys():
            return np.inf
        ours, theirs = list(ours.values()), [theirs[key] for key in ours]
    if len(ours) != len(theirs):
        return np.inf
    return max((distance(a, b) for a, b in zip(ours, theirs, strict=True)), default=0.0)


def _is_same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, type) or isinstance(theirs, type):
        return ours is theirs  # the classes of exceptions
    if isinstance(ours, np.random.Generator) and isinstance(theirs, np.random.Generator):
        return True  # drawing in another way is no other answer
    if isinstance(ours, (str, bytes, bool, type(None))):
        return type(ours) is type(theirs) and bool(ours == theirs)
    if isinstance(ours, (np.ndarray, np.generic)) and isinstance(theirs, (np.ndarray, np.generic)):
        return ours.dtype == theirs.dtype and type(ours) is type(theirs) and np.array_equal(ours, theirs)
    return ours is theirs or (callable(ours) and callable(theirs))


def _stays(value: Any) -> bool:
    """Tell whether a value is none that crosses the wire as such."""
    plain = (type(None), bool, int, float, complex, str, bytes, tuple, list, dict, np.ndarray, np.generic)
    return not isinstance(value, (*plain, np.random.Generator)) and not (
        isinstance(value, type) and issubclass(value, Exception)
    )


def _is_numeric(value: Any) -> bool:
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype.kind in "biufc"
    return type(value) in {bool, int, float, complex}


def _numeric_distance(ours: Any, theirs: Any) -> float:
    arrays = isinstance(ours, np.ndarray), isinstance(theirs, np.ndarray)
    a, b = np.asarray(ours), np.asarray(theirs)
    # A Python number and a NumPy scalar are one answer; an array is another, and so is one of another dtype.
    if a.shape != b.shape or arrays[0] != arrays[1] or (all(arrays) and a.dtype != b.dtype):
        return np.inf
    if a.dtype.kind in "biu" and b.dtype.kind in "biu":
        return 0.0 if np.array_equal(a, b) else 1.0
    with np.errstate(all="ignore"):
        finite = np.isfinite(a)
        if not np.array_equal(finite, np.isfinite(b)) or not np.array_equal(a[~finite], b[~finite], equal_nan=True):
            return np.inf
        if not finite.any():
            return 0.0
        size = max(float(np.abs(a[finite]).max()), float(np.abs(b[finite]).max()), _SMALL)
        return float(np.abs(a[finite].astype(complex) - b[finite].astype(complex)).max() / size)


def load_variant(variant: Variant) -> types.ModuleType:
    """Run a variant's source as a module of its own."""
    module = types.ModuleType(variant.name)
    exec(compile(variant.source, f"{variant.name}.py", "exec"), module.__dict__)  # noqa: S102  written by the author
    return module
