"""Which misconception a submission has: the one variant that answers every recorded call as the submission did.

No heuristics: the variant's answers are the submission's on all calls, differ from the reference's on at least one,
and no other variant of the exercise does the same; else there is no diagnosis. Rounding is allowed for, since the same
mistake is made in other words: an answer is a variant's where it is a thousand times nearer to it than to the
reference's, or nearer than rounding may be; in a case that passed also where it is no nearer to the reference's, since
there the suite itself has taken one for the other. What a variant answers is noise where a change of its arguments in
the last digits changes all of it, as of a singular matrix: then only the kind of the answer counts.
"""

import dataclasses
import types
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader.judge.handle import Handle, number_of
from grader.judge.recording import Call, Recording, copied_value
from grader.testing.exact import map_leaves
from grader.wire.exceptions import ancestry, exception
from grader.wire.operations import OPERATIONS

_NEARER = 1e-3
_FARTHEST = 1e-2
_ROUNDINGS_OFF = 4
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


class _Heard(msgspec.Struct, frozen=True):
    """A call, how far it is from the reference's answer and may be from a variant's, and whether that is a mistake."""

    call: Call
    apart: float
    allowed: float
    is_wrong: bool


def recognise(
    calls: Sequence[tuple[Call, Recording]], right: Answers, variants: Iterable[tuple[str, Callable[[], Replay]]]
) -> str | None:
    """Return the name of the one variant that answers as the submission did, None where there is none or several.

    Each call comes with the case that it was made in, and ``right`` are the reference's answers.
    """
    heard = [_hear(call, recording, answer) for (call, recording), answer in zip(calls, right, strict=True)]
    if not any(one.is_wrong for one in heard):
        return None
    found = [name for name, replay in variants if _answers_alike(replay, heard)]
    return found[0] if len(found) == 1 else None


def _hear(call: Call, recording: Recording, right: tuple[Any, Any]) -> _Heard:
    rounding = recording.rounding
    apart = distance((call.result, call.after), right)
    taken_for_right = apart if recording.passed and np.isfinite(apart) else 0.0
    allowed = max(rounding, min(_FARTHEST, _NEARER * apart), taken_for_right)
    return _Heard(call, apart, allowed, is_wrong=apart > rounding and not recording.passed)


def _answers_alike(replay: Callable[[], Replay], heard: Sequence[_Heard]) -> bool:
    calls = [one.call for one in heard]
    try:
        answers = replay().answers(calls)
        far = [distance((call.result, call.after), answer) for call, answer in zip(calls, answers, strict=True)]
        differing = [place for place, one in enumerate(heard) if far[place] > one.allowed]
        # Most variants differ by more than noise could, or explain nothing else; and a second replay takes as long.
        if not all(np.isfinite(far[place]) for place in differing):
            return False
        if not any(_is_explained(one, differs=place in differing) for place, one in enumerate(heard)):
            return False
        moved = replay().answers(map(_moved, calls)) if differing else []
    except NotReplayableError:
        return False
    return all(distance(answers[place], moved[place]) > _FARTHEST for place in differing)


def _is_explained(one: _Heard, *, differs: bool) -> bool:
    """Tell whether a variant gives what is wrong here: the same, or noise of the same kind where another was due."""
    return one.is_wrong and (not differs or np.isinf(one.apart))


def _moved(call: Call) -> Call:
    """Return a call with every number in its arrays moved by what rounding could do to it."""
    return dataclasses.replace(
        call, arguments=map_leaves(_moved_leaf, call.arguments), keywords=map_leaves(_moved_leaf, call.keywords)
    )


def _moved_leaf(value: Any) -> Any:
    if type(value) is not np.ndarray or value.dtype.kind not in "fc":
        return value
    signs = np.where(np.arange(value.size) % 3 == 0, -1, 1).reshape(value.shape)
    return (value * (1 + _ROUNDINGS_OFF * np.finfo(value.dtype).eps * signs)).astype(value.dtype)


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
