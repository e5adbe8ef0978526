"""The smallest input found on which a submission and the reference differ, as code to paste.

An assignment's ``strategies.py`` says what may be asked; Hypothesis draws it and makes it small, always in the same
way: what decides is a number of programs, never the time. A program that was asked once is not asked again, so that a
submission that answers differently each time changes nothing either.
"""

import types
import warnings
from collections.abc import Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from grader.errors import CourseError, GraderError
from grader.judge.alarm import CaseTimeoutError, deadline
from grader.judge.bench import Bench, NoModuleError
from grader.judge.worker import WorkerStoppedError
from grader.printable import one_line, printable
from grader.testing.comparison import assert_close
from grader.testing.programs import Inputs, Program
from grader.testing.writing import MOST_CHARACTERS, write
from grader.verdict import Counterexample
from grader.wire.exceptions import ancestry, exception

_EXAMPLES = 100
_PROGRAMS = 400
"""Drawn and, once one was found that differs, made smaller."""
_SECONDS = 10.0
"""For one exercise, whatever becomes of it: on a machine that is too slow for the numbers above nothing is found."""
_MOST_MESSAGE = 200
_REMEMBERED = 5_000


class _Raised(msgspec.Struct, frozen=True):
    """An exception in place of a value: its class, the nearest that both sides know, and its words."""

    kind: type[Exception]
    words: str

    def __str__(self) -> str:
        return one_line(f"{self.kind.__name__}: {self.words}" if self.words else self.kind.__name__, _MOST_MESSAGE)


class _OverError(BaseException):
    """The search has come to an end; no Exception, which Hypothesis would take for what it looks for."""

    def __init__(self, found: Counterexample | None) -> None:
        super().__init__()
        self.found = found


class Seeker:
    """Knows an assignment's strategies, and what the reference says to what was asked before."""

    def __init__(self, path: Path, module: str) -> None:
        self.module = module
        self._path = path
        self._right: dict[str, Any] = {}

    def seek(self, exercise: str, bench: Bench, reference: object, *, lent: bool = False) -> Counterexample | None:
        """Return the smallest input found on which the submission on the bench differs, None where there is none.

        ``lent`` says that the submission runs on the reference's version of what it needs, not on its own.
        """
        try:
            bench.student(exercise, None)
        except NoModuleError:  # it cannot be imported, say
            return None
        for inputs in self._strategies.get(exercise, ()):
            found = self._search(inputs, _Comparison(inputs, self, bench, reference))
            if found is not None:
                return msgspec.structs.replace(found, lent=lent)
        return None

    def right(self, code: str, program: Program, reference: object) -> Any:
        """Return the reference's answer, asked once."""
        if code not in self._right:
            if len(self._right) >= _REMEMBERED:
                self._right.clear()
            self._right[code] = _answer(program, reference)
        return self._right[code]

    def _search(self, inputs: Inputs, comparison: "_Comparison") -> Counterexample | None:
        from grader.judge.search import search  # noqa: PLC0415  Hypothesis takes long to import, and most need none

        try:
            with deadline(_SECONDS):
                program = search(inputs, comparison.differs, _EXAMPLES)
        except CaseTimeoutError:
            return None
        except _OverError as over:
            return over.found
        except Exception as error:
            if isinstance(error, GraderError):  # ours
                raise
            problem = f"the inputs of {inputs.exercise} raised {type(error).__name__}: {error}; mend them"
            raise CourseError(self._path, problem) from error
        return None if program is None else comparison.known[program.code(self.module)]

    @cached_property
    def _strategies(self) -> Mapping[str, list[Inputs]]:
        """The inputs by exercise; none where Hypothesis is not installed."""
        if find_spec("hypothesis") is None:
            return {}
        module = types.ModuleType(self._path.stem)
        try:
            exec(compile(self._path.read_bytes(), self._path, "exec"), module.__dict__)  # noqa: S102  an author's file
        except Exception as error:
            raise CourseError(self._path, f"importing it raised {type(error).__name__}: {error}; mend it") from error
        found: dict[str, list[Inputs]] = {}
        for value in vars(module).values():
            if isinstance(value, Inputs):
                found.setdefault(value.exercise, []).append(value)
        return found


class _Comparison:
    """Compares the submission with the reference, program by program, each once."""

    def __init__(self, inputs: Inputs, seeker: Seeker, bench: Bench, reference: object) -> None:
        self.known: dict[str, Counterexample | None] = {}
        self._inputs = inputs
        self._seeker = seeker
        self._bench = bench
        self._reference = reference

    def differs(self, program: Program) -> bool:
        """Tell whether they differ, of no more programs than there may be; _OverError where nobody can be asked."""
        code = program.code(self._seeker.module)
        if code not in self.known:
            if len(self.known) >= _PROGRAMS:
                return False
            self.known[code] = self._difference(code, program)
        return self.known[code] is not None

    def _difference(self, code: str, program: Program) -> Counterexample | None:
        right = self._seeker.right(code, program, self._reference)
        expected = str(right) if isinstance(right, _Raised) else write(right)
        try:
            ours = _answer(program, self._bench.student(self._inputs.exercise, None))
        except NoModuleError:  # the time for the submission is used up
            raise _OverError(None) from None
        except WorkerStoppedError as stopped:
            raise _OverError(Counterexample(call=code, expected=expected, got=stopped.message)) from None
        try:
            if self._agrees(ours, right):
                return None
            got = str(ours) if isinstance(ours, _Raised) else printable(write(ours), MOST_CHARACTERS)
        finally:
            self._bench.undo_changes()  # or it would be remembered
        return Counterexample(call=code, expected=expected, got=got)

    def _agrees(self, ours: Any, right: Any) -> bool:
        if isinstance(ours, _Raised):
            # What is not written yet is no mistake.
            awaited = right.kind if isinstance(right, _Raised) else NotImplementedError
            return issubclass(ours.kind, (awaited, NotImplementedError))
        if isinstance(right, _Raised):
            return False
        try:
            assert_close(ours, right, rtol=self._inputs.rtol, atol=self._inputs.atol)
        except AssertionError:
            return False
        return True


def _answer(program: Program, module: object) -> Any:
    """Return what a program gives, _Raised where it raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return program.run(module)
        except (GraderError, NoModuleError):
            raise
        except Exception as error:  # noqa: BLE001  an answer like any other
            # A KeyError's own text has quotes around it.
            words = error.args[0] if error.args and type(error.args[0]) is str else str(error)
            return _Raised(type(exception(ancestry(type(error)), "")), words)
