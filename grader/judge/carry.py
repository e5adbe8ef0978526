"""The reference's functions in a student's module: lent by the judge, over the wire, for one exercise.

What is lent can be called and nothing else: it has no public attribute, so nothing of the reference can be read
through it. What a lent class makes is an instance that lives in the judge, of which a student's code can use what it
could use of its own: public attributes and methods. The worker of an exercise to which something was lent serves that
exercise alone and then ends, so that nothing lent is there when another is judged.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from grader.course.manifest import Exercise


class Lent:
    """A function or class of the reference."""

    __slots__ = ("_lent", "_module")

    def __init__(self, module: object, name: str) -> None:
        self._module = module
        self._lent = name

    def __call__(self, /, *arguments: Any, **keywords: Any) -> Any:
        """Call it."""
        return getattr(self._module, self._lent)(*arguments, **keywords)


def lend(module: object, exercise: Exercise, exercises: Iterable[Exercise]) -> Mapping[str, Lent]:
    """Return what stands for the definitions of the exercises that this one needs, by name."""
    needed = [other for other in exercises if other.name in exercise.needs]
    names = (name for other in needed for name in other.definitions or (other.name,))
    return {name: Lent(module, name) for name in names if callable(getattr(module, name, None))}
