"""A report as Markdown for the summary of a job, and as GitHub's annotations.

Whatever a student may have written stands in an HTML block of preformatted text, into which Markdown does not look,
with its own signs as entities; so do, in a line of Markdown, the signs of names.
"""

import html
from collections.abc import Iterator

from grader.printable import number, one_line, printable
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import Report
from grader.report.phrases import phrases
from grader.report.prose import account, delivery, tally

_SPECIAL = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]()<>#+-.!|~$@:&'\""}


def render_summary(report: Report, *, language: str = "en") -> str:
    """Return Markdown: the score, a row for each exercise, and the account of those that lost points."""
    say = phrases(language)
    lines = [f"# {_plain(report.assignment)}: {number(report.score)} / {number(report.max_score)}", ""]
    if report.status == "rejected":
        lines += [say.rejected, "", *_block(say.told(report.reason or "")), ""]
    lines += [line for said in delivery(report, say) for line in (_plain(said), "")]
    lines += ["| | | | |", "|:-:|---|--:|---|"]
    for exercise in report.exercises:
        score = counted_score(exercise)
        mark = "✓" if score >= exercise.max_score else "◐" if score else "✗"
        points = f"{number(score)} / {number(exercise.max_score)}"
        lines.append(f"| {mark} | {_plain(exercise.name)} | {points} | {_plain(tally(exercise, say))} |")
    for exercise in report.exercises:
        if report.status == "graded" and counted_score(exercise) < exercise.max_score:
            lines += ["", f"## {_plain(exercise.name)}", "", *_block(account(exercise, say, language))]
    return "\n".join(lines) + "\n"


def render_annotations(report: Report, *, file: str, language: str = "en") -> str:
    """Return GitHub's workflow commands: an error for each exercise that lost points, at ``file``; a notice of all."""
    say = phrases(language)
    lines = []
    for exercise in report.exercises:
        if report.status == "graded" and counted_score(exercise) < exercise.max_score:
            title = f"{exercise.name}: {number(counted_score(exercise))} / {number(exercise.max_score)}"
            lines.append(_command("error", title, account(exercise, say, language), file))
    if report.status == "rejected":
        lines.append(_command("error", say.rejected, printable(say.told(report.reason or ""), TEXT_LIMIT), file))
    lines.append(_command("notice", report.assignment, f"{number(report.score)} / {number(report.max_score)}", file))
    return "\n".join(lines) + "\n"


def _command(kind: str, title: str, message: str, file: str) -> str:
    head = ",".join(f"{key}={_property(text)}" for key, text in (("file", file), ("title", title)))
    return f"::{kind} {head}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text, NAME_LIMIT)).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    return one_line(text, NAME_LIMIT).translate(_SPECIAL)


def _block(text: str) -> Iterator[str]:
    # Not fenced: what is shown might close a fence.
    yield "<pre>"
    yield html.escape(printable(text, TEXT_LIMIT))
    yield "</pre>"
