"""Where a run looks up and writes reports: one for each student, and under ``best`` one for each attempt besides.

What the platform's times do to a score is done here, so that a change of the course's rules is a change of every report
that they touch, without judging anything again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from grader.grading.attempts import Rules, best_of
from grader.grading.folder import RunFolder
from grader.report.changes import Change, compare, marks_alone
from grader.report.compose import settle
from grader.report.model import HandedIn, Provenance, Report
from grader.submission import Located


class Desk:
    """The reports of a run; ``attempts`` are those of students of whom several are judged, by student."""

    def __init__(self, folder: RunFolder, rules: Rules, located: Iterable[Located]) -> None:
        self._folder = folder
        self._rules = rules
        found: dict[str, list[int]] = {}
        for one in located:
            found.setdefault(one.student, []).append(one.attempt.number if one.attempt else 1)
        self._attempts: Mapping[str, list[int]] = {who: numbers for who, numbers in found.items() if len(numbers) > 1}

    def seconds(self, one: Located) -> float | None:
        """Return how long it took last time; None where it is new."""
        before = self._earlier(one)
        return None if before is None else before.timing.seconds

    def kept(self, one: Located, provenances: Collection[Provenance]) -> Report | None:
        """Return the report that is here already and would be made again the same, but for times that have changed."""
        before = self._earlier(one)
        if before is None or before.provenance not in provenances:
            return None
        handed_in = self._rules.handed_in(one)
        if _terms(before.handed_in) == _terms(handed_in):
            return before
        return None

    def write(self, one: Located, report: Report) -> tuple[Report, Change | None]:
        """Write a report with what time takes off; return it, and what that moved of the student's score."""
        return self._write(one.student, settle(report, self._rules.handed_in(one)), self._number(one))

    def conclude(self) -> Iterator[tuple[Report, Change | None]]:
        """Write, of each student with several attempts, the report of the best; none while one could not be judged."""
        for student, numbers in self._attempts.items():
            reports = [self._folder.earlier(student, number) for number in numbers]
            judged = [report for report in reports if report is not None]
            if len(judged) == len(reports):
                yield self._write(student, best_of(judged), None)

    def _write(self, student: str, report: Report, number: int | None) -> tuple[Report, Change | None]:
        before = None if number is not None else self._folder.earlier(student)
        change = None if before is None else compare(before, report)
        if before is not None and (change is not None or before.provenance != report.provenance):
            # Before the new report is there: whoever stops in between does all of it once more, to the same end.
            self._folder.set_aside(student, None if change is None else marks_alone(before))
        self._folder.write(student, report, number)
        return report, change

    def _earlier(self, one: Located) -> Report | None:
        return self._folder.earlier(one.student, self._number(one))

    def _number(self, one: Located) -> int | None:
        return one.attempt.number if one.attempt and one.student in self._attempts else None


def _terms(handed_in: HandedIn | None) -> HandedIn | None:
    """Return what does not depend on the score."""
    return handed_in and msgspec.structs.replace(handed_in, deducted=0.0)
