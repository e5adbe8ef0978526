"""The judge's callables and objects, as the student's code sees them: each use is a request back to the judge."""

from collections.abc import Callable, Iterator
from typing import Any

from grader.wire import Request

Ask = Callable[[Request], Any]


class Remote:
    """An object that lives in the judge: it can be called, iterated, indexed, and its public attributes read."""

    __slots__ = ("__weakref__", "_ask", "_name", "_number")

    def __init__(self, ask: Ask, number: int, name: str) -> None:
        self._ask = ask
        self._number = number
        self._name = name

    def __call__(self, /, *arguments: object, **keywords: object) -> Any:
        """Call it in the judge."""
        return self._ask(Request("call", self, arguments, keywords))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"{self._name!r} object has no attribute {name!r}")
        return self._ask(Request("getattr", self, (name,)))

    def __getitem__(self, key: object) -> Any:
        return self._ask(Request("getitem", self, (key,)))

    def __iter__(self) -> Iterator[Any]:
        return self._ask(Request("iter", self))  # type: ignore[no-any-return]  # another Remote

    def __next__(self) -> Any:
        return self._ask(Request("next", self))

    def __repr__(self) -> str:
        return f"<{self._name}>"


def number_of(remote: Remote) -> int:
    """Return the judge's number of the object."""
    return remote._number  # noqa: SLF001  kept out of the way of the object's own attributes
