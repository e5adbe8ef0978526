"""Texts that would act, in every place of a report, through everything that is made of reports: they do nothing."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from hostile_texts import TEXTS
from inertness import tamed
from outputs import OUTPUTS
from report_samples import make_case, make_exercise, make_report

from grader.notebook.cells import Note
from grader.report.model import Diagnosis, ExerciseReport, Report
from grader.verdict import Counterexample, Relation


def _partial(**fields: Any) -> ExerciseReport:
    return make_exercise(**{"score": 0.5, "status": "partial", **fields})


def _found(text: str) -> ExerciseReport:
    found = Counterexample(call=text, expected=text, got=text)
    diagnosis = Diagnosis(misconception=text, hint={"en": text, "ko": text})
    return _partial(counterexample=found, diagnosis=diagnosis, relation=Relation(kind="factor", value=text))


PLACES: Mapping[str, Callable[[str], Report]] = MappingProxyType(
    {
        "student": lambda text: make_report(text, _partial()),
        "assignment": lambda text: make_report("student-02", _partial(), assignment=text),
        "exercise": lambda text: make_report("student-03", make_exercise(text, score=0.5, status="partial")),
        "case": lambda text: make_report("student-04", _partial(cases=(make_case(text, "failed"),))),
        "message": lambda text: make_report(
            "student-05", _partial(cases=(make_case("T::test_a", "failed", message=text), make_case()))
        ),
        "finding": lambda text: make_report("student-06", _found(text)),
        "reason": lambda text: make_report("student-07", _partial(), status="rejected", reason=text),
        "notebook cell": lambda text: make_report(
            "student-08", make_exercise(), notes=(Note(kind="python", cell=1, detail=text),)
        ),
    }
)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_text_does_nothing(output: str, name: str) -> None:
    """What is made of it has the structure that it has without the text, wherever in a report the text stands."""
    render, check = OUTPUTS[output]
    for made in PLACES.values():
        report = made(TEXTS[name])
        for said, tame in zip(render([report]), render([tamed(report)]), strict=True):
            check(said, tame)
