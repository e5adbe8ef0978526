"""The two ways in which a case is run: as the plain call that it is, or by pytest's own protocol.

The protocol costs more than most cases. It is left out only where it would do nothing: a plain function or method,
whose arguments come from ``parametrize`` and from the judge's own fixtures, with no set-up and no mark that means
anything while it runs. Every other case runs as pytest runs it.
"""

import dataclasses
import inspect
import itertools
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import pytest

from grader.testing.marks import DESCRIBING
from grader.verdict import Case

Fixtures = Mapping[str, Callable[[], object]]


class Run(Protocol):
    """Runs one case."""

    def call(self) -> None:
        """Run it; what it raises, if it is not told otherwise, is how it ended."""

    def forget(self) -> None:
        """Drop what a run that was cut short may have left half made."""


@dataclasses.dataclass(frozen=True, slots=True)
class PlainRun:
    """A function, or a method of a fresh instance of ``owner``, with its arguments."""

    owner: type | None
    function: Callable[..., None]
    given: Mapping[str, object]
    fixtures: Fixtures

    def call(self) -> None:
        """Call it, as pytest would: warnings are kept from the terminal."""
        with warnings.catch_warnings(record=True):
            arguments = {name: make() for name, make in self.fixtures.items()}
            instance = () if self.owner is None else (self.owner(),)
            self.function(*instance, **self.given, **arguments)

    def forget(self) -> None:
        """Nothing is kept."""


@dataclasses.dataclass(frozen=True, slots=True)
class ProtocolRun:
    """An item and the one that pytest runs next, which says what may stay set up."""

    item: pytest.Item
    next_item: pytest.Item | None

    def call(self) -> None:
        """Run the protocol, whose hooks are told how it ended."""
        for cached in ("_instance", "_obj"):  # pytest makes a new instance of a test's class for a new item only
            vars(self.item).pop(cached, None)
        self.item.config.hook.pytest_runtest_protocol(item=self.item, nextitem=self.next_item)

    def take_down(self) -> None:
        """Take down what is up for the next item, which will not be run."""
        if self.next_item is not None:
            self.item.config.hook.pytest_runtest_teardown(item=self.item, nextitem=None)

    def forget(self) -> None:
        """Let every fixture of the case be made anew: pytest does not clean up after what is no Exception."""
        if isinstance(self.item, pytest.Function):
            for definitions in self.item._fixtureinfo.name2fixturedefs.values():  # noqa: SLF001  pytest has no other way
                for definition in definitions:
                    definition.cached_result = None
                    definition._finalizers.clear()  # noqa: SLF001  as above


class Slot(NamedTuple):
    """A collected case, pytest's item for it, and the plain call that it is, if it is one."""

    case: Case
    item: pytest.Item
    plain: PlainRun | None


def runs_of(slots: Sequence[Slot]) -> Iterator[Run]:
    """Give for each case what runs it; pytest must know which of its own comes next, to take down the rest."""
    protocol = [slot.item for slot in slots if slot.plain is None]
    following = dict(itertools.pairwise([*protocol, None]))
    for slot in slots:
        yield slot.plain or ProtocolRun(slot.item, following[slot.item])


def plain_run(item: pytest.Item, plugin: object, fixtures: Fixtures) -> PlainRun | None:
    """Return the plain call that a case is, on these fixtures of the plugin's; None where pytest must run it."""
    if type(item) is not pytest.Function or any(mark.name not in DESCRIBING for mark in item.iter_markers()):
        return None
    if inspect.iscoroutinefunction(item.function) or inspect.isasyncgenfunction(item.function):
        return None
    if item.cls is not None and not inspect.isfunction(inspect.getattr_static(item.cls, item.originalname)):
        return None
    given: dict[str, object] = item.callspec.params if hasattr(item, "callspec") else {}
    names = item._fixtureinfo.names_closure  # noqa: SLF001  pytest has no public way to say what a case needs
    definitions = item._fixtureinfo.name2fixturedefs  # noqa: SLF001  as above
    for name in names:
        made = [definition.func for definition in definitions.get(name, ())]
        direct = name in given and all(function.__module__ == "_pytest.python" for function in made)
        if not direct and (
            name in given or name not in fixtures or [getattr(f, "__self__", None) for f in made] != [plugin]
        ):
            return None
    return PlainRun(
        owner=item.cls,
        function=item.function,
        given={name: given[name] for name in names if name in given},
        fixtures={name: fixtures[name] for name in names if name not in given},
    )
