"""A student's page: everything that the view lets through, nothing else, in every language."""

import html
import re
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import UNHURRIED, make_case, make_exercise, make_report, reports

from grader.clock import Moment
from grader.course.manifest import Work
from grader.course.reading import Guide, Picture, Section
from grader.errors import UsageError
from grader.pages.student import render_student
from grader.pages.wording import WORDS
from grader.report.model import Diagnosis, HandedIn, Report
from grader.report.view import Audience, view
from grader.verdict import Counterexample, Feedback, Relation

LIGHT = 300_000
REPORT = make_report(
    "student-01",
    make_exercise("softmax"),
    make_exercise(
        "relu",
        score=0.5,
        status="partial",
        carried=1.5,
        relation=Relation(kind="factor", value="2"),
        diagnosis=Diagnosis(misconception="secret_mistake", hint={"en": "Look at the sign.", "ko": "부호를 보세요."}),
        counterexample=Counterexample(
            call="relu(np.array([1.0, -1.0]))", expected="np.array([1.0, 0.0])", got="np.array([1.0, -1.0])"
        ),
        cases=(
            make_case("TestSecret::a", message="secret message"),
            make_case("TestSecret::b", "failed", message="secret message"),
            make_case("TestSecret::c", "timed_out", message="secret message"),
        ),
    ),
    make_exercise("tanh", score=0.0, status="not_implemented", cases=(make_case("TestSecret::d", "not_implemented"),)),
)


def page(feedback: Feedback, report: Report = REPORT, language: str = "en") -> str:
    """Return what a student reads at a tier."""
    return render_student(view(msgspec.structs.replace(report, feedback=feedback), Audience.STUDENT), language=language)


def shown(text: str) -> str:
    """Return a page without tags, style and script."""
    body = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


@pytest.mark.parametrize("feedback", Feedback)
def test_the_names_and_messages_of_cases_are_told_in_full_alone(feedback: Feedback) -> None:
    """Below that no byte of the page says what a hidden case is called or what it says."""
    text = page(feedback)
    assert [secret in text for secret in ("TestSecret", "secret message", "secret_mistake")] == [feedback == "full"] * 3


@pytest.mark.parametrize("feedback", Feedback)
def test_a_page_says_what_its_tier_tells(feedback: Feedback) -> None:
    """How cases ended; the hint and the pattern; the input with both answers."""
    text = shown(page(feedback))
    assert ("took too long" in text) == feedback.tells(Feedback.CATEGORY)
    assert ("Look at the sign." in text) == feedback.tells(Feedback.HINT)
    assert ("2 times the right one" in text) == feedback.tells(Feedback.HINT)
    assert ("relu(np.array([1.0, -1.0]))" in text) == feedback.tells(Feedback.COUNTEREXAMPLE)
    assert ("This course tells scores alone." in text) == (feedback == "score")


def test_a_hint_is_folded_until_asked_for() -> None:
    """It stands in an element that is closed."""
    assert re.search(r'<details class="hint"><summary>.*?</summary><div>.*?Look at the sign', page(Feedback.HINT))


def test_a_carried_score_is_explained() -> None:
    """What the exercise got on right ground, and that it counts."""
    text = page(Feedback.CATEGORY)
    assert "A mistake is charged once" in shown(text)
    assert "1.5 / 2 when judged on a correct version of what it needs" in shown(text)


def test_what_differs_is_marked_for_the_eye_and_for_the_ear() -> None:
    """The entry that is wrong, and no other."""
    text = page(Feedback.COUNTEREXAMPLE)
    assert re.findall(r'<td class="level-(\d)">([^<]*)<', text) == [("2", "-1")]
    assert shown(text).count("differs") == 1


@pytest.mark.parametrize("language", WORDS)
def test_a_page_opens_in_the_language_asked_for(language: str) -> None:
    """The other one is in it all the same."""
    text = page(Feedback.HINT, language=language)
    assert f'<html lang="{language}" data-language="{language}">' in text
    assert "Look at the sign." in text
    assert "부호를 보세요." in text


def test_every_phrase_is_said_in_every_language() -> None:
    """As often in the one as in the other."""
    text = page(Feedback.FULL)
    assert text.count('<span data-say="en" lang="en">') == text.count('<span data-say="ko" lang="ko">') > 20


def test_an_unknown_language_is_refused() -> None:
    """With those that there are."""
    with pytest.raises(UsageError, match="choose en or ko"):
        page(Feedback.HINT, language="fr")


GUIDE = Guide(
    title={"en": "Two functions", "ko": "두 함수"},
    reading={
        "softmax": (Section(number=1, titles={"en": "Passed"}),),
        "relu": (
            Section(number=3, titles={"en": "Hinges", "ko": "경첩"}),
            Work(title="A <Book>", link="https://example.org/?a=1&b='"),
            Work(title="A paper"),
        ),
    },
    pictures=(Picture(titles={"en": "A hinge"}, data={"en": b"RIFF"}),),
)


def test_who_lost_points_is_told_what_to_read() -> None:
    """Sections in every language, works with a link where there is one; nothing about what passed."""
    text = render_student(view(REPORT, Audience.STUDENT), guide=GUIDE)
    assert "Handout, section 3: Hinges" in shown(text)
    assert "안내서 3절: 경첩" in shown(text)
    assert re.findall(r'<a href="(http[^"]*)">([^<]*)</a>', text) == [
        ("https://example.org/?a=1&amp;b=&#39;", "A &lt;Book&gt;")
    ]
    assert "A paper" in shown(text)
    assert "Passed" not in shown(text)


def test_an_assignment_is_called_by_its_title() -> None:
    """In the language that is shown first; by its folder where nothing is known of it."""
    told = render_student(REPORT, language="ko", guide=GUIDE)
    assert "<title>두 함수 · student-01</title>" in told
    assert "<title>02_linear_regression · student-01</title>" in render_student(REPORT)


def test_a_figure_stands_in_the_page_and_is_told_in_words() -> None:
    """In every language; the policy allows images that come with the page, and only where there are any."""
    text = render_student(REPORT, guide=GUIDE)
    assert text.count('alt="A hinge" src="data:image/webp;base64,UklGRg=="') == len(WORDS)
    assert "img-src data:;" in text
    assert "img-src" not in render_student(REPORT)


def test_what_lateness_took_off_is_said() -> None:
    """Else the total is not the sum of what is shown."""
    moment = Moment.fromisoformat("2026-09-08T01:20:00+00:00")
    late = HandedIn(attempt=2, attempts=3, submitted=moment, days_late=1, penalty=10.0, deducted=8.55)
    text = shown(page(Feedback.SCORE, msgspec.structs.replace(REPORT, handed_in=late)))
    assert "Attempt 2 of 3: the last one counts." in text
    assert "10 % of the points earned are taken off: -8.55." in text
    assert "감점됩니다: -8.55" in text


def test_what_carrying_made_whole_has_lost_nothing() -> None:
    """It is marked as right, and nobody is sent there first."""
    whole = make_exercise("chain", score=0.0, carried=2.0, status="failed", cases=(make_case("T::a", "failed"),))
    text = page(Feedback.HINT, make_report("s", whole))
    assert 'class="exercise carried"' in text
    assert "Begin with" not in shown(text)


def test_why_a_submission_was_rejected_is_said() -> None:
    """And nothing of its cases."""
    rejected = make_report(
        "s", make_exercise(score=0.0, status="failed"), status="rejected", reason="line 3: <not> Python"
    )
    text = shown(page(Feedback.HINT, rejected))
    assert "line 3: <not> Python" in text
    assert "tests pass" not in text


def test_full_marks_are_praised() -> None:
    """There is nothing to begin with."""
    text = shown(page(Feedback.HINT, make_report("s", make_exercise())))
    assert "Everything here is right." in text
    assert "Begin with" not in text


@UNHURRIED
@given(reports, st.sampled_from(Feedback))
def test_hostile_text_is_inert(report: Report, feedback: Feedback) -> None:
    """No text of a report is markup, moves a cursor, hides or reorders."""
    plain = page(Feedback.FULL, make_report("s", make_exercise()))
    text = page(feedback, report)
    assert not [
        letter for letter in text if unicodedata.category(letter) in {"Cc", "Cf", "Cs"} and letter not in "\n\t"
    ]
    assert set(re.findall(r"<script[^>]*>", text)) == set(re.findall(r"<script[^>]*>", plain))
    assert text.count("<html") == text.count("</html>") == 1


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</pre><b>", "{{ 7 * 7 }}"]
)
def test_markup_is_text_wherever_it_stands(markup: str) -> None:
    """In names, messages, hints, reasons and values."""
    hostile = make_exercise(
        markup,
        score=0.0,
        status="failed",
        relation=Relation(kind="factor", value=markup),
        diagnosis=Diagnosis(misconception=markup, hint={"en": markup}),
        counterexample=Counterexample(call=markup, expected=markup, got=markup),
        cases=(make_case(markup, "failed", message=markup),),
    )
    text = page(Feedback.FULL, make_report(markup, hostile, assignment=markup))
    assert not set(markup) & set("<>") or markup not in text
    assert shown(text).count(markup) >= 9


@pytest.mark.parametrize("letter", ["m", "가", "<"])
def test_a_page_is_light_whatever_a_suite_says(letter: str) -> None:
    """Of hundreds of long messages each is cut, and the page is under 300 kB."""
    cases = tuple(make_case(f"TestX::{n}", "failed", message=letter * 4000) for n in range(400))
    text = page(Feedback.FULL, make_report("s", make_exercise(score=0.0, status="failed", cases=cases)))
    assert len(text.encode()) < LIGHT
    assert shown(text).count("characters left out") == 400
