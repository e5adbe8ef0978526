"""A student's page: what works, what does not and why, in every language at once, one of which is shown.

It shows what it is given: redaction is ``view``'s.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from markupsafe import Markup, escape

from grader.course.manifest import Work
from grader.course.reading import Guide, Picture, Section
from grader.errors import UsageError
from grader.pages.arrays import Shapes, Side, compare
from grader.pages.sealing import embed, seal
from grader.pages.wording import WORDS
from grader.printable import number, one_line, printable
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import CaseReport, ExerciseReport, Report
from grader.report.phrases import PHRASES
from grader.report.prose import delivery
from grader.verdict import Outcome

# What all messages of a page may take together, so that it stays light whatever a suite says.
_MESSAGES: Final = 40_000
_NO_GUIDE: Final = Guide()
_LINK: Final = Markup('<a href="{}">{}</a>')


class _Block(msgspec.Struct, frozen=True):
    """An exercise's part of the strip of scores, in hundredths of the strip's width, and how much of it is earned."""

    left: str
    width: str
    earned: str
    status: str


def render_student(report: Report, *, language: str = "en", guide: Guide = _NO_GUIDE) -> str:
    """Return the page, ``language`` shown first; UsageError names the languages that there are.

    What the assignment is called and what there is to read is the ``guide``'s.
    """
    if language not in WORDS:
        raise UsageError(f"there are no pages in {language!r}; choose {' or '.join(WORDS)}")
    lost = [place for place, one in enumerate(report.exercises, 1) if counted_score(one) < one.max_score]
    told = sum(_is_lost(case) for one in report.exercises for case in one.cases if case.message)
    name = _line(report.assignment)
    titles = _everywhere({key: _line(text) for key, text in guide.title.items()}, name)
    return seal(
        "student.html.j2",
        styles=("page.css", "student.css"),
        scripts=("student.js",),
        language=language,
        languages=tuple(WORDS),
        say=_say,
        bilingual=_bilingual,
        words=WORDS,
        student=_line(report.student),
        assignment=_breakable(report.assignment),
        titles=titles,
        report=report,
        unmade=_outcome(Outcome.NOT_IMPLEMENTED),
        reason=_told(report.reason or "", TEXT_LIMIT),
        score=number(report.score),
        max_score=number(report.max_score),
        delivered=tuple(_delivery(report)),
        first=_LINK.format(f"#exercise-{lost[0]}", _line(report.exercises[lost[0] - 1].name)) if lost else "",
        empty=all(one.status == "not_implemented" for one in report.exercises),
        blocks=tuple(_blocks(report)),
        exercises=[_exercise(one, _MESSAGES // max(told, 1), guide) for one in report.exercises],
        bare=not any(one.cases for one in report.exercises),
        plot=Markup("<code>grader plot</code>"),
        pictured=bool(guide.pictures),
        pictures=tuple(tuple(_pictures(picture)) for picture in guide.pictures),
    )


def _say(key: str, **values: str) -> Markup:
    """Say a phrase in every language; the values are text unless they are markup already."""
    said = {language: getattr(words, key, None) or getattr(PHRASES[language], key) for language, words in WORDS.items()}
    return _bilingual({language: escape(text).format(**values) for language, text in said.items()})


def _told(text: str, room: int) -> Markup | str:
    """Say what a report keeps in English in every language, once where it is nobody's but the student's or author's."""
    texts = {language: printable(say.told(text), room) for language, say in PHRASES.items()}
    return _bilingual(texts) if len(set(texts.values())) > 1 else printable(text, room)


def _bilingual(texts: Mapping[str, str]) -> Markup:
    one = Markup('<span data-say="{0}" lang="{0}">{1}</span>')
    return Markup().join(one.format(language, text) for language, text in texts.items())


def _everywhere(texts: Mapping[str, str], spare: str = "") -> dict[str, str]:
    """Return a text for every language: where it lacks one, that in another, ``spare`` where there is none at all."""
    spare = next(iter(texts.values()), spare)
    return {language: texts.get(language, spare) for language in WORDS}


def _delivery(report: Report) -> Iterator[Markup]:
    """Say when it was handed in, which attempt counts, what that did to the score, and what was left out."""
    for lines in zip(*(delivery(report, PHRASES[language]) for language in WORDS), strict=True):
        yield _bilingual(dict(zip(WORDS, lines, strict=True)))


def _blocks(report: Report) -> Iterator[_Block]:
    whole, left = report.max_score or 1.0, 0.0
    for one in report.exercises:
        width = 100 * one.max_score / whole
        share = counted_score(one) / one.max_score if one.max_score else 0.0
        yield _Block(number(left), number(width), number(100 * share), _status(one))
        left += width


def _status(one: ExerciseReport) -> str:
    """Return the status as it counts: what is right on a correct version of what it needs has lost nothing."""
    return "carried" if one.status != "passed" and counted_score(one) >= one.max_score else one.status


def _exercise(one: ExerciseReport, room: int, guide: Guide) -> dict[str, object]:
    """Return what the template shows of an exercise; a message gets ``room`` characters."""
    reading = guide.reading.get(one.name, ()) if counted_score(one) < one.max_score else ()
    passed = sum(case.outcome is Outcome.PASSED for case in one.cases)
    ends = Counter(case.outcome for case in one.cases if case.outcome is not Outcome.PASSED)
    uncounted = sum(case.outcome is Outcome.PASSED for case in one.cases if _is_lost(case))
    return {
        "name": _breakable(one.name),
        "status": _status(one),
        "score": number(counted_score(one)),
        "max_score": number(one.max_score),
        "passed": str(passed),
        "total": str(len(one.cases)),
        "whole": bool(one.cases) and passed == len(one.cases),
        "marks": [(str(case.outcome), _is_lost(case)) for case in one.cases],
        "ends": [
            *((str(count), _outcome(outcome)) for outcome, count in ends.items()),
            *([(str(uncounted), _say("uncounted"))] if uncounted else []),
        ],
        "carried": _carried(one),
        "relation": _relation(one),
        "hint": _hint(one),
        "known": _line(one.diagnosis.misconception) if one.diagnosis else "",
        "counterexample": _counterexample(one),
        "reading": [_reading(read) for read in reading],
        "lost": [
            (_line(case.id), _outcome(case.outcome), _told(case.message, min(room, TEXT_LIMIT)))
            for case in one.cases
            if case.message and _is_lost(case)
        ],
    }


def _is_lost(case: CaseReport) -> bool:
    return case.outcome is not Outcome.PASSED or case.score < case.max_score


def _outcome(outcome: Outcome) -> Markup:
    return _bilingual({language: PHRASES[language].outcomes[outcome] for language in WORDS})


def _carried(one: ExerciseReport) -> Markup | None:
    """Explain a carried score."""
    if one.carried is None:
        return None
    counted = counted_score(one)
    scores = {"score": one.carried, "max_score": one.max_score, "counted": counted}
    key = "carried_note" if counted == one.carried else "carried_half"
    return _say(key, **{name: number(value) for name, value in scores.items()})


def _relation(one: ExerciseReport) -> Markup | None:
    """Say what every wrong result has to do with the right one."""
    relation = one.relation
    if relation is None or not all(relation.kind in PHRASES[language].relations for language in WORDS):
        return None
    value = one_line(relation.value, NAME_LIMIT)
    return _bilingual({language: PHRASES[language].relations[relation.kind].format(value=value) for language in WORDS})


def _reading(read: Section | Work) -> Markup:
    """Say what to read, with a link where there is one."""
    if isinstance(read, Section):
        said = {
            language: escape(WORDS[language].section).format(number=read.number, title=_line(title))
            for language, title in _everywhere(read.titles).items()
        }
        return _bilingual(said)
    return _LINK.format(read.link, _line(read.title)) if read.link else escape(_line(read.title))


def _pictures(picture: Picture) -> Iterator[tuple[str, str, str]]:
    """Yield a picture in every language: the language, what it shows, and its address."""
    titles = _everywhere(picture.titles)
    spare = next(iter(picture.data.values()))
    for language in WORDS:
        yield language, _line(titles[language]), embed(picture.data.get(language, spare))


def _hint(one: ExerciseReport) -> Markup | None:
    """Return the hint in every language, where it is not written in one in another; None where there is none."""
    written = {} if one.diagnosis is None else {key: text for key, text in one.diagnosis.hint.items() if text}
    if not written:
        return None
    said = _bilingual({key: printable(text, TEXT_LIMIT) for key, text in _everywhere(written).items()})
    return _say("published") + Markup(" ") + said if one.diagnosis and one.diagnosis.published else said


def _counterexample(one: ExerciseReport) -> dict[str, object] | None:
    found = one.counterexample
    if found is None:
        return None
    pairs = compare(found.expected, found.got)
    return {
        "call": printable(found.call, TEXT_LIMIT),
        "expected": printable(found.expected, TEXT_LIMIT),
        "got": printable(found.got, TEXT_LIMIT),
        "lent": found.lent,
        "sides": [pair for pair in pairs if isinstance(pair, Side)],
        "shapes": [pair for pair in pairs if isinstance(pair, Shapes)],
    }


def _line(text: str) -> str:
    return one_line(text, NAME_LIMIT)


def _breakable(name: str) -> Markup:
    """Return a name that a narrow window breaks between its words."""
    return Markup("_<wbr>").join(_line(name).split("_"))
