"""Every phrase of a report that several renderers say, in the language of a catalogue."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from grader.language import Catalogue, Spoken, catalogue
from grader.verdict import Outcome


class Phrases:
    """The phrases of one language; what stands in braces is filled in by the renderer.

    ``told`` translates what a report keeps in English: why a submission was rejected, what is said of a case.
    """

    def __init__(self, say: Catalogue) -> None:
        self.told = say.told
        self.tests = say("tests {passed}/{total}")
        self.every = say("every test")
        self.hint = say("Hint")
        self.recognised = say("Known as")
        self.call = say("Try")
        self.expected = say("expected")
        self.got = say("got")
        self.lent = say("(with correct versions of what it needs)")
        self.carried = say("Carried")
        self.carried_note = say(
            "{score} / {max_score} when judged on a correct version of what it needs; the better score counts"
        )
        self.carried_half = say(
            "{score} / {max_score} when judged on a correct version of what it needs; {counted} count"
        )
        self.published = say("This is a published alternative; this course uses another convention.")
        self.relation = say("Pattern")
        self.relations: Mapping[str, str] = MappingProxyType(
            {
                "dtype": say("every wrong result has the right values and another dtype"),
                "negated": say("every wrong result is the right one with the opposite sign"),
                "transposed": say("every wrong result is the transpose of the right one"),
                "late": say("every wrong result is the right one, one step late"),
                "nan": say("every wrong result is right but for entries that are NaN"),
                "factor": say("every wrong result is {value} times the right one"),
                "size": say("every wrong result is {value} times the right one (input of N rows and D columns)"),
                "summed": say("every wrong result is the right one, summed over axis {value} as well"),
                "square": say("it is right for square inputs only"),
                "first": say("it is right on the first call only"),
            }
        )
        self.uncounted = say("passed, and counts as soon as one ordinary core test passes too")
        self.rejected = say("This submission was not graded.")
        self.attempt = say("Attempt {attempt} of {attempts}: {policy}.")
        self.policies: Mapping[str, str] = MappingProxyType(
            {
                "last": say("the last one counts"),
                "first": say("the first one counts"),
                "best": say("the best one counts"),
            }
        )
        self.handed_in = say("Handed in {moment}.")
        self.due = say("Due {moment}.")
        self.extended = say("Due {moment}, your own extension.")
        self.late = say("Late, days begun: {days}. {penalty} % of the points earned are taken off: -{deducted}.")
        self.late_unknown = say("Marked late without a time; no points are taken off.")
        self.pending = say("Not judged yet.")
        self.notes: Mapping[str, str] = MappingProxyType(
            {
                "ipython": say("Cell {cell}: left out what only IPython understands: {detail}"),
                "python": say("Cell {cell} was left out, since it is not Python: {detail}"),
                "chosen": say("{detail} is there more than once; the one in cell {cell} counts"),
            }
        )
        self.outcomes: Mapping[Outcome, str] = MappingProxyType(
            {
                Outcome.PASSED: say("passed"),
                Outcome.FAILED: say("failed"),
                Outcome.ERRORED: say("the grader failed here; it will grade this again"),
                Outcome.TIMED_OUT: say("took too long"),
                Outcome.KILLED: say("ended before it returned, or used too much memory"),
                Outcome.MISSING: say("did not run"),
                Outcome.NOT_IMPLEMENTED: say("not written yet"),
                Outcome.FORBIDDEN: say("uses what is not allowed here"),
            }
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """The words that stand before a note, in one column."""
        return (self.hint, self.recognised, self.call, self.expected, self.got, self.carried, self.relation)


PHRASES: Final[Mapping[str, Phrases]] = Spoken(Phrases)


def phrases(language: str) -> Phrases:
    """Return the phrases of a language; UsageError names those there are."""
    return PHRASES[catalogue(language).language]
