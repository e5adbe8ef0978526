"""The roster: whose is which name, on which platform."""

import unicodedata
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.roster import read_roster


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a roster."""
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_student_is_found_by_every_name(tmp_path: Path) -> None:
    """By our name, by email, by number, by full name, in any letter case and composition of Hangul."""
    people = read_roster(write(tmp_path, "student,name,email,github username\ns-1,김민수,m@e.org,Minsu-K\n"))
    for known in ("s-1", "김민수", unicodedata.normalize("NFD", "김민수"), "M@E.ORG", "minsu-k"):
        found = people.find("nobody", known)
        assert found is not None, known
        assert found.student == "s-1"


def test_a_name_that_two_share_is_nobodys(tmp_path: Path) -> None:
    """No marks go to a namesake; the next identifier may still tell."""
    people = read_roster(write(tmp_path, "student,name\ns-1,Kim Minsu\ns-2,Kim Minsu\n"))
    assert people.find("Kim Minsu") is None
    found = people.find("Kim Minsu", "s-2")
    assert found is not None
    assert found.student == "s-2"


@pytest.mark.parametrize(
    ("text", "student", "name"),
    [
        ("Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\nAda,1,u1,ada,A\n", "ada", "Ada"),
        ("identifier,github_username,github_id,name\ns-1,ada-l,7,Ada\n", "s-1", "Ada"),
        ("Identifier,Full name,Email address\nParticipant 7,Ada,ada@e.org\n", "ada@e.org", "Ada"),
        ("First name;Last name;Username\nAda;Lovelace;al\n", "al", "Ada Lovelace"),
    ],
    ids=["canvas", "github classroom", "moodle worksheet", "semicolons"],
)
def test_a_platforms_own_export_is_a_roster(tmp_path: Path, text: str, student: str, name: str) -> None:
    """Each by its own headings."""
    (person,) = read_roster(write(tmp_path, text, "utf-8-sig")).people
    assert (person.student, person.name) == (student, name)


def test_moodles_number_is_known_in_any_language(tmp_path: Path) -> None:
    """The worksheet says it in the site's language, names of files never do."""
    people = read_roster(write(tmp_path, "Identifier,Full name\n참가자 42,김민수\n"))
    assert people.find("Participant 42") is not None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the roster is empty"),
        ("colour\nred\n", "roster.csv:1: no column tells who a student is"),
        ("student,section\n,A\n", "roster.csv:2: this row names no student"),
        ("student\na\na\n", "roster.csv:3: a is there twice"),
        ('student\n"a\n', "is no CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    """For whoever wrote it."""
    with pytest.raises(UsageError, match=problem):
        read_roster(write(tmp_path, text))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    """Half a name is nobody's."""
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_roster(write(tmp_path, "student\n김민수\n", "euc-kr"))


def test_a_roster_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(UsageError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")
