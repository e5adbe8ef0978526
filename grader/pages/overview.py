"""The instructor's overview of a run: one page, its data in it once, its rows drawn as they come into sight."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean, median
from typing import Final

from markupsafe import Markup

from grader.pages.findings import Case, find
from grader.pages.sealing import data, seal
from grader.printable import number, one_line
from grader.report.cells import FORMULA
from grader.report.changes import Change, compare
from grader.report.compose import NAME_LIMIT
from grader.report.model import Report
from grader.similarity.alike import Similarity

_NONE: Final = "—"


def render_overview(
    reports: Sequence[Report],
    *,
    pictures: Sequence[Markup] = (),
    earlier: Iterable[Report] | None = None,
    similarity: Similarity | None = None,
) -> str:
    """Return the page about a run's reports, with what moved since the ``earlier`` ones, and who looks alike."""
    findings = find(reports)
    scores = [report.score for report in reports if report.status == "graded"]
    tables = {
        **{name: getattr(findings, name) for name in ("parts", "cases", "rows", "mistakes")},
        "max_score": findings.max_score,
        "changes": None if earlier is None else [_row(change) for change in _changes(reports, earlier)],
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
        reliability=_NONE if findings.reliability is None else f"{findings.reliability:.2f}",
        seconds=number(round(sum(report.timing.seconds for report in reports), 1)),
        remarks=_remarks(findings.cases),
        compared=earlier is not None,
        similarity=similarity,
        pictures=pictures,
        data=data(tables),
    )


def _remarks(cases: Iterable[Case]) -> str:
    """Return how many cases there is something to say of, in the words to filter by."""
    counts = Counter(case.remark for case in cases if case.remark)
    return "".join(f"{remark}: {count}. " for remark, count in sorted(counts.items())).strip()


def _changes(reports: Iterable[Report], earlier: Iterable[Report]) -> list[Change]:
    """Return what moved for those who are in both runs."""
    before = {report.student: report for report in earlier}
    pairs = ((before[report.student], report) for report in reports if report.student in before)
    return [change for old, new in pairs if (change := compare(old, new)) is not None]


def _row(change: Change) -> tuple[str, float, float, str]:
    moved = ", ".join(one_line(exercise.name, NAME_LIMIT) for exercise in change.exercises)
    return one_line(change.student, NAME_LIMIT), change.old.score, change.new.score, moved


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
