"""The instructor's overview of a run: one page, its data in it once, its rows drawn as they come into sight."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean, median, pstdev
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from grader.pages.findings import Beside, Case, find
from grader.pages.sealing import data, seal
from grader.printable import number, one_line
from grader.report.cells import FORMULA
from grader.report.changes import compare
from grader.report.compose import NAME_LIMIT
from grader.report.model import Provenance, Report
from grader.similarity.alike import Similarity

_NONE: Final = "—"
_MACHINE: Final = ("grader", "python", "numpy", "sandbox", "hypothesis")


def render_overview(
    reports: Sequence[Report],
    *,
    pictures: Sequence[Markup] = (),
    earlier: Iterable[Report] = (),
    similarity: Similarity | None = None,
    beside: Mapping[str, Beside] = MappingProxyType({}),
) -> str:
    """Return the page about a run's reports, with what moved since the ``earlier`` ones, and who looks alike.

    ``beside`` is what is known of a student beside the report.
    """
    findings = find(reports, beside)
    scores = [report.score for report in reports if report.status == "graded"]
    memory = [report.timing.memory_mib for report in reports if report.timing.memory_mib is not None]
    tables = {
        **{name: getattr(findings, name) for name in ("parts", "cases", "rows", "mistakes")},
        "max_score": findings.max_score,
        "changes": list(_moves(reports, earlier)),
        "pairs": None if similarity is None else _pairs(similarity, [row.name for row in findings.rows]),
        "formula": FORMULA,
    }
    return seal(
        "overview.html.j2",
        styles=("page.css", "overview.css"),
        scripts=("table.js", "rescore.js", "overview.js"),
        assignment=findings.assignment,
        students=len(reports),
        graded=len(scores),
        max_score=number(findings.max_score),
        mean=number(round(fmean(scores), 2)) if scores else _NONE,
        median=number(round(median(scores), 2)) if scores else _NONE,
        spread=number(round(pstdev(scores), 2)) if scores else _NONE,
        reliability=_NONE if findings.reliability is None else f"{findings.reliability:.2f}",
        seconds=number(round(sum(report.timing.seconds for report in reports), 1)),
        memory=number(round(max(memory))) if memory else _NONE,
        remarks=_remarks(findings.cases),
        similarity=similarity,
        pictures=pictures,
        data=data(tables),
    )


def _remarks(cases: Iterable[Case]) -> str:
    """Return how many cases there is something to say of, in the words to filter by."""
    counts = Counter(case.remark for case in cases if case.remark)
    return "".join(f"{remark}: {count}. " for remark, count in sorted(counts.items())).strip()


def _moves(reports: Iterable[Report], earlier: Iterable[Report]) -> Iterator[tuple[str, float, float, str, str]]:
    """Return whose mark moved, of those who are in both: before, now, in which exercises, and what had changed."""
    before = {report.student: report for report in earlier}
    for new in reports:
        old = before.get(new.student)
        change = None if old is None else compare(old, new)
        if old is not None and change is not None:
            moved = ", ".join(one_line(exercise.name, NAME_LIMIT) for exercise in change.exercises)
            name = one_line(change.student, NAME_LIMIT)
            yield name, change.old.score, change.new.score, moved, _because(old.provenance, new.provenance)


def _because(old: Provenance, new: Provenance) -> str:
    """Return what is another than before; where all is the same, it is what time takes off."""
    machine = [getattr(old, name) == getattr(new, name) for name in _MACHINE]
    reasons = (
        ("the submission", old.submission != new.submission),
        ("the suite", old.suite != new.suite),
        ("the grader or its machine", not all(machine)),
    )
    return ", ".join(reason for reason, is_so in reasons if is_so) or "when it was handed in, or was due"


def _pairs(similarity: Similarity, names: Sequence[str]) -> list[tuple[int, int, float, float, int, str]]:
    """Return each pair with its students by place."""
    places = {name: place for place, name in enumerate(names)}
    return [
        (
            places[one_line(pair.one, NAME_LIMIT)],
            places[one_line(pair.other, NAME_LIMIT)],
            pair.share_of_one,
            pair.share_of_other,
            pair.shared,
            ", ".join(one_line(exercise, NAME_LIMIT) for exercise in pair.exercises),
        )
        for pair in similarity.pairs
    ]
