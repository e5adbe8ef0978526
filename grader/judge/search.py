"""The search for a small program that differs, by Hypothesis; imported when the first is sought, and no earlier.

Invariant: the same answers lead to the same program, whatever the machine, the time and the searches before.
"""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hypothesis import Phase, Verbosity, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.internal.conjecture.providers import HypothesisProvider

from grader.testing.programs import Inputs, Program, record


def search(inputs: Inputs, differs: Callable[[Program], bool], examples: int) -> Program | None:
    """Return the smallest program found that differs, drawing so many; None where none does.

    What ``differs`` raises, unless it is no Exception, Hypothesis would take for a difference.
    """

    @st.composite
    def programs(draw: st.DrawFn) -> Program:
        return record(lambda student: inputs.write_down(draw, student))

    reproducible = settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=examples,
        phases=(Phase.generate, Phase.shrink),
        verbosity=Verbosity.quiet,
    )
    with warnings.catch_warnings(), _nothing_but_the_strategy():
        warnings.simplefilter("ignore")
        try:
            return find(programs(), differs, settings=reproducible)
        except NoSuchExample:
            return None


@contextmanager
def _nothing_but_the_strategy() -> Iterator[None]:
    """Let no constants be drawn out of the modules that are loaded: these are others elsewhere, and later."""
    name = "_maybe_draw_constant"  # Hypothesis has no setting for it
    draw = getattr(HypothesisProvider, name)
    setattr(HypothesisProvider, name, lambda *_, **__: None)
    try:
        yield
    finally:
        setattr(HypothesisProvider, name, draw)
