"""Reports for the terminal: aligned, inert, in two languages, with or without colour."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, UNHURRIED, make_case, make_exercise, make_report, reports
from rich.cells import cell_len

from grader.errors import UsageError
from grader.report.model import Diagnosis, Report
from grader.report.phrases import PHRASES
from grader.report.roll import render_class
from grader.report.text import render_text
from grader.report.view import Audience, view
from grader.verdict import Counterexample, Feedback

HINT = {"en": "What do you divide by?", "ko": "무엇으로 나누나요?"}
REPORT = make_report(
    "student-01",
    make_exercise("softmax"),
    make_exercise(
        "cross_entropy",
        score=7.5,
        max_score=10.0,
        status="partial",
        diagnosis=Diagnosis(misconception="skips_the_shift", hint=HINT),
        counterexample=Counterexample(call="cross_entropy([0.5])", expected="array(0.7)", got="nan"),
        cases=(
            make_case("TestC::test_a"),
            make_case("TestC::test_b", "failed", message="values differ\n  at [0]"),
            make_case("TestC::test_c", "timed_out"),
            make_case("TestC::test_d", "timed_out"),
        ),
    ),
    make_exercise("relu", score=0.0, status="failed", cases=(make_case("TestR::test_a", "killed"),)),
    make_exercise("로짓", score=0.0, status="not_implemented", cases=(make_case("T::x", "not_implemented"),)),
    feedback=Feedback.COUNTEREXAMPLE,
)
REJECTED = make_report(
    "student-02",
    make_exercise(score=0.0, status="failed", cases=(make_case("T::secret", "missing"),)),
    status="rejected",
    reason="line 3: this is not Python",
)

ENGLISH = """\
02_linear_regression · student-01                   9.5 / 16
────────────────────────────────────────────────────────────
✓  softmax                           2 /  2  tests 1/1
◐  cross_entropy                   7.5 / 10  tests 1/4
    Known as  skips_the_shift
    Hint      What do you divide by?
    Try       cross_entropy([0.5])
    expected  array(0.7)
    got       nan
    TestC::test_b: failed
        values differ
          at [0]
    TestC::test_c, TestC::test_d: took too long
✗  relu                              0 /  2  tests 0/1
    TestR::test_a: ended before it returned, or used too
    much memory
·  로짓                              0 /  2  not written yet
"""

KOREAN = """\
02_linear_regression · student-01                   9.5 / 16
────────────────────────────────────────────────────────────
✓  softmax                        2 /  2  테스트 1/1
◐  cross_entropy                7.5 / 10  테스트 1/4
    힌트           무엇으로 나누나요?
    실행해 보기    cross_entropy([0.5])
    기대한 값      array(0.7)
    나온 값        nan
    #2: 실패
    #3, #4: 시간 초과
✗  relu                           0 /  2  테스트 0/1
    #1: 결과를 내기 전에 종료되었거나 메모리를 너무 많이
    썼습니다
·  로짓                           0 /  2  아직 작성하지 않음
"""


def _plain(text: str) -> str:
    """Take the colours out, as a terminal without them would show the text."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def _is_inert(text: str) -> bool:
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return not any(unicodedata.category(c) in hidden and c != "\n" for c in text)


def test_an_instructors_report_in_english() -> None:
    """At sixty columns everything is there, aligned on the slash, wrapped inside its indentation."""
    assert render_text(REPORT, width=60) == ENGLISH


def test_a_students_report_in_korean() -> None:
    """Double-width letters keep the columns, and every phrase is Korean."""
    assert render_text(view(REPORT, Audience.STUDENT), language="ko", width=60) == KOREAN


@UNHURRIED
@given(reports, st.sampled_from(["en", "ko"]), st.integers(40, 120))
def test_hostile_text_is_inert_and_within_the_width(report: Report, language: str, width: int) -> None:
    """No text of a report moves the cursor, hides, or leaves the page, whatever the width."""
    lines = render_text(report, language=language, width=width).split("\n")
    assert _is_inert("".join(lines))
    assert all(cell_len(line) <= width for line in lines)


@UNHURRIED
@given(reports)
def test_colour_changes_no_letter(report: Report) -> None:
    """Without its colours a coloured report is the plain one, and colours are all it adds."""
    coloured = render_text(report, colour=True)
    assert _plain(coloured) == render_text(report)
    assert _is_inert(_plain(coloured))


def test_colour_is_there_only_when_asked_for() -> None:
    """A plain report has no escape at all, a coloured one has."""
    assert "\x1b[32m✓" in render_text(REPORT, colour=True)
    assert "\x1b" not in render_text(REPORT)


@UNHURRIED
@given(reports)
def test_a_report_is_rendered_the_same_twice(report: Report) -> None:
    """One report gives one text."""
    assert render_text(report) == render_text(report)


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "JUPYTER_COLUMNS"])
def test_the_environment_has_no_say(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Width and colour come from the arguments alone."""
    before = render_text(REPORT, colour=True), render_text(REPORT)
    monkeypatch.setenv(name, "dumb" if name == "TERM" else "33")
    assert (render_text(REPORT, colour=True), render_text(REPORT)) == before


@pytest.mark.parametrize("markup", ["[red]x[/red]", "[/]", ":smile:", "[link=http://a.org]y[/link]"])
def test_markup_is_shown_as_it_was_written(markup: str) -> None:
    """What looks like markup in any field is only text."""
    case = make_case(markup, "failed", message=markup)
    exercise = make_exercise(markup, status="failed", cases=(case,))
    assert render_text(make_report(markup, exercise, assignment=markup)).count(markup) == 5
    assert render_class([make_report(markup, exercise)]).count(markup) == 2


@pytest.mark.parametrize("language", PHRASES)
def test_a_rejection_gives_its_reason_and_no_cases(language: str) -> None:
    """A rejected submission's report says why, shows what could have been earned, and no case."""
    text = render_text(REJECTED, language=language)
    assert PHRASES[language].rejected in text
    assert "line 3: this is not Python" in text
    assert "0 / 2" in text
    assert "T::secret" not in text


def test_a_passed_case_that_does_not_count_is_explained() -> None:
    """An expected error that passed but earned nothing is shown with the reason."""
    cases = (make_case("T::a", "failed"), make_case("T::raises", score=0.0))
    text = render_text(make_report("s", make_exercise(score=0.0, status="failed", cases=cases)))
    assert "T::raises: passed, and counts as soon as" in text


def test_what_ended_alike_is_said_once() -> None:
    """For two cases or all of an exercise, and ahead of everything where all of the file ended so."""
    crash = "importing linear_regression.py: the code ended its own process"
    gone = make_exercise(
        score=0.0, status="failed", cases=tuple(make_case(f"T::{n}", "killed", message=crash) for n in "abc")
    )
    alone = render_text(make_report("s", gone))
    assert (alone.count("every test: ended before"), alone.count(crash), alone.count("T::")) == (1, 1, 0)
    other = make_exercise("relu", score=0.0, status="failed", cases=gone.cases)
    both = render_text(make_report("s", gone, other)).splitlines()
    assert both[2].startswith("every test: ended before")
    assert both[3].strip() == crash
    assert [line[0] for line in both[5:]] == ["✗", "✗"]


def test_numbers_that_follow_each_other_are_shortened() -> None:
    """As a student sees them whom nothing else is told of the cases."""
    cases = tuple(make_case(f"softmax #{n}", "passed" if n == 4 else "failed") for n in range(1, 8))
    text = render_text(make_report("s", make_exercise(score=0.0, status="partial", cases=cases)))
    assert "    #1-#3, #5-#7: failed\n" in text


def test_code_that_is_too_long_is_continued() -> None:
    """With the sign that says so, and no letter of it lost."""
    call = f"softmax(np.array([{', '.join('0.25' for _ in range(30))}]))"
    found = Counterexample(call=call, expected="1.0", got="2.0")
    exercise = make_exercise(score=0.0, status="failed", counterexample=found)
    lines = [line[14:] for line in render_text(make_report("s", exercise), width=60).splitlines()]
    at = next(place for place, line in enumerate(lines) if line.startswith("softmax("))
    shown = [lines[at], *(line[2:] for line in lines[at + 1 :] if line.startswith("↳ "))]
    assert len(shown) > 2
    assert "".join(shown) == call


def test_what_is_not_written_yet_lists_no_cases() -> None:
    """An exercise that was not begun takes one line."""
    exercise = make_exercise(score=0.0, status="not_implemented", cases=(make_case("T::x", "not_implemented"),))
    assert "T::x" not in render_text(make_report("s", exercise))


def test_a_carried_score_counts_and_is_explained() -> None:
    """The line shows the score that counts, the note where it comes from."""
    text = render_text(make_report("s", make_exercise(score=0.5, status="partial", carried=1.5)))
    assert "1.5 / 2  tests" in text
    assert "Carried   1.5 / 2 when judged on a correct version" in text


@pytest.mark.parametrize(
    ("hint", "shown"), [({"ko": "힌트입니다"}, "힌트입니다"), ({"en": "a", "ko": "나"}, "Hint      a"), ({}, "")]
)
def test_a_hint_in_another_language_is_better_than_none(hint: dict[str, str], shown: str) -> None:
    """The reader's language is preferred; a missing hint leaves no empty line."""
    diagnosis = Diagnosis(misconception="", hint=hint)
    text = render_text(make_report("s", make_exercise(status="partial", diagnosis=diagnosis)))
    assert shown in text
    assert ("Hint" in text) == bool(hint)
    assert "Known as" not in text


def test_on_whose_ground_a_counterexample_stands_is_said() -> None:
    """What came is then of the reference's version of what the exercise needs, and the student's own may differ."""
    for lent in (True, False):
        found = Counterexample(call="mean(1)", expected="", got="2", lent=lent)
        text = render_text(make_report("s", make_exercise(status="partial", counterexample=found)))
        assert ("with correct versions of what it needs" in text) == lent


def test_an_unknown_language_is_refused() -> None:
    """There is no silent fall-back to English."""
    with pytest.raises(UsageError, match="choose en or ko"):
        render_text(REPORT, language="fr")


def test_a_report_without_exercises_is_a_header() -> None:
    """Nothing to show is shown as nothing."""
    assert render_text(make_report(), width=60).count("\n") == 2


def test_the_class_is_a_table_sorted_by_student() -> None:
    """Students by name, then mean and median of those who were graded, per exercise too."""
    low = make_report("student-03", make_exercise(score=0.0), make_exercise("relu", score=1.0))
    high = make_report("student-01", make_exercise(), make_exercise("relu", score=0.0, carried=1.0), score=3.0)
    middle = make_report("student-04", make_exercise(), make_exercise("relu"))
    assert render_class(iter([low, middle, REJECTED, high])) == (
        "student     status    score  of     1     2\n"
        "student-01  graded        3   4     2     1\n"
        "student-02  rejected      0   2     0     -\n"
        "student-03  graded        1   4     0     1\n"
        "student-04  graded        4   4     2     2\n"
        "\n"
        "mean        3 graded   2.67      1.33  1.33\n"
        "median      3 graded      3         2     1\n"
        "\n"
        "1 softmax\n"
        "2 relu\n"
    )


def test_a_class_in_which_nobody_was_graded_has_no_mean() -> None:
    """Rejected submissions say nothing about how well the class did."""
    assert "mean" not in render_class([REJECTED])


def test_a_class_of_nobody_says_so() -> None:
    """No reports, no table."""
    assert render_class([]) == "No reports.\n"


def test_no_number_of_a_large_class_table_is_cut() -> None:
    """With forty exercises the lines grow, the numbers stay whole."""
    exercises = [make_exercise(f"exercise_{place}", score=12.25, max_score=12.5) for place in range(40)]
    table = render_class([make_report("학생" * 50, *exercises)])
    assert table.count("12.25") == 3 * 40
    assert "…" not in table


@pytest.mark.parametrize("width", [40, 60, 120])
def test_a_class_keeps_to_its_width(width: int) -> None:
    """What does not fit stands in a table below, with the students again; nothing of it is cut."""
    exercises = [make_exercise(f"exercise_{place}", score=place + 0.25, max_score=99.0) for place in range(20)]
    lines = render_class([make_report(f"학생-{place}", *exercises) for place in range(3)], width=width).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    words = " ".join(lines).split()
    assert all(words.count(f"{place}.25") == 5 for place in range(20))
    assert words.count("학생-2") == words.count("student") > 1


@UNHURRIED
@given(st.lists(reports, min_size=1, max_size=3))
def test_a_hostile_class_is_inert(members: list[Report]) -> None:
    """No name of a student or an exercise gets out of its cell."""
    assert _is_inert(render_class(members))
    assert _is_inert(_plain(render_class(members, colour=True)))


@pytest.mark.parametrize("text", HOSTILE)
def test_every_hostile_sample_in_every_field(text: str) -> None:
    """The known tricks do nothing anywhere, alone or in colour."""
    exercise = make_exercise(
        text,
        status="failed",
        diagnosis=Diagnosis(misconception=text, hint={"en": text}),
        counterexample=Counterexample(call=text, expected=text, got=text),
        cases=(make_case(text, "failed", message=text), make_case(text, "failed")),
    )
    for status in ("graded", "rejected"):
        report = make_report(text, exercise, assignment=text, reason=text, status=status)
        assert _is_inert(_plain(render_text(report, colour=True)))
