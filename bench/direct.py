"""The cases of a hidden suite as plain functions: the same checks for every contender, whatever runs them.

Imported by the floor and, in their own environments, by the peers. A case is called by class, function and its place
among the parameters, such as ``TestOls::test_square#0``.
"""

import inspect
import itertools
import os
import sys
import types
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from grader.testing.randomness import case_rng

SEED = 0


class Suite:
    """A hidden suite and its reference, imported once."""

    def __init__(self, folder: Path, module: str) -> None:
        self._reference = load(folder / f"{module}.py", "reference")
        self._module = module
        self._calls = dict(_cases(load(folder / "test_hidden.py", "suite")))

    @property
    def cases(self) -> tuple[str, ...]:
        """The names of the cases, in the suite's order."""
        return tuple(self._calls)

    def check(self, case: str, student: object) -> None:
        """Run one case; any exception says that it failed."""
        given = {"student": student, "reference": self._reference, "rng": case_rng(SEED, case)}
        try:
            self._calls[case](given)
        except (pytest.fail.Exception, pytest.skip.Exception) as error:  # no Exceptions, so that some would miss them
            raise AssertionError(str(error)) from None

    def execute(self, source: str) -> types.ModuleType:
        """Run a submission as a module, in this process."""
        student = types.ModuleType(self._module)
        sys.modules[self._module] = student
        exec(compile(source, f"{self._module}.py", "exec"), vars(student))  # noqa: S102  what a floor without isolation does
        return student


def of_environment() -> Suite:
    """Return the suite that BENCH_SUITE and BENCH_MODULE name: how a set-up that was generated finds it."""
    return Suite(Path(os.environ["BENCH_SUITE"]), os.environ["BENCH_MODULE"])


def load(path: Path, name: str) -> types.ModuleType:
    """Import a file as a module of that name."""
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def numbered(cases: list[str]) -> list[str]:
    """Return pytest's ids, which end in ``[parameters]``, with the place among them instead."""
    seen: dict[str, Iterator[int]] = {}
    names = (case.partition("[")[0] for case in cases)
    return [f"{name}#{next(seen.setdefault(name, itertools.count()))}" for name in names]


def _cases(suite: types.ModuleType) -> Iterator[tuple[str, Callable[[dict[str, Any]], None]]]:
    for name, thing in vars(suite).items():
        if inspect.isclass(thing) and name.startswith("Test"):
            for method, function in vars(thing).items():
                if method.startswith("test_"):
                    yield from _expanded(f"{name}::{method}", function, thing)
        elif inspect.isfunction(thing) and name.startswith("test_"):
            yield from _expanded(name, thing, None)


def _expanded(
    name: str, function: Callable[..., None], owner: type | None
) -> Iterator[tuple[str, Callable[[dict[str, Any]], None]]]:
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    axes = [[_named(mark.args[0], values) for values in mark.args[1]] for mark in marks]
    wanted = set(inspect.signature(function).parameters) - {"self"}
    for number, chosen in enumerate(itertools.product(*axes)):
        parameters = {key: value for some in chosen for key, value in some.items()}

        def call(given: dict[str, Any], parameters: dict[str, Any] = parameters) -> None:
            bound = function if owner is None else getattr(owner(), function.__name__)
            bound(**parameters, **{key: given[key] for key in wanted - parameters.keys()})

        yield f"{name}#{number}", call


def _named(names: str | list[str], value: object) -> dict[str, Any]:
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    values: Any = getattr(value, "values", None) if type(value).__name__ == "ParameterSet" else value
    return dict(zip(keys, (values,) if len(keys) == 1 and values is value else values, strict=True))
