"""A report as a page of HTML that runs nothing and fetches nothing; every text in it is escaped."""

from grader.printable import number, one_line, printable
from grader.rendering import render
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import Report
from grader.report.phrases import phrases
from grader.report.prose import account, delivery


def render_page(report: Report, *, language: str = "en") -> str:
    """Return the page."""
    say = phrases(language)
    opening = (
        [say.rejected, printable(say.told(report.reason or ""), TEXT_LIMIT)] if report.status == "rejected" else []
    )
    return render(
        "ci/page.html.j2",
        language=language,
        title=f"{one_line(report.assignment, NAME_LIMIT)}: {number(report.score)} / {number(report.max_score)}",
        opening=[*opening, *delivery(report, say)],
        exercises=[
            (
                one_line(exercise.name, NAME_LIMIT),
                f"{number(counted_score(exercise))} / {number(exercise.max_score)}",
                account(exercise, say, language),
            )
            for exercise in report.exercises
        ],
    )
