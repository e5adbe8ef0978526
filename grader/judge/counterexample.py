"""The smallest input found on which a submission and the reference differ, as code to paste.

An assignment's ``strategies.py`` says what may be asked. Hypothesis draws some hundred programs from it, the same for
every submission, and a submission is asked the short ones first: what differs first is the smallest. What decides is
a number of programs, never the time.
"""

import types
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from grader.judge.drawing import Drawn

_SECONDS = 30.0
"""For one exercise, whatever becomes of it: on a machine that is too slow for all batches nothing is found."""
_MOST_MESSAGE = 200


class _Raised(msgspec.Struct, frozen=True):
    """An exception in place of a value: its class, the nearest that both sides know, and its words."""

    kind: type[Exception]
    words: str

    def __str__(self) -> str:
        return one_line(f"{self.kind.__name__}: {self.words}" if self.words else self.kind.__name__, _MOST_MESSAGE)


class _Question:
    """A program, its code, and what the reference says to it, asked when it is first wanted."""

    def __init__(self, drawn: "Drawn", reference: object) -> None:
        self.code = drawn.code
        self.program = drawn.program
        self._reference = reference

    @cached_property
    def right(self) -> Any:
        return _answer(self.program, self._reference)

    def told(self, got: str) -> Counterexample:
        """Return this as a counterexample."""
        expected = str(self.right) if isinstance(self.right, _Raised) else write(self.right)
        return Counterexample(call=self.code, expected=expected, got=got)


class Seeker:
    """Knows an assignment's strategies, the programs drawn from them, and what the reference says to each."""

    def __init__(self, path: Path, module: str) -> None:
        self._path = path
        self._module = module
        self._drawn: dict[Inputs, list[list[_Question]]] = {}

    def seek(self, exercise: str, bench: Bench, reference: object, *, lent: bool = False) -> Counterexample | None:
        """Return the smallest input found on which the submission on the bench differs, None where there is none.

        ``lent`` says that the submission runs on the reference's version of what it needs, not on its own.
        """
        try:
            bench.student(exercise, None)
        except NoModuleError:  # it cannot be imported, say
            return None
        for inputs in self._strategies.get(exercise, ()):
            found = self._search(inputs, bench, reference)
            if found is not None:
                return msgspec.structs.replace(found, lent=lent)
        return None

    def _search(self, inputs: Inputs, bench: Bench, reference: object) -> Counterexample | None:
        try:
            with deadline(_SECONDS):
                differences = (_difference(one, inputs, bench) for one in self._questions(inputs, reference))
                return next(filter(None, differences), None)
        except (CaseTimeoutError, NoModuleError):  # the time is used up: the search's, or the submission's
            return None
        except Exception as error:
            if isinstance(error, GraderError):  # ours
                raise
            if _is_cut_short(error):
                return None
            problem = f"the inputs of {inputs.exercise} raised {type(error).__name__}: {error}; mend them"
            raise CourseError(self._path, problem) from error

    def _questions(self, inputs: Inputs, reference: object) -> Iterator[_Question]:
        """Give what is asked, batch by batch; each is drawn once, when the first submission comes to it."""
        from grader.judge.drawing import BATCHES, draw_batch  # noqa: PLC0415  Hypothesis is slow to import

        batches = self._drawn.setdefault(inputs, [])
        for number in range(len(BATCHES)):
            if number == len(batches):
                before = {one.code for batch in batches for one in batch}
                drawn = draw_batch(inputs, self._module, number)
                batches.append([_Question(one, reference) for one in drawn if one.code not in before])
            yield from batches[number]

    @cached_property
    def _strategies(self) -> Mapping[str, list[Inputs]]:
        return load_strategies(self._path)


def _is_cut_short(error: BaseException | None) -> bool:
    """Tell whether an exception is but what Hypothesis made of the alarm, where that rang while it was drawing."""
    return error is not None and (isinstance(error, CaseTimeoutError) or _is_cut_short(error.__context__))


def load_strategies(path: Path) -> Mapping[str, list[Inputs]]:
    """Return the inputs that an author declares, by exercise; none where Hypothesis is not installed."""
    if find_spec("hypothesis") is None:
        return {}
    module = types.ModuleType(path.stem)
    try:
        exec(compile(path.read_bytes(), path, "exec"), module.__dict__)  # noqa: S102  an author's file
    except Exception as error:
        raise CourseError(path, f"importing it raised {type(error).__name__}: {error}; mend it") from error
    found: dict[str, list[Inputs]] = {}
    for value in vars(module).values():
        if isinstance(value, Inputs):
            found.setdefault(value.exercise, []).append(value)
    return found


def _difference(question: _Question, inputs: Inputs, bench: Bench) -> Counterexample | None:
    """Ask the submission, and return what it says where that is wrong."""
    try:
        ours = _answer(question.program, bench.student(inputs.exercise, None))
    except WorkerStoppedError as stopped:
        return question.told(stopped.message)
    try:
        if _agrees(ours, question.right, inputs):
            return None
        return question.told(str(ours) if isinstance(ours, _Raised) else printable(write(ours), MOST_CHARACTERS))
    finally:
        bench.undo_changes()  # or it would be remembered


def _agrees(ours: Any, right: Any, inputs: Inputs) -> bool:
    if isinstance(ours, _Raised):
        # What is not written yet is no mistake.
        awaited = right.kind if isinstance(right, _Raised) else NotImplementedError
        return issubclass(ours.kind, (awaited, NotImplementedError))
    if isinstance(right, _Raised):
        return False
    try:
        assert_close(ours, right, rtol=inputs.rtol, atol=inputs.atol)
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
