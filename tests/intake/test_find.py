"""Submissions as platforms deliver them: whose each is, which attempt, when, and what odd names cost."""

import re
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.intake.find import find, read_times
from grader.roster import Roster, read_roster
from grader.submission import Located, Rejection, Submission, read

NAME, MODULE = "01_small", "small"
RIGHT = "def f():\n    return 1\n"

YAML = """\
---
submission_11:
  :submitters:
  - :name: O'Brien, Ada
    :sid: '0042'
    :email: ada@e.org
  :created_at: 2026-03-09 14:59:00.123456789 Z
  :score: 0.0
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests: []
  :history:
  - :id: 9
    :created_at: 2026-03-08 10:00:00 Z
    :score: 1.0
submission_12:
  :submitters:
  - :name: 김민수 😀
    :sid:
    :email: minsu@e.org
  - :name: Eve
    :sid: '7'
    :email: eve@e.org
  :created_at: 2026-03-10 01:00:00 +0900
"""


def zipped(path: Path, files: Mapping[str, str]) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def laid_out(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the same as a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def sources(found: tuple[Located, ...]) -> dict[tuple[str, int], str]:
    """Read everything: by student and attempt, the source or why there is none."""
    result = {}
    for one in found:
        content = read(one, MODULE)
        number = one.attempt.number if one.attempt else 0
        result[one.student, number] = content.source if isinstance(content, Submission) else f"✗ {content.reason}"
    return result


GRADESCOPE = {
    "assignment_1_export/submission_metadata.yml": YAML,
    "assignment_1_export/submission_11/small.py": "ada = 2\n",
    "assignment_1_export/submission_12/src/small.py": "minsu = 1\n",
    "assignment_1_export/submission_12/notes.txt": "notes\n",
}
CANVAS = {
    "obrienada_101_9001_small.py": "ada = 1\n",
    "obrienada_LATE_101_9100_small-1.py": "ada = 2\n",
    "김민수_102_9002_my homework.py": "minsu = 1\n",
    "eve_103_9003_small (1).py": "eve = 1\n",
    "eve_103_9004_notes.txt": "notes\n",
    "mal😀_late_104_9005_notes.pdf": "no source\n",
}
MOODLE = {
    "O'Brien, Ada_12345_assignsubmission_file_/small.py": "ada = 1\n",
    "김민수_12346_assignsubmission_file_small.py": "minsu = 1\n",
    "Kim Minsu_12347_assignsubmission_file/small.py": "kim = 1\n",
    "Kim Minsu_12348_assignsubmission_file/sub/small.py": "kim = 2\n",
    "Kim Minsu_12348_assignsubmission_onlinetext/onlinetext.html": "<p>hello</p>\n",
    "Ann_Lee_12349_assignsubmission_onlinetext_onlinetext.html": "<p>typed</p>\n",
}
CLASS = {
    "student-01.py": "one = 1\n",
    "student-02/small.py": "two = 1\n",
    "김 민수/src/small.py": "minsu = 1\n",
    "__MACOSX/._student-01.py": "clutter",
}

EXPECTED = {
    "gradescope": {("ada@e.org", 2): "ada = 2\n", ("eve@e.org", 1): "minsu = 1\n", ("minsu@e.org", 1): "minsu = 1\n"},
    "canvas": {
        ("eve_103", 1): "eve = 1\n",
        ("mal😀_104", 1): "✗ this is no Python file and no notebook; hand in small.py or small.ipynb",
        ("obrienada_101", 1): "ada = 1\n",
        ("obrienada_101", 2): "ada = 2\n",
        ("김민수_102", 1): "minsu = 1\n",
    },
    "moodle": {
        ("Ann_Lee", 1): "✗ there is no small.py (nothing is there); name your file small.py",
        ("Kim Minsu (12347)", 1): "kim = 1\n",
        ("Kim Minsu (12348)", 1): "kim = 2\n",
        ("O'Brien, Ada", 1): "ada = 1\n",
        ("김민수", 1): "minsu = 1\n",
    },
}
DELIVERIES = {"gradescope": GRADESCOPE, "canvas": CANVAS, "moodle": MOODLE}


@pytest.mark.parametrize("platform", DELIVERIES)
@pytest.mark.parametrize("form", ["zip", "folder", "zip of a folder"])
def test_a_platforms_download_is_read_as_it_is(platform: str, form: str, tmp_path: Path) -> None:
    """Zipped or not, in a folder of its own or not; every student by name, every attempt apart."""
    files = DELIVERIES[platform]
    if form == "folder":
        path = laid_out(tmp_path / "inbox", files)
    elif form == "zip":
        path = zipped(tmp_path / "inbox.zip", files)
    else:
        path = zipped(
            tmp_path / "inbox.zip",
            {f"inbox/{name}".replace("inbox/assignment_1_export", "inbox"): text for name, text in files.items()},
        )
    assert sources(find([path], NAME, MODULE)) == EXPECTED[platform]


def test_gradescope_says_when_and_how_often(tmp_path: Path) -> None:
    """To the offset; an attempt that was not delivered is counted."""
    found = find([zipped(tmp_path / "inbox.zip", GRADESCOPE)], NAME, MODULE)
    times = {one.student: (one.attempt.submitted, one.attempt.count) for one in found if one.attempt}
    assert times["ada@e.org"] == (datetime(2026, 3, 9, 14, 59, 0, 123456, tzinfo=UTC), 2)
    assert times["eve@e.org"] == (datetime(2026, 3, 9, 16, tzinfo=UTC), 1)


def test_canvas_says_that_an_attempt_is_late(tmp_path: Path) -> None:
    """And not by how much."""
    found = find([zipped(tmp_path / "inbox.zip", CANVAS)], NAME, MODULE)
    late = [(one.student, one.attempt.number) for one in found if one.attempt and one.attempt.marked_late]
    assert late == [("mal😀_104", 1), ("obrienada_101", 2)]


def test_a_roster_gives_names(tmp_path: Path) -> None:
    """The platform's numbers and names become the course's own."""
    path = tmp_path / "roster.csv"
    path.write_text("student,name,canvas id\ns-1,Ada,101\ns-2,김민수,102\n", encoding="utf-8")
    found = find([zipped(tmp_path / "inbox.zip", CANVAS)], NAME, MODULE, read_roster(path))
    assert {one.student for one in found} == {"s-1", "s-2", "eve_103", "mal😀_104"}


def test_a_zip_of_a_class_needs_no_platform(tmp_path: Path) -> None:
    """A file or a folder for each student."""
    expected = {("student-01", 1): "one = 1\n", ("student-02", 1): "two = 1\n", ("김 민수", 1): "minsu = 1\n"}
    assert sources(find([zipped(tmp_path / "inbox.zip", CLASS)], NAME, MODULE)) == expected
    inside = {f"inbox/{name}": text for name, text in CLASS.items()}
    assert sources(find([zipped(tmp_path / "inside.zip", inside)], NAME, MODULE)) == expected


def test_a_class_of_a_file_and_a_folder_is_a_class(tmp_path: Path) -> None:
    """Though the module's name is there once alone."""
    path = zipped(tmp_path / "inbox.zip", {"student-01.py": "one = 1\n", "student-02/small.py": "two = 1\n"})
    assert [one.student for one in find([path], NAME, MODULE)] == ["student-01", "student-02"]


def test_one_students_zip_stays_one_students(tmp_path: Path) -> None:
    """Their file once, and whatever else."""
    path = zipped(tmp_path / "student-01.zip", {"hw/small.py": RIGHT, "hw/notes.txt": "", "readme.md": ""})
    assert sources(find([path], NAME, MODULE)) == {("student-01", 0): RIGHT}


def test_a_damaged_zip_is_rejected_with_a_sentence(tmp_path: Path) -> None:
    """It may be a student's own."""
    path = tmp_path / "student-01.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert sources(find([path], NAME, MODULE)) == {("student-01", 0): "✗ the archive is damaged; make it again"}


def test_hangul_in_parts_is_the_same_student(tmp_path: Path) -> None:
    """However a system composes it, and though the zip does not say that it is UTF-8."""
    name = unicodedata.normalize("NFD", "김민수")
    path = tmp_path / "inbox.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}_1_assignsubmission_file_/small.py", RIGHT)
        archive.writestr("b_2_assignsubmission_file_/small.py", RIGHT)
    flags = re.compile(rb"(PK\x03\x04..|PK\x01\x02....)\x00\x08", re.DOTALL)
    path.write_bytes(flags.sub(lambda found: found[1] + b"\0\0", path.read_bytes()))
    assert [one.student for one in find([path], NAME, MODULE)] == ["b", "김민수"]


@pytest.mark.parametrize(
    "name", ["김민수_102_9_small.py", "김민수_102_assignsubmission_file_/small.py"], ids=["canvas", "moodle"]
)
def test_hangul_in_parts_is_read_from_a_folder(name: str, tmp_path: Path) -> None:
    """The file is opened by the name that it has there, whatever the student is called."""
    folder = laid_out(tmp_path / "inbox", {unicodedata.normalize("NFD", name): RIGHT})
    ((student, _),) = sources(find([folder], NAME, MODULE)).keys()
    assert student.startswith("김민수")
    assert set(sources(find([folder], NAME, MODULE)).values()) == {RIGHT}


def test_what_one_student_did_to_the_archive_costs_nobody_else(tmp_path: Path) -> None:
    """A bomb, a link, a path that leads out: their rejection, and the others are read."""
    path = tmp_path / "inbox.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good_1_assignsubmission_file_/small.py", RIGHT)
        archive.writestr("bomb_2_assignsubmission_file_/small.py", b"\0" * (900 << 10))
        link = zipfile.ZipInfo("link_3_assignsubmission_file_/small.py")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("out_4_assignsubmission_file_/../../small.py", RIGHT)
    told = {student: text for (student, _), text in sources(find([path], NAME, MODULE)).items()}
    assert told["good"] == RIGHT
    assert "packed beyond belief" in told["bomb"]
    assert "is a link" in told["link"]
    assert "leads out of it" in told["out"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["inbox.zip"]


def test_a_zip_inside_a_delivery_is_read(tmp_path: Path) -> None:
    """By the rules of a student's own zip."""
    inner = zipped(tmp_path / "hw.zip", {"hw/small.py": RIGHT}).read_bytes()
    path = tmp_path / "inbox.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ada_101_9001_hw.zip", inner)
        archive.writestr("eve_102_9002_small.py", RIGHT)
    assert sources(find([path], NAME, MODULE)) == {("ada_101", 1): RIGHT, ("eve_102", 1): RIGHT}


def clones(folder: Path, *names: str) -> Path:
    """Lay out clones, each with the module's file."""
    for name in names:
        laid_out(folder / name, {".git/HEAD": "ref", "small.py": f"name = {name!r}\n", "lib/other.py": ""})
    return folder


@pytest.mark.parametrize(
    ("home", "names", "students"),
    [
        ("hw1-submissions", ("hw1-ada-l", "hw1-minsu"), ["ada-l", "minsu"]),
        ("inbox", ("ada/hw1", "minsu/hw1"), ["ada", "minsu"]),
        ("inbox", ("course/ada/hw1", "course/minsu/hw1"), ["ada", "minsu"]),
        ("inbox", ("kim-a", "kim-b"), ["kim-a", "kim-b"]),
    ],
    ids=["github classroom", "by group", "in a group of groups", "names alike"],
)
def test_a_folder_of_clones_is_read(home: str, names: tuple[str, ...], students: list[str], tmp_path: Path) -> None:
    """What is each one's own in its path is the student."""
    found = find([clones(tmp_path / home, *names)], NAME, MODULE)
    assert [one.student for one in found] == students
    assert all(isinstance(read(one, MODULE), Submission) for one in found)


def test_a_prefix_goes_where_the_roster_shows_that_it_is_one(tmp_path: Path) -> None:
    """Never by guessing."""
    path = tmp_path / "roster.csv"
    path.write_text("student,github\ns-1,ada-l\ns-2,minsu\n")
    found = find([clones(tmp_path / "inbox", "hw1-ada-l", "hw1-minsu")], NAME, MODULE, read_roster(path))
    assert [one.student for one in found] == ["s-1", "s-2"]


def test_a_link_in_a_clone_is_not_followed(tmp_path: Path) -> None:
    """Git keeps links, and a student may point one anywhere."""
    folder = clones(tmp_path / "inbox", "ada", "minsu")
    (folder / "ada" / "small.py").unlink()
    (folder / "ada" / "small.py").symlink_to("/etc/passwd")
    told = sources(find([folder], NAME, MODULE))
    assert told["ada", 1].startswith("✗ this is a link")


def test_a_table_says_when(tmp_path: Path) -> None:
    """Where the download does not; of several attempts the last is meant."""
    path = tmp_path / "times.csv"
    path.write_text("canvas id,submitted\n101,2026-03-09T23:59:00+09:00\n")
    found = find([zipped(tmp_path / "inbox.zip", CANVAS)], NAME, MODULE, Roster(), read_times(path))
    times = {(one.student, one.attempt.number): one.attempt.submitted for one in found if one.attempt}
    assert times["obrienada_101", 2] == datetime(2026, 3, 9, 14, 59, tzinfo=UTC)
    assert times["obrienada_101", 1] is None


def test_a_time_without_its_offset_is_refused(tmp_path: Path) -> None:
    """Nine hours are a day late."""
    path = tmp_path / "times.csv"
    path.write_text("student,submitted\nada,2026-03-09 23:59\n")
    with pytest.raises(UsageError, match="is no moment; write it like"):
        read_times(path)


def test_two_who_are_the_same_on_the_roster_are_refused(tmp_path: Path) -> None:
    """They are no attempts of each other, and neither is chosen in silence."""
    path = tmp_path / "roster.csv"
    path.write_text("student,canvas id,github\ns-1,101,x_102\n")
    files = {"a_101_1_small.py": RIGHT, "x_102_2_small.py": RIGHT}
    roster = tmp_path / "roster.csv"
    roster.write_text("student,canvas id,username\ns-1,101,102\n")
    with pytest.raises(UsageError, match="s-1: more than one submission"):
        find([zipped(tmp_path / "inbox.zip", files)], NAME, MODULE, read_roster(roster))


@pytest.mark.parametrize("yaml", ["a: [", "--- {}\n", "submission_1: {':submitters': [{}]}\n", "[" * 50_000])
def test_metadata_that_cannot_be_read_is_said(yaml: str, tmp_path: Path) -> None:
    """To the operator, who can download it again."""
    path = zipped(tmp_path / "inbox.zip", {"submission_metadata.yml": yaml, "submission_1/small.py": RIGHT})
    with pytest.raises(UsageError, match=r"submission_metadata\.yml"):
        find([path], NAME, MODULE)


def test_metadata_runs_nothing(tmp_path: Path) -> None:
    """A tag of Python's or Ruby's means nothing."""
    metadata = YAML + "evil: !!python/object/apply:os.system ['touch evil']\n"
    files = GRADESCOPE | {"assignment_1_export/submission_metadata.yml": metadata}
    assert len(find([zipped(tmp_path / "inbox.zip", files)], NAME, MODULE)) == 3


def test_a_rejection_in_a_delivery_says_what_is_there(tmp_path: Path) -> None:
    """So that the student knows what to rename."""
    files = {
        "a_1_assignsubmission_file_/x.py": "",
        "a_1_assignsubmission_file_/y.py": "",
        "b_2_assignsubmission_file_/small.py": "",
    }
    (first, _) = find([zipped(tmp_path / "inbox.zip", files)], NAME, MODULE)
    rejection = read(first, MODULE)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "there is no small.py (there are x.py, y.py); name your file small.py"
