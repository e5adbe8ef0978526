"""What a student's page says beyond the phrases of every report, in the language of a catalogue."""

from collections.abc import Mapping
from typing import Final

from grader.language import Catalogue, Spoken


class Words:
    """The words of one language; what stands in braces is filled in by the page."""

    def __init__(self, say: Catalogue) -> None:
        # Translators: how one says, in that language, that the page can be read in it.
        self.here = say("Read in English")
        self.score = say("Score")
        self.points = say("{score} of {max_score} points")
        self.perfect = say("Everything here is right. Well done.")
        self.start = say("Begin with {exercise}, the first of those that lost points.")
        self.nothing = say("Nothing is written yet. Begin with {exercise}.")
        self.exercises = say("Exercises")
        self.every_test = say("{total} of {total} tests pass.")
        self.part_of_tests = say("{passed} of {total} tests pass.")
        self.scored = say("This course tells scores alone.")
        self.show_hint = say("Show a hint")
        self.charged_once = say("A mistake is charged once")
        self.to_read = say("Read next")
        self.section = say("Handout, section {number}: {title}")
        self.again = say("Mend this and hand it in again.")
        self.figures = say("What a right solution draws")
        self.compare = say("Draw your own with {command} and compare.")
        self.difference = say("A small input that shows it")
        self.differs = say("differs")
        self.shapes = say("The shape should be {expected}; yours is {got}.")
        self.legend = say("The stronger the colour, the further an entry is from what was expected.")
        self.tests_lost = say("The tests that did not pass")
        self.made = say("Graded with grader {grader}, Python {python}, NumPy {numpy}.")


WORDS: Final[Mapping[str, Words]] = Spoken(Words)
