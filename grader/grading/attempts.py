"""Which attempts of a class are judged, and what each one's time does to its score, by the course's rules."""

from collections.abc import Iterable

import msgspec

from grader.clock import Moment
from grader.course.lateness import Extension, SubmissionPolicy, find_extension, find_lateness
from grader.course.manifest import Assignment, Course
from grader.report.model import HandedIn, Report
from grader.submission import Located


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """A course's rules on attempts and time, for one assignment."""

    assignment: str = ""
    policy: SubmissionPolicy = SubmissionPolicy()
    due: Moment | None = None
    extensions: tuple[Extension, ...] = ()

    def handed_in(self, located: Located) -> HandedIn | None:
        """Return what a report says of an attempt's time; None where nobody said anything about it."""
        attempt = located.attempt
        if attempt is None:
            return None
        own = find_extension(self.extensions, located.student, self.assignment)
        late = find_lateness(self.policy, self.due, own, attempt.submitted, marked=attempt.marked_late)
        return HandedIn(
            attempt=attempt.number,
            attempts=attempt.count,
            policy=self.policy.attempt,
            submitted=attempt.submitted,
            due=late.due,
            extended=late.extended,
            days_late=late.days,
            penalty=float(late.percent),
        )

    def choose(self, located: Iterable[Located]) -> tuple[Located, ...]:
        """Return the attempts to judge: under ``best`` all of them, else the last or the first of each student."""
        if self.policy.attempt == "best":
            return tuple(located)
        chosen: dict[str, Located] = {}
        for one in located:  # in the order of their attempts
            if self.policy.attempt == "last":
                chosen[one.student] = one
            else:
                chosen.setdefault(one.student, one)
        return tuple(chosen.values())


def rules_of(course: Course, assignment: Assignment) -> Rules:
    """Return the rules of a course for one of its assignments."""
    return Rules(
        assignment=assignment.name,
        policy=course.submissions,
        due=assignment.due,
        extensions=course.extensions,
    )


def best_of(reports: Iterable[Report]) -> Report:
    """Return the report of the best attempt, after what lateness took off; of equals the earliest."""
    return max(reports, key=lambda report: (report.score, -report.handed_in.attempt if report.handed_in else 0))
