"""What an instructor would ask of a run, found in its reports: who, which cases, which misconceptions."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec
import numpy as np

from grader.pages.items import Item, analyse, reliability
from grader.printable import one_line
from grader.report.compose import NAME_LIMIT, counted_score
from grader.report.model import CaseReport, ExerciseReport, Report
from grader.verdict import Outcome

# One letter an outcome, so that a thousand students' cases are a few hundred thousand letters.
LETTERS: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.PASSED: "p",
        Outcome.FAILED: "f",
        Outcome.ERRORED: "e",
        Outcome.TIMED_OUT: "t",
        Outcome.KILLED: "k",
        Outcome.MISSING: "m",
        Outcome.NOT_IMPLEMENTED: "n",
        Outcome.FORBIDDEN: "x",
    }
)
UNCOUNTED: Final = "u"
ABSENT: Final = "-"
_SUSPICIOUS: Final = MappingProxyType(
    {
        Outcome.FORBIDDEN: "uses what is forbidden",
        Outcome.KILLED: "ended its process, or used too much memory",
        Outcome.TIMED_OUT: "ran into a time limit",
        Outcome.ERRORED: "the grader failed; grade again",
    }
)
_REASON: Final = 300
_MESSAGE: Final = 160
# As many of its messages say what an ending was about.
_TOLD: Final = 2
# Of a class that handed in one file, each row would otherwise name all the others.
_NAMED: Final = 3


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise of the class: how many points, how hard, how telling, and how many left it unwritten."""

    name: str
    points: float
    item: Item
    unwritten: int


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the class; ``exercise`` is the place of its exercise."""

    exercise: int
    name: str
    points: float
    item: Item
    failed: int
    remark: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A student: ``counted`` points by exercise, ``carried`` those whose points were carried, a letter a case."""

    name: str
    status: str
    score: float
    seconds: float
    cpu_seconds: float | None
    memory_mib: float | None
    counted: tuple[float, ...]
    carried: tuple[int, ...]
    letters: str
    reason: str
    signs: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a student beside the report: signs to look at, and links by what they lead to."""

    signs: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


_NOTHING: Final = Beside()


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """A misconception of an exercise and the students, by place, who have it."""

    exercise: int
    name: str
    students: tuple[int, ...]


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """A class: students by name, and everything else by its place in the suite."""

    assignment: str
    max_score: float
    reliability: float | None
    parts: tuple[Part, ...]
    cases: tuple[Case, ...]
    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...]


def find(reports: Sequence[Report], beside: Mapping[str, Beside] = MappingProxyType({})) -> Findings:
    """Return what the reports of one run say; items are analysed over those that were graded.

    ``beside`` is what is known besides, by student.
    """
    ordered = sorted(reports, key=lambda report: report.student)
    exercises = tuple({one.name: one for report in ordered for one in report.exercises}.values())
    keys = {
        (one.name, case.id): (place, case)
        for report in ordered
        for place, one in enumerate(exercises)
        for mine in report.exercises
        if mine.name == one.name
        for case in mine.cases
    }
    keys = dict(sorted(keys.items(), key=lambda entry: entry[1][0]))
    graded = [report for report in ordered if report.status == "graded"]
    counted = np.array([_counted(report, exercises) for report in graded]).reshape(len(graded), len(exercises))
    twins = _twins(ordered)
    return Findings(
        assignment=_line(ordered[0].assignment) if ordered else "",
        max_score=max((report.max_score for report in ordered), default=0.0),
        reliability=reliability(counted),
        parts=tuple(_parts(exercises, counted, graded)),
        cases=tuple(_cases(list(keys.values()), [_earned(report, keys) for report in graded])),
        rows=tuple(_row(report, exercises, list(keys), _beside(report, twins, beside)) for report in ordered),
        mistakes=tuple(_mistakes(ordered, exercises)),
    )


def _counted(report: Report, exercises: Sequence[ExerciseReport]) -> tuple[float, ...]:
    mine = {one.name: counted_score(one) for one in report.exercises}
    return tuple(mine.get(one.name, 0.0) for one in exercises)


def _parts(exercises: Sequence[ExerciseReport], counted: np.ndarray, graded: Sequence[Report]) -> Iterator[Part]:
    unwritten = [
        sum(mine.name == one.name and mine.status == "not_implemented" for r in graded for mine in r.exercises)
        for one in exercises
    ]
    items = analyse(counted, np.array([one.max_score for one in exercises]))
    for one, item, blank in zip(exercises, items, unwritten, strict=True):
        yield Part(name=_line(one.name), points=one.max_score, item=item, unwritten=blank)


def _earned(report: Report, keys: Mapping[tuple[str, str], object]) -> list[float]:
    earned = {(one.name, case.id): case.score for one in report.exercises for case in one.cases}
    return [earned.get(key, 0.0) for key in keys]


def _cases(cases: Sequence[tuple[int, CaseReport]], earned: Sequence[Sequence[float]]) -> Iterator[Case]:
    scores = np.array(earned).reshape(len(earned), len(cases))
    maxima = np.array([case.max_score for _, case in cases])
    failed = (scores < maxima).sum(axis=0)
    for (place, case), item, lost in zip(cases, analyse(scores, maxima), failed, strict=True):
        yield Case(
            exercise=place,
            name=_line(case.id),
            points=case.max_score,
            item=item,
            failed=int(lost),
            remark=_remark(int(lost), len(earned), item),
        )


def _remark(lost: int, students: int, item: Item) -> str:
    if lost == 0:
        return "nobody fails"
    if lost == students:
        return "everybody fails"
    return "disagrees with the rest" if item.discrimination is not None and item.discrimination < 0 else ""


def _row(
    report: Report,
    exercises: Sequence[ExerciseReport],
    keys: Sequence[tuple[str, str]],
    beside: Beside,
) -> Row:
    letters = {(one.name, case.id): _letter(case) for one in report.exercises for case in one.cases}
    carried = {one.name for one in report.exercises if one.carried is not None}
    return Row(
        name=_line(report.student),
        status=report.status,
        score=report.score,
        seconds=report.timing.seconds,
        cpu_seconds=report.timing.cpu_seconds,
        memory_mib=report.timing.memory_mib,
        counted=_counted(report, exercises),
        carried=tuple(place for place, one in enumerate(exercises) if one.name in carried),
        letters="".join(letters.get(key, ABSENT) for key in keys),
        reason=one_line(report.reason or "", _REASON),
        signs=beside.signs,
        links=beside.links,
    )


def _beside(report: Report, twins: Mapping[str, Sequence[str]], beside: Mapping[str, Beside]) -> Beside:
    known = beside.get(report.student, _NOTHING)
    return Beside(signs=(*_signs(report, twins), *known.signs), links=known.links)


def _letter(case: CaseReport) -> str:
    return UNCOUNTED if case.outcome is Outcome.PASSED and case.score < case.max_score else LETTERS[case.outcome]


def _signs(report: Report, twins: Mapping[str, Sequence[str]]) -> Iterator[str]:
    cases = [case for one in report.exercises for case in one.cases]
    for outcome, sign in _SUSPICIOUS.items():
        if messages := Counter(case.message for case in cases if case.outcome is outcome):
            told = " · ".join(one_line(text, _MESSAGE) for text, _ in messages.most_common(_TOLD) if text)
            yield f"{sign} ({messages.total()} of {len(cases)} cases)" + (f": {told}" if told else "")
    others = [_line(name) for name in twins.get(report.provenance.submission, ()) if name != report.student]
    if others:
        more = f" and {len(others) - _NAMED} others" if len(others) > _NAMED else ""
        yield f"the same bytes as {', '.join(others[:_NAMED])}{more}"


def _twins(reports: Sequence[Report]) -> dict[str, list[str]]:
    same: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        if report.status == "graded" and report.score > 0:
            same[report.provenance.submission].append(report.student)
    return same


def _mistakes(reports: Sequence[Report], exercises: Sequence[ExerciseReport]) -> Iterator[Mistake]:
    places = {one.name: place for place, one in enumerate(exercises)}
    having: dict[tuple[int, str], list[int]] = defaultdict(list)
    for student, report in enumerate(reports):
        for one in report.exercises:
            if one.diagnosis is not None:
                having[places[one.name], _line(one.diagnosis.misconception)].append(student)
    for (place, name), students in sorted(having.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield Mistake(exercise=place, name=name, students=tuple(students))


def _line(text: str) -> str:
    return one_line(text, NAME_LIMIT)
