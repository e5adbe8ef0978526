"""A few calls on a student's module, recorded: written as code to paste, and run on whichever module.

What stands for the module is used like the module itself, ``student.Model().fit(X, y).predict(Z)``, and nothing runs
meanwhile. What is written does the same as what is run: in the same order, with one object where it is one.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from operator import getitem
from string import ascii_lowercase
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np

from grader.testing.exact import is_array, is_dict, is_sequence
from grader.testing.writing import write

Value: TypeAlias = Any  # of an author, of a student, or a symbol of one

_OPERATIONS: Final[Mapping[str, Callable[..., Value]]] = MappingProxyType(
    {"call": lambda target, *values, **keywords: target(*values, **keywords), "getattr": getattr, "getitem": getitem}
)


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """An argument that is told by its code, ``np`` being NumPy, and made anew for each run: a function, a generator."""

    text: str

    def make(self) -> Value:
        """Make the value."""
        return eval(self.text, {"np": np})  # noqa: S307  an author's text


class Symbol:
    """Stands for what an operation gives: called, indexed and asked for public attributes, it records that."""

    __slots__ = ("_place", "_steps")

    def __init__(self, steps: "list[Step]", place: int) -> None:
        self._steps = steps
        self._place = place

    def __call__(self, *arguments: Value, **keywords: Value) -> "Symbol":
        """Record a call."""
        return self._record("call", arguments, keywords)

    def __getattr__(self, name: str) -> "Symbol":
        if name.startswith("_"):
            raise AttributeError(f"{name}: a program uses public names")
        return self._record("getattr", (name,), {})

    def __getitem__(self, key: Value) -> "Symbol":
        return self._record("getitem", (key,), {})

    def __iter__(self) -> Iterator[Any]:
        raise TypeError("what a program will give is not there yet; take its entries by index")

    def _record(self, operation: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> "Symbol":
        self._steps.append(Step(operation, self, arguments, keywords))
        return Symbol(self._steps, len(self._steps) - 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One operation; its target and arguments may be what earlier steps gave."""

    operation: str
    target: Symbol
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any]

    @property
    def is_name(self) -> bool:
        """Tell whether this looks a name of the module up, which anyone may do at any time."""
        return self.operation == "getattr" and place_of(self.target) < 0


def place_of(symbol: Symbol) -> int:
    """Return the place of the step that a symbol stands for, -1 for the module."""
    place: int = object.__getattribute__(symbol, "_place")
    return place


class Program:
    """What was recorded, and the value that it ends with; `record` makes one."""

    def __init__(self, steps: Sequence[Step], result: Value) -> None:
        self.steps = tuple(steps)
        self.result = result

    def run(self, module: object) -> Value:
        """Run it on a module, with copies of its arguments, and return its value."""
        given: list[Any] = []
        made: dict[int, Any] = {}

        def value(argument: Value) -> Value:
            if type(argument) is Symbol:
                place = place_of(argument)
                return module if place < 0 else given[place]
            if id(argument) not in made:
                made[id(argument)] = _made(argument, value)
            return made[id(argument)]

        for step in self.steps:
            keywords = {name: value(argument) for name, argument in step.keywords.items()}
            operation = _OPERATIONS[step.operation]
            given.append(operation(value(step.target), *map(value, step.arguments), **keywords))
        return value(self.result)

    def code(self, module: str) -> str:
        """Write it as the text of a session, imports first, its value last."""
        return _Writer(self).text(module)


def record(write_down: Callable[[Symbol], Any]) -> Program:
    """Return what a function does with a module."""
    steps: list[Step] = []
    return Program(steps, write_down(Symbol(steps, -1)))


@dataclasses.dataclass(frozen=True, slots=True)
class Inputs:
    """What is asked for one exercise: a function that draws and writes down, and how near an answer must come."""

    exercise: str
    write_down: Callable[[Any, Symbol], Any]
    rtol: float | None = None
    atol: float | None = None


def _made(argument: Value, value: Callable[[Any], Any]) -> Value:
    if isinstance(argument, Code):
        return argument.make()
    if is_array(argument):
        return argument.copy(order="K")
    if is_sequence(argument):
        return type(argument)(map(value, argument))
    return {key: value(entry) for key, entry in argument.items()} if is_dict(argument) else argument


class _Writer:
    """Writes a program; what is used once stands where it is used, unless something else happens before."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._steps = program.steps
        self._lines: list[str] = []
        self._texts: dict[int, str] = {}  # by step
        self._shared: dict[int, str] = {}  # by id
        self._waiting: list[int] = []
        self._names = _names({str(step.arguments[0]) for step in self._steps if step.is_name})
        roots = [part for step in self._steps for part in _parts(step)] + [program.result]
        self._uses = Counter(place for root in roots for place in _places(root))
        self._roots = roots

    def text(self, module: str) -> str:
        for argument in _shared(self._roots):
            code = argument.text if isinstance(argument, Code) else self._argument(argument)
            name = self._shared[id(argument)] = next(self._names)
            self._lines.append(f"{name} = {code}")
        for place, step in enumerate(self._steps):
            if step.is_name:
                self._texts[place] = str(step.arguments[0])
                continue
            self._settle(_parts(step))
            self._texts[place] = self._step(step)
            if self._uses[place] == 1:
                self._waiting.append(place)
            else:
                self._state_waiting()
                self._state(place)
        self._settle([self._program.result])
        self._lines.append(self._argument(self._program.result))
        imported = dict.fromkeys(str(step.arguments[0]) for step in self._steps if step.is_name)
        lines = [f"from {module} import {', '.join(imported)}"] if imported else []
        if any("np." in line for line in self._lines):
            lines.insert(0, "import numpy as np")
        return "\n".join([*lines, *self._lines])

    def _settle(self, parts: Sequence[Any]) -> None:
        """Take what stands within an expression of these parts off what waits, and state what cannot.

        It stands there where it is the last that happened before the expression, in the order of its parts.
        """
        mine = [place for part in parts for place in _places(part) if place in self._waiting]
        kept = len(self._waiting)
        while mine and self._waiting[kept - 1 : kept] == mine[-1:]:
            kept, mine = kept - 1, mine[:-1]
        del self._waiting[kept:]
        if mine:
            self._state_waiting()

    def _state_waiting(self) -> None:
        for place in self._waiting:
            self._state(place)
        self._waiting.clear()

    def _state(self, place: int) -> None:
        name = next(self._names) if self._uses[place] else ""
        self._lines.append(f"{name} = {self._texts[place]}" if name else self._texts[place])
        self._texts[place] = name

    def _step(self, step: Step) -> str:
        target = self._argument(step.target)
        if step.operation == "getattr":
            return f"{target}.{step.arguments[0]}"
        if step.operation == "getitem":
            return f"{target}[{self._argument(step.arguments[0])}]"
        keywords = (f"{name}={self._argument(value)}" for name, value in step.keywords.items())
        return f"{target}({', '.join([*map(self._argument, step.arguments), *keywords])})"

    def _argument(self, value: Value) -> str:
        if type(value) is Symbol:
            return self._texts[place_of(value)]
        if id(value) in self._shared:
            return self._shared[id(value)]
        if isinstance(value, Code):
            return value.text
        if is_sequence(value):
            inside = ", ".join(map(self._argument, value))
            return f"[{inside}]" if type(value) is list else f"({inside}{',' * (len(value) == 1)})"
        if is_dict(value):
            return f"{{{', '.join(f'{write(key)}: {self._argument(entry)}' for key, entry in value.items())}}}"
        return write(value)


def _names(taken: set[str]) -> Iterator[str]:
    letters = (letter for letter in ascii_lowercase if letter not in taken)
    yield from letters
    yield from (f"v{number}" for number in count(1))


def _parts(step: Step) -> list[Any]:
    """Return what a step uses, as its text has it."""
    return [step.target, *(() if step.operation == "getattr" else step.arguments), *step.keywords.values()]


def _places(value: Value) -> Iterator[int]:
    """Give the steps that a value is built on."""
    if type(value) is Symbol:
        yield place_of(value)
    elif is_sequence(value):
        for entry in value:
            yield from _places(entry)
    elif is_dict(value):
        for entry in value.values():
            yield from _places(entry)


def _shared(roots: Sequence[Value]) -> list[Value]:
    """Return the objects that can change and are used in several places, those first that are within others."""
    seen: Counter[int] = Counter()
    order: dict[int, Value] = {}

    def visit(value: Value) -> None:
        seen[id(value)] += 1
        if seen[id(value)] == 1 or type(value) is tuple:
            for entry in value.values() if is_dict(value) else value if is_sequence(value) else ():
                visit(entry)
        if is_array(value) or isinstance(value, Code | dict | list):
            order.setdefault(id(value), value)

    for root in roots:
        visit(root)
    return [value for key, value in order.items() if seen[key] > 1]
