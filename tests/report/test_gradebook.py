"""The gradebook: sorted, inert in a spreadsheet, written whole or not at all."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, UNHURRIED, hostile, make_exercise, make_report

from grader.errors import UsageError
from grader.report.gradebook import write_gradebook
from grader.report.model import Report

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the full-width forms are meant


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_gradebook_has_a_row_per_student_sorted(tmp_path: Path) -> None:
    """Header, then students by name, numbers as short as can be, what counts per exercise, plain newlines."""
    path = tmp_path / "gradebook.csv"
    reports = (
        make_report("student-02", make_exercise(score=0.5), make_exercise("relu")),
        make_report("학생, 01", make_exercise(score=0.5, carried=1.25), make_exercise("relu"), score=3.25),
        make_report("student-01", make_exercise(score=0.0), make_exercise("relu", score=0.0), status="rejected"),
    )
    write_gradebook(path, iter(reports), ["softmax", "relu"])
    assert path.read_bytes().decode() == (
        "student,status,score,max_score,softmax,relu\n"
        "student-01,rejected,0,4,0,0\n"
        "student-02,graded,2.5,4,0.5,2\n"
        '"학생, 01",graded,3.25,4,1.25,2\n'
    )


def test_no_students_is_a_header(tmp_path: Path) -> None:
    """An empty class has an empty gradebook."""
    path = tmp_path / "gradebook.csv"
    write_gradebook(path, [], ["softmax"])
    assert path.read_text() == "student,status,score,max_score,softmax\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(start: str, tmp_path: Path) -> None:
    """A student named like a formula is text to the spreadsheet."""
    path = tmp_path / "gradebook.csv"
    write_gradebook(path, [make_report(f"{start}1")], [])
    assert _read(path)[1][0].startswith("'")


@UNHURRIED
@given(st.lists(hostile, unique=True, max_size=6), hostile)
def test_no_name_is_a_formula_or_leaves_its_row(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], exercise: str
) -> None:
    """Hostile names of students and exercises stay in their cells, one line per row, none starting a formula."""
    path = tmp_path_factory.mktemp("book") / "gradebook.csv"
    write_gradebook(path, [make_report(name, make_exercise(exercise)) for name in names], [exercise])
    rows = _read(path)
    assert len(rows) == len(names) + 1 == path.read_text(encoding="utf-8").count("\n")
    assert all(len(row) == 5 for row in rows)
    assert not any(FORMULA.match(cell) for row in rows for cell in row)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_samples_are_harmless(name: str, tmp_path: Path) -> None:
    """None of the known tricks starts a formula or brings a control character."""
    path = tmp_path / "gradebook.csv"
    write_gradebook(path, [make_report(name)], [])
    cell = _read(path)[1][0]
    assert cell.isprintable()
    assert not FORMULA.match(cell)


def test_reports_are_taken_one_by_one(tmp_path: Path) -> None:
    """No report is kept once its row is made."""
    alive: list[int] = []

    class Watched(Report, frozen=True, weakref=True):
        """A report that tells when it is gone."""

        def __del__(self) -> None:
            alive.remove(1)

    def stream() -> Iterator[Report]:
        for place in range(50):
            alive.append(1)
            plain = make_report(f"student-{place:02}")
            yield Watched(**{name: getattr(plain, name) for name in plain.__struct_fields__})
            assert len(alive) <= 2

    write_gradebook(tmp_path / "gradebook.csv", stream(), [])
    assert len(_read(tmp_path / "gradebook.csv")) == 51


def test_a_failure_leaves_the_old_gradebook_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk fails before the end, what stood there still stands, alone in its folder."""
    path = tmp_path / "gradebook.csv"
    path.write_text("old\n")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(UsageError, match="cannot be written: No space left on device; choose another folder"):
        write_gradebook(path, [make_report()], [])
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("gradebook.csv", "old\n")]


def test_the_new_gradebook_replaces_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is synchronised before it takes the old one's place, and leaves no draft."""
    path = tmp_path / "gradebook.csv"
    path.write_text("old\n")
    seen: list[str] = []
    monkeypatch.setattr("os.fsync", lambda _: seen.append(path.read_text()))
    write_gradebook(path, [make_report()], [])
    assert seen == ["old\n"]
    assert [file.name for file in tmp_path.iterdir()] == ["gradebook.csv"]
    assert path.read_text().startswith("student,")


@pytest.mark.parametrize("folder", ["absent", "file"])
def test_a_folder_that_cannot_be_written_is_named(folder: str, tmp_path: Path) -> None:
    """The operator reads which file could not be written."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=f"{folder}/gradebook.csv: cannot be written"):
        write_gradebook(tmp_path / folder / "gradebook.csv", [], [])


def test_two_reports_of_one_student_are_refused(tmp_path: Path) -> None:
    """There is one row per student, and no silent choice between two."""
    with pytest.raises(UsageError, match="student-01: this student has two reports"):
        write_gradebook(tmp_path / "gradebook.csv", [make_report(), make_report()], [])
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_lacks_an_exercise_is_refused(tmp_path: Path) -> None:
    """A report of an older suite is graded again, not read as zero."""
    with pytest.raises(UsageError, match="student-01: the report has no exercise 'relu'; grade this submission again"):
        write_gradebook(tmp_path / "gradebook.csv", [make_report("student-01", make_exercise())], ["relu"])
