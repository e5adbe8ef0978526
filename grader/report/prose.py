"""A report in words, for every renderer the same: how a case ended, what was found, what lateness did."""

from collections.abc import Iterator

from grader.printable import number, one_line, printable
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import CaseReport, ExerciseReport, Report
from grader.report.phrases import Phrases
from grader.verdict import Outcome


def ending(case: CaseReport, say: Phrases) -> str:
    """Say how a case ended."""
    return say.uncounted if case.outcome is Outcome.PASSED else say.outcomes[case.outcome]


def notes(exercise: ExerciseReport, say: Phrases, language: str) -> Iterator[tuple[str, str]]:
    """Say what was found about an exercise beyond its cases: pairs of a label and a text, not yet printable."""
    if exercise.carried is not None:
        counted = counted_score(exercise)
        note = say.carried_note if counted == exercise.carried else say.carried_half
        scores = {"score": exercise.carried, "max_score": exercise.max_score, "counted": counted}
        yield say.carried, note.format(**{name: number(value) for name, value in scores.items()})
    if exercise.diagnosis:
        hint = exercise.diagnosis.hint
        text = hint.get(language) or next(iter(hint.values()), "")
        written = (
            (say.recognised, exercise.diagnosis.misconception),
            (say.hint, f"{say.published} {text}".rstrip() if exercise.diagnosis.published else text),
        )
        yield from ((label, text) for label, text in written if text)
    if exercise.relation and exercise.relation.kind in say.relations:
        yield say.relation, say.relations[exercise.relation.kind].format(value=exercise.relation.value)
    if exercise.counterexample:
        found = exercise.counterexample
        lent = say.lent if found.lent else ""
        shown = ((say.call, found.call), ("", lent), (say.expected, found.expected), (say.got, found.got))
        yield from ((label, text) for label, text in shown if text)


def account(exercise: ExerciseReport, say: Phrases, language: str) -> str:
    """Return everything about an exercise as printable lines, a case that passed left out."""
    lines = [tally(exercise, say)]
    for case in exercise.cases:
        if exercise.status == "not_implemented" or (case.outcome is Outcome.PASSED and case.score >= case.max_score):
            continue
        lines.append(f"{one_line(case.id.removeprefix(f'{exercise.name} '), NAME_LIMIT)}: {ending(case, say)}")
        message = printable(say.told(case.message), TEXT_LIMIT).strip("\n")
        lines += [f"    {line}" for line in message.split("\n") if message]
    lines += [f"{label}: {printable(text, TEXT_LIMIT)}" for label, text in notes(exercise, say, language)]
    return "\n".join(lines)


def tally(exercise: ExerciseReport, say: Phrases) -> str:
    """Say how many of an exercise's cases passed."""
    if exercise.status == "not_implemented":
        return say.outcomes[Outcome.NOT_IMPLEMENTED]
    if not exercise.cases:
        return ""
    passed = sum(case.outcome is Outcome.PASSED for case in exercise.cases)
    return say.tests.format(passed=passed, total=len(exercise.cases))


def delivery(report: Report, say: Phrases) -> Iterator[str]:
    """Say which attempt counts, when it was handed in, every effect of that on the score, and what was left out."""
    yield from (
        printable(say.notes[note.kind].format(cell=note.cell, detail=say.told(note.detail)), TEXT_LIMIT)
        for note in report.notes
    )
    handed = report.handed_in
    if handed is None:
        return
    if handed.attempts > 1:
        yield say.attempt.format(attempt=handed.attempt, attempts=handed.attempts, policy=say.policies[handed.policy])
    if handed.submitted is not None:
        yield say.handed_in.format(moment=handed.submitted.isoformat(" ", "seconds"))
    if handed.due is not None:
        due = say.extended if handed.extended else say.due
        yield due.format(moment=handed.due.isoformat(" ", "seconds"))
    if handed.days_late is None:
        yield say.late_unknown
    elif handed.days_late:
        effect = {"penalty": number(handed.penalty), "deducted": number(handed.deducted)}
        yield say.late.format(days=handed.days_late, **effect)
