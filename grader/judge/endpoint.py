"""The judge's end of the wire: it believes only "this is the value that I return"."""

import contextlib
import types
import warnings
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.judge.alarm import released
from grader.judge.channel import JudgeChannel
from grader.judge.handle import Handle, number_of
from grader.printable import one_line
from grader.wire import Endpoint, Raised, Request, Returned, UnsendableError, WireError
from grader.wire.changes import apply_change, content_of
from grader.wire.exceptions import ancestry, category, exception
from grader.wire.messages import Answer

MAX_MESSAGE = 2_000
_MAX_LINE = 1_000_000
_MAX_CLASSES = 256
_MAX_CLASS_NAME = 60
_AT_THE_SUITE = 7  # conclude, request, _request, ask, _ask, the handle's method, the suite

_DEFAULT_ERRSTATE = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
_NEVER_HANDED_OUT = (
    *(types.ModuleType, type, types.CodeType, types.FrameType, types.TracebackType),
    *(types.GenericAlias, np.ndarray, np.dtype),
    # Their state can be set to one that reads memory out of bounds, and their ``ctypes`` calls any address.
    *(np.random.Generator, np.random.BitGenerator, np.random.RandomState),
)


class StudentFault:
    """Marks an exception as the student's own: attached to it as ``__cause__`` cannot be, since suites look there."""

    __slots__ = ("line", "name")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line


class StudentExitError(Exception):
    """The student's code tried to end the process, or raised what only the interpreter raises."""


class JudgeEndpoint(Endpoint):
    """One worker's judge: makes handles, raises the student's exceptions, serves callbacks."""

    def __init__(self, channel: JudgeChannel, ask: Callable[[Request], Any]) -> None:
        super().__init__(channel)
        self._ask = ask
        self._handles: weakref.WeakValueDictionary[int, Handle] = weakref.WeakValueDictionary()
        self._classes: dict[str, type[Handle]] = {}
        self.unimplemented = ""
        """The text of the last NotImplementedError: a suite may take it for the RuntimeError that it is."""
        self._changed: dict[int, tuple[object, object]] = {}
        self._sharing: dict[int, list[weakref.ref[Any]]] = {}
        """By the result's ``id``, for as long as it lives."""

    def proxy(self, number: int, name: str) -> Handle:
        """Return the student's object of that number: one object, one handle."""
        handle = self._handles.get(number)
        if handle is None:
            handle = self._handles[number] = self._class(name)(self._ask, number, name)
        return handle

    def _class(self, name: str) -> type[Handle]:
        """Return a class of handles that bears the name of the student's, for messages to say."""
        if name not in self._classes and len(self._classes) < _MAX_CLASSES:
            self._classes[name] = type(
                one_line(name, _MAX_CLASS_NAME), (Handle,), {"__slots__": (), "__doc__": vars(Handle)["__doc__"]}
            )
        return self._classes.get(name, Handle)

    def number_of(self, value: object) -> int | None:
        """Return the worker's number of a handle of this worker."""
        if not isinstance(value, Handle):
            return None
        number = number_of(value)
        if self._handles.get(number) is not value:
            raise UnsendableError("a handle of a worker that is gone")
        return number

    def permit(self, value: object) -> None:
        """Hand out callables and instances, never what leads on to everything else."""
        if isinstance(value, _NEVER_HANDED_OUT):
            raise UnsendableError(f"a {type(value).__name__} must not reach a student")

    def perform(self, request: Request) -> Answer:
        """Serve a callback: call, index, iterate, or read a public attribute of what was handed out."""
        try:
            if id(request.target) not in self._numbers:
                raise TypeError("this is no object of the caller's")  # noqa: TRY301  an answer like any other
            with released():
                return Returned(_callback(request))
        except Exception as error:  # noqa: BLE001  it goes to the student, as it would in process
            return Raised(ancestry(type(error)), str(error)[:MAX_MESSAGE])

    def change(self, original: object, content: object) -> None:
        """Let the suite see the change, and remember what was there before."""
        if id(original) not in self._changed:
            self._changed[id(original)] = original, content_of(original)
        super().change(original, content)

    def undo_changes(self) -> None:
        """Give every object of the suite's back what a case changed in it: the next one may use it again."""
        for original, content in reversed(self._changed.values()):
            with contextlib.suppress(WireError):  # the suite has given it another shape
                apply_change(original, content)
        self._changed.clear()

    def conclude(self, answer: Answer, table: list[object]) -> Any:
        """Return the student's result, or raise the student's exception; pass on warnings and facts."""
        for warned in answer.warned:
            warnings.warn(warned.message[:MAX_MESSAGE], category(warned.category), stacklevel=_AT_THE_SUITE)
        if isinstance(answer, Raised):
            if answer.ancestry[:1] == ("NotImplementedError",):
                self.unimplemented = answer.message[:MAX_MESSAGE] or "this exercise"
            raise student_exception(answer)
        for result, argument in answer.sharing:
            self._note_sharing(table[result], table[argument])
        return answer.value

    def shares_memory(self, result: object, argument: object) -> bool:
        """Tell whether the worker said so of the result of a call."""
        return result is argument or any(other() is argument for other in self._sharing.get(id(result), ()))

    def _note_sharing(self, result: object, argument: object) -> None:
        if isinstance(result, np.ndarray) and isinstance(argument, np.ndarray):
            if id(result) not in self._sharing:
                self._sharing[id(result)] = []
                weakref.finalize(result, self._sharing.pop, id(result))
            self._sharing[id(result)].append(weakref.ref(argument))


def errstate() -> dict[str, str] | None:
    """Return the judge's floating-point error handling, None for NumPy's default."""
    now = {kind: str(how) for kind, how in np.geterr().items()}
    return None if now == _DEFAULT_ERRSTATE else now


def student_exception(answer: Raised) -> Exception:
    """Return the exception to raise in the suite, marked as the student's."""
    name = answer.ancestry[0] if answer.ancestry else "Exception"
    message = answer.message[:MAX_MESSAGE]
    if "Exception" in answer.ancestry:
        error = exception(answer.ancestry, message)
    else:
        error = StudentExitError(f"{name}: {message}" if message else name)
    line = answer.line if 0 < answer.line < _MAX_LINE else 0
    error.student_fault = StudentFault(name[:100], line)  # type: ignore[attr-defined]  # instances take attributes
    return error


def fault_of(error: BaseException) -> StudentFault | None:
    """Return the mark of a student's exception, None for any other."""
    fault = getattr(error, "student_fault", None)
    return fault if isinstance(fault, StudentFault) else None


def _callback(request: Request) -> Any:
    match request.operation, request.arguments:
        case "call", arguments:
            return request.target(*arguments, **request.keywords)  # type: ignore[operator]  # else a TypeError
        case "getattr", (str() as name,) if not name.startswith("_"):
            return getattr(request.target, name)
        case "getitem", (key,):
            return request.target[key]  # type: ignore[index]  # as above
        case "iter", ():
            return iter(request.target)  # type: ignore[call-overload]  # as above
        case "next", ():
            return next(request.target)  # type: ignore[call-overload]  # as above
    raise TypeError(f"{request.operation[:40]!r} cannot be asked of the caller's object")
