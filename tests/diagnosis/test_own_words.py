"""How far a diagnosis can be trusted: mistakes in other words are named, and no mistake by another's name.

Measured on the second assignment, with its hidden suite.
"""

import time
import warnings
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
import pytest
from otherwise import MISTAKES, RIGHT, mistaken

from grader.course.manifest import load_course
from grader.course.misconceptions import load_misconceptions
from grader.course.regions import read_source
from grader.grading.judges import Task
from grader.grading.plan import plan_hidden
from grader.grading.pool import JudgePool
from grader.grading.run import open_judges
from grader.judge.counterexample import load_strategies
from grader.judge.diagnosis import Variant, load_variant
from grader.judge.drawing import BATCHES, draw_batch
from grader.judge.plugin import Judgement
from grader.judge.service import supported
from grader.proof.mutants import make_mutants
from grader.sandbox import Sandbox, Tier
from grader.testing import assert_close
from grader.testing.programs import Program
from grader.verdict import Outcome

_K = TypeVar("_K")

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

COURSE = load_course(Path(__file__).parent.parent.parent / "solutions")
ASSIGNMENT = COURSE.assignment("02_linear_regression")
SOURCE = read_source(ASSIGNMENT.source)
LISTED = {
    (one.exercise, one.name): one.apply(SOURCE.text)
    for one in load_misconceptions(ASSIGNMENT, SOURCE.text, COURSE.languages)
}
STUB = (COURSE.releases / ASSIGNMENT.name / ASSIGNMENT.source.name).read_text(encoding="utf-8")
STRATEGIES = load_strategies(ASSIGNMENT.strategies)
MUTANTS = 50


@pytest.fixture(scope="module")
def judges() -> Iterator[JudgePool]:
    """Start judges that seek no counterexamples: nothing here is about them."""
    plan = plan_hidden(COURSE, ASSIGNMENT, sandbox=Sandbox(tier=Tier.NONE, layers=()), clock=time.monotonic)
    plan = msgspec.structs.replace(plan, spec=msgspec.structs.replace(plan.spec, strategies=None))
    with open_judges(plan, 2) as pool:
        yield pool


def judged(judges: JudgePool, sources: Mapping[_K, str]) -> dict[_K, Judgement]:
    """Judge submissions as in a class, with a second look."""
    found = {}
    for answer in judges.judge_all(
        Task(key=k, source=s, seed=COURSE.seed, look_again=True) for k, s in sources.items()
    ):
        assert isinstance(answer.result, Judgement), answer
        found[answer.key] = answer.result
    return {key: found[key] for key in sources}


def hints(judgement: Judgement) -> set[tuple[str, str]]:
    """Return what was recognised."""
    return {(look.exercise, look.misconception) for look in judgement.looks if look.misconception is not None}


def test_somebody_elses_solution_is_right(judges: JudgePool) -> None:
    """Else the mistakes in it were not the only ones."""
    (judgement,) = judged(judges, {"right": STUB + RIGHT}).values()
    assert [verdict for verdict in judgement.verdicts if verdict.outcome is not Outcome.PASSED] == []


def test_every_listed_mistake_is_made_in_other_words() -> None:
    """None is left out because it is hard to recognise."""
    assert set(MISTAKES) == set(LISTED)


def test_a_mistake_in_other_words_is_named_and_none_wrongly(judges: JudgePool) -> None:
    """At least 95 in 100 by the right name, and none by a wrong one."""
    found = judged(judges, {mistake: STUB + mistaken(mistake) for mistake in MISTAKES})
    named = {mistake: hints(judgement) for mistake, judgement in found.items()}
    wrongly = {mistake: hint for mistake, hint in named.items() if hint - {mistake}}
    missed = [mistake for mistake, hint in named.items() if not hint]
    assert wrongly == {}
    assert len(missed) <= 0.05 * len(MISTAKES), missed


def test_a_mechanical_mutant_is_given_no_hint_that_is_not_true_of_it(judges: JudgePool) -> None:
    """Where one is given, the mutant is that misconception on fresh inputs too."""
    every = [mutant for mutant in make_mutants(SOURCE) if mutant.text not in LISTED.values()]
    chosen = {n: every[n * len(every) // MUTANTS] for n in range(MUTANTS)}
    found = judged(judges, {n: mutant.text for n, mutant in chosen.items()})
    untrue = [
        f"{hint}:\n{chosen[n].diff}\n{difference}"
        for n, judgement in found.items()
        for hint in hints(judgement)
        for difference in [apart(hint[0], chosen[n].text, LISTED[hint])]
        if difference
    ]
    assert not untrue, "\n".join(untrue)


def apart(exercise: str, one: str, other: str) -> str:
    """Return code that tells two sources apart, drawn from the exercise's inputs; nothing where none was found."""
    mine, theirs = (load_variant(Variant(exercise=exercise, name="one", source=source)) for source in (one, other))

    def differs(program: Program) -> bool:
        ours, right = answer(program, mine), answer(program, theirs)
        try:
            assert_close(ours, right, rtol=1e-6, atol=1e-6)
        except AssertionError:
            return True
        return False

    for inputs, number in product(STRATEGIES.get(exercise, ()), range(len(BATCHES))):
        for drawn in draw_batch(inputs, ASSIGNMENT.module, number):
            if differs(drawn.program):
                return drawn.code
    return ""


def answer(program: Program, module: object) -> Any:
    """Return what a program gives, the name of an exception's class for one that raises."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return program.run(module)
        except Exception as error:  # noqa: BLE001  an answer like any other
            return type(error).__name__
