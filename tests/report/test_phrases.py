"""The phrases: every ending has its own."""

import pytest

from grader.errors import UsageError
from grader.report.phrases import PHRASES, phrases
from grader.verdict import Outcome


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_phrase_in_each_language(outcome: Outcome) -> None:
    """However a case ends, it can be said, and no two endings in the same words."""
    for language, say in PHRASES.items():
        assert say.outcomes[outcome], language
        assert list(say.outcomes.values()).count(say.outcomes[outcome]) == 1


def test_an_unknown_language_names_those_there_are() -> None:
    """Who asks for another language is told which to choose."""
    with pytest.raises(UsageError, match="there are no phrases in 'fr'; choose en or ko"):
        phrases("fr")
