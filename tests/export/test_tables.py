"""Tables that others import: Canvas's and Moodle's rules, names as they were, no formula."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import hostile, make_exercise, make_report, reports

from grader.errors import UsageError
from grader.export.tables import render_canvas, render_csv, render_moodle, themselves, unmatched
from grader.export.worksheet import fill_worksheet
from grader.report.model import HandedIn, Report
from grader.roster import Person, Roster, read_roster

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  the full-width forms are meant

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (77)
    Points Possible,,,,,10
"O'Brien, Ada",101,s101,ada,A,
김민수,102,s102,minsu,A,
=Formula,103,s103,eve,A,
Absent,104,s104,absent,A,
"""


def rows(text: str) -> list[list[str]]:
    """Read a table back."""
    return list(csv.reader(io.StringIO(text)))


def roster(tmp_path: Path, text: str) -> Roster:
    """Write a roster and read it."""
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def scored(student: str, score: float) -> Report:
    """Return a report with that score out of 10."""
    return make_report(student, make_exercise(score=score, max_score=10.0, status="partial"))


def test_canvas_gets_its_own_rows_back_with_scores(tmp_path: Path) -> None:
    """The five headings, the points possible, names and numbers as Canvas wrote them; without a report, no row."""
    people = roster(tmp_path, CANVAS)
    table = rows(render_canvas([scored("ada", 7.5), scored("MINSU", 10), scored("eve", 0)], people, "HW 2 (12345)", 10))
    assert table == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "HW 2 (12345)"],
        ["    Points Possible", "", "", "", "", "10.00"],
        ["O'Brien, Ada", "101", "s101", "ada", "A", "7.50"],
        ["김민수", "102", "s102", "minsu", "A", "10.00"],
        ["'=Formula", "103", "s103", "eve", "A", "0.00"],
    ]


def test_without_a_roster_canvas_knows_students_by_login() -> None:
    """The name of a report is the login."""
    reports_ = [scored("student-01", 4)]
    assert rows(render_canvas(reports_, themselves(reports_), "A", 10))[2] == [
        "student-01",
        "",
        "",
        "student-01",
        "",
        "4.00",
    ]


def test_moodle_gets_emails_and_the_decimals_of_its_locale(tmp_path: Path) -> None:
    """The headings of its export; a comma where the locale writes one."""
    people = roster(tmp_path, "student,first name,last name,email,id number\nada,Ada,O'Brien,ada@e.org,7\n")
    table = rows(render_moodle([scored("ada", 7.5)], people, "HW", comma=True))
    assert table == [
        ["First name", "Last name", "ID number", "Institution", "Department", "Email address", "HW (Real)"],
        ["Ada", "O'Brien", "7", "", "", "ada@e.org", "7,50"],
    ]


def test_moodle_is_given_no_row_that_it_cannot_match(tmp_path: Path) -> None:
    """One unknown user ends its import: whose email is missing is said instead."""
    people = roster(tmp_path, "student,name\nada,Ada\n")
    with pytest.raises(UsageError, match="ada: the roster has no email"):
        render_moodle([scored("ada", 7.5)], people, "HW")


def test_who_is_not_on_the_roster_is_named(tmp_path: Path) -> None:
    """And has no row."""
    people = roster(tmp_path, "student\nada\n")
    found = [scored("ada", 1), scored("dropped", 2)]
    assert unmatched(found, people) == ("dropped",)
    assert len(rows(render_canvas(found, people, "A", 10))) == 3


def test_two_reports_of_one_student_are_refused(tmp_path: Path) -> None:
    """By login and by email: neither is chosen in silence."""
    people = roster(tmp_path, "student,email\nada,ada@e.org\n")
    with pytest.raises(UsageError, match="ada: two reports are of this student"):
        render_canvas([scored("ada", 1), scored("ada@e.org", 2)], people, "A", 10)


def test_a_spreadsheet_gets_everything() -> None:
    """What counts of each exercise, the attempt, what lateness took."""
    handed = HandedIn(attempt=2, attempts=3, days_late=1, deducted=0.5)
    table = rows(render_csv([make_report("a", make_exercise("f"), handed_in=handed, score=1.5)], Roster()))
    assert table[0][-3:] == ["days_late", "deducted", "f"]
    assert table[1] == ["a", "", "", "graded", "1.5", "2", "2", "", "1", "0.5", "2"]


@given(st.lists(reports, max_size=3, unique_by=lambda report: report.student), hostile)
def test_no_cell_is_a_formula(found: list[Report], text: str) -> None:
    """Whatever students, platforms and authors call things."""
    people = Roster(
        Person(student=one.student, known_as={"name": text, "email": text or "x", "section": text, "canvas_id": text})
        for one in found
    )
    for page in (render_csv(found, people), render_canvas(found[:1], Roster(people.people[:1]), text, 1)):
        assert not [cell for row in rows(page) for cell in row if cell.lstrip(" ").startswith(FORMULA)]


@pytest.mark.parametrize("text", ["=1", " =1", "\t+1", "  ＝1", "-1", "@a"])  # noqa: RUF001  full-width is meant
def test_what_could_be_a_formula_is_text(text: str) -> None:
    """Spaces before it save nobody: some spreadsheets drop them."""
    table = rows(render_csv([scored(text, 1)], Roster()))
    assert table[1][0].startswith("'")


WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
    'Participant 11,"O\'Brien, ""Ada""",ada@e.org,Submitted,,10.00,Yes,"Friday, 1 March 2024, 9:00 PM",-,\r\n'
    'Participant 12,김민수,minsu@e.org,Submitted,3.00,10.00,Yes,-,"Friday, 1 March 2024, 9:00 PM","two\nlines"\r\n'
    "Participant 13,Absent,absent@e.org,No submission,,10.00,Yes,-,-,\r\n"
)


def test_a_worksheet_keeps_all_but_grades_and_feedback(tmp_path: Path) -> None:
    """Byte for byte: Moodle compares what it wrote with what comes back."""
    path = tmp_path / "worksheet.csv"
    path.write_bytes(WORKSHEET.encode())
    found = [scored("ada@e.org", 7.5), scored("김민수", 10), scored("dropped", 1)]
    filled, left_out = fill_worksheet(path, found, Roster())
    assert left_out == ("dropped",)
    expected = WORKSHEET.replace("Submitted,,10.00", 'Submitted,"7.50",10.00').replace("3.00,", '"10.00",', 1)
    expected = expected.replace('PM",-,\r\n', 'PM",-,"softmax 7.5/10"\r\n').replace('"two\nlines"', '"softmax 10/10"')
    assert filled == expected


def test_a_worksheet_is_filled_by_way_of_the_roster(tmp_path: Path) -> None:
    """Reports by our names, the worksheet by Moodle's."""
    path = tmp_path / "worksheet.csv"
    path.write_bytes(WORKSHEET.encode())
    people = roster(tmp_path, "student,email\nstudent-01,minsu@e.org\n")
    filled, _ = fill_worksheet(path, [scored("student-01", 9)], people)
    assert ',Submitted,"9.00",10.00,Yes,-,"Friday' in filled
    with pytest.raises(UsageError, match="two reports are of this row"):
        fill_worksheet(path, [scored("student-01", 9), scored("김민수", 9)], people)


def test_a_worksheet_in_another_language_asks_for_its_headings(tmp_path: Path) -> None:
    """What to say instead of guessing."""
    path = tmp_path / "worksheet.csv"
    path.write_bytes(WORKSHEET.replace("Grade,", "성적,", 1).encode())
    with pytest.raises(UsageError, match="--grade-column"):
        fill_worksheet(path, [scored("김민수", 9)], Roster())
    assert '"9,00"' in fill_worksheet(path, [scored("김민수", 9)], Roster(), grade="성적", comma=True)[0]
