"""Loads a submission and does what the judge asks of it, one request after the other."""

import itertools
import linecache
import random
import sys
import types
import warnings
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from grader.wire import Channel, Endpoint, HungUpError, Raised, Request, Returned
from grader.wire.exceptions import ancestry, category_name, exception
from grader.wire.messages import MAX_WARNINGS, REQUEST, Answer, Warned
from grader.wire.operations import OPERATIONS
from grader.worker.remote import Remote, number_of
from grader.worker.shortcuts import Tripwire, find_all

MAX_MESSAGE = 4_000
_MAX_MEMBERS = 256

# What the assignment is given from earlier ones: a module of this name.
GIVEN = "given"


class Server(Endpoint):
    """The worker's end: it holds one submission's module."""

    def __init__(self, channel: Channel, seed: int = 0) -> None:
        super().__init__(channel)
        self._remotes: WeakValueDictionary[int, Remote] = WeakValueDictionary()
        self._seed = seed
        self._file = ""
        self._code: types.CodeType | None = None
        self._module = types.ModuleType("")
        self._members: dict[int, str] = {}
        """The names of the module's functions and classes, by their ``id``: the judge knows these without asking."""
        self._tripwire = Tripwire()

    def run(self) -> None:
        """Serve until the judge hangs up."""
        try:
            while True:
                kind, call, payload = self._channel.receive()
                if kind != REQUEST:
                    return
                self.serve(call, payload)
        except HungUpError:
            return

    def proxy(self, number: int, name: str) -> Remote:
        """Return the judge's object of that number."""
        remote = self._remotes.get(number)
        if remote is None:
            remote = self._remotes[number] = Remote(self.request, number, name)
        return remote

    def number_of(self, value: object) -> int | None:
        """Return the judge's number of a Remote."""
        return number_of(value) if type(value) is Remote else None

    def permit(self, value: object) -> None:
        """Hand out anything: nothing here is secret."""

    def perform(self, request: Request) -> Answer:
        """Do one operation; whatever it raises is an answer, too."""
        with warnings.catch_warnings(record=True) as caught, np.errstate(**(request.errstate or {})):  # type: ignore[arg-type]  # the judge's own np.geterr()
            warnings.simplefilter("always")
            try:
                value = self._operate(request)
            except BaseException as error:  # noqa: BLE001  an exit, too, is the student's own
                return self._describe(error, _texts(caught))
        return Returned(value, warned=_texts(caught))

    def conclude(self, answer: Answer, table: list[object]) -> Any:
        """Give the student what the judge's callable returned or raised."""
        del table
        if isinstance(answer, Raised):
            raise exception(answer.ancestry, answer.message)
        return answer.value

    def _operate(self, request: Request) -> Any:
        match request.operation:
            case "give":
                return self._give(*request.arguments)
            case "compile":
                return self._compile(*request.arguments)
            case "execute":
                return self._execute(*request.arguments)
            case "shortcuts":
                return find_all(*request.arguments)
            case "forbid":
                return self._tripwire.set(*request.arguments)
        target = request.target
        if name := self._members.get(id(target)):
            # What the submission has bound to this name since it was loaded.
            target = vars(self._module).get(name, target)
        return OPERATIONS[request.operation](target, *request.arguments, **request.keywords)

    def _give(self, text: str) -> None:
        """Make what is given importable, before any of the student's code has run."""
        given = _module(GIVEN, f"{GIVEN}.py")
        exec(_compiled(text, f"{GIVEN}.py"), given.__dict__)  # noqa: S102  the judge's own text
        self._tripwire.exempt = given.__dict__

    def _compile(self, source: str, file: str) -> None:
        self._file = file
        self._code = _compiled(source, file)

    def _execute(self, name: str) -> tuple[types.ModuleType, dict[str, object]]:
        if self._code is None:
            raise RuntimeError("nothing was compiled")
        random.seed(self._seed)
        np.random.seed(self._seed)  # noqa: NPY002  a student's code may use it
        module = _module(name, self._file)
        exec(self._code, module.__dict__)  # noqa: S102  what a worker is for
        members = {key: value for key, value in vars(module).items() if type(key) is str and _is_member(value)}
        members = dict(itertools.islice(members.items(), _MAX_MEMBERS))
        self._module = module
        self._members = {id(value): key for key, value in members.items()}
        return module, members

    def _describe(self, error: BaseException, warned: tuple[Warned, ...]) -> Raised:
        line = getattr(error, "lineno", 0) if issubclass(type(error), SyntaxError) else 0
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._file:
                line = trace.tb_lineno
            trace = trace.tb_next
        return Raised(ancestry(type(error)), _text(error), line if type(line) is int else 0, warned)


def _is_member(value: object) -> bool:
    return type(value) in {types.FunctionType, type}


def _compiled(source: str, file: str) -> types.CodeType:
    # Tracebacks and inspect find the text here, since there is no file.
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    return compile(source, file, "exec", dont_inherit=True)


def _module(name: str, file: str) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__file__ = file
    sys.modules[name] = module
    return module


def _text(error: BaseException | str) -> str:
    """Return an exception's or a warning's own text, whatever its ``__str__`` does."""
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        return str.__str__(text)[:MAX_MESSAGE]
    except BaseException:  # noqa: BLE001  as above
        return "(an exception that cannot be printed)"


def _texts(caught: list[warnings.WarningMessage]) -> tuple[Warned, ...]:
    return tuple(Warned(category_name(w.category), _text(w.message)) for w in caught[:MAX_WARNINGS])
