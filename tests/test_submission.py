"""Submissions: what is found, what is refused, and that nothing about them can hang, escape or collide."""

import os
import socket
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from notebook_forms import cell, notebook, write

from grader.errors import UsageError
from grader.report.compose import NAME_LIMIT
from grader.submission import (
    MAX_SHOWN_NAME,
    MAX_SOURCE,
    MAX_STUDENT_NAME,
    Located,
    Rejection,
    Submission,
    check_unique,
    locate,
    read,
    report_name,
)

MODULE = "linear_regression"
FILE = f"{MODULE}.py"
SOURCE = "def f(x):\n    return x\n"

# A machine that is busy is no fault of the code.
UNHURRIED = settings(deadline=None)

# Letters that are safe, unsafe, composed, decomposed, and those that the escapes themselves are made of.
_letters = st.sampled_from(" ._-~%2Eaeé\u0301가\u1100\u1161/\\\n\x1b\u202e")
names = st.text(_letters | st.characters(), max_size=40)


def read_file(tmp_path: Path, data: bytes, name: str = "student-01.py") -> Submission | Rejection:
    """Read a file of these bytes as a submission."""
    path = tmp_path / name
    path.write_bytes(data)
    return read(Located(student="student-01", path=path), MODULE)


def reason(submission: Submission | Rejection) -> str:
    """Return why it is rejected."""
    assert isinstance(submission, Rejection)
    return submission.reason


def found(path: Path) -> list[str]:
    """Return the names of the students found at a path."""
    return [located.student for located in locate(path, MODULE)]


def test_a_file_is_its_own_student(tmp_path: Path) -> None:
    """One file is one submission, named after the file."""
    (tmp_path / "student-01.py").write_text(SOURCE)
    (located,) = locate(tmp_path / "student-01.py", MODULE)
    submission = read(located, MODULE)
    assert isinstance(submission, Submission)
    assert (submission.student, submission.source) == ("student-01", SOURCE)


def test_a_folder_with_the_file_is_one_student(tmp_path: Path) -> None:
    """A folder that holds the assignment's file is one student's, whatever else is in it."""
    folder = tmp_path / "student-02"
    folder.mkdir()
    (folder / FILE).write_text(SOURCE)
    (folder / "notes.txt").write_text("to do")
    (located,) = locate(folder, MODULE)
    submission = read(located, MODULE)
    assert isinstance(submission, Submission)
    assert (submission.student, submission.source) == ("student-02", SOURCE)


def test_a_folder_in_which_the_file_is_a_dead_link_is_one_student(tmp_path: Path) -> None:
    """A link that leads nowhere still says whose folder this is."""
    folder = tmp_path / "student-02"
    folder.mkdir()
    (folder / FILE).symlink_to(tmp_path / "nowhere")
    (located,) = locate(folder, MODULE)
    assert located.student == "student-02"
    assert isinstance(read(located, MODULE), Rejection)


def test_a_class_is_files_and_folders_sorted_by_student(tmp_path: Path) -> None:
    """A folder of a class mixes both forms; the order is that of the names, the dot in a folder's name is kept."""
    for name in ("b.py", "c"):
        (tmp_path / name).touch()
    for name in ("kim.a", "a"):
        (tmp_path / name).mkdir()
    assert found(tmp_path) == ["a", "b", "c", "kim.a"]


@pytest.mark.parametrize("name", [".DS_Store", ".git", "__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini"])
def test_clutter_is_nobodys(tmp_path: Path, name: str) -> None:
    """What operating systems and editors leave behind is no student's."""
    (tmp_path / name).mkdir()
    (tmp_path / "student-01.py").touch()
    assert found(tmp_path) == ["student-01"]


def test_the_current_folder_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A student's folder given as a dot is called what it is called."""
    (tmp_path / "student-03").mkdir()
    (tmp_path / "student-03" / FILE).touch()
    monkeypatch.chdir(tmp_path / "student-03")
    assert found(Path()) == ["student-03"]


def test_a_name_is_one_name_in_either_spelling(tmp_path: Path) -> None:
    """A Hangul name in parts, as macOS writes it, is the student of the composed name."""
    name = "김하늘"
    (tmp_path / f"{unicodedata.normalize('NFD', name)}.py").touch()
    assert found(tmp_path) == [name]


@pytest.mark.parametrize(
    ("entries", "problem"),
    [(None, "there is no such file or folder"), ([], "no submission in this"), ([".hidden"], "no submission in this")],
)
def test_nothing_there_is_an_operators_fault(tmp_path: Path, entries: list[str] | None, problem: str) -> None:
    """A path with no submission, or none at all, is refused by name."""
    path = tmp_path / "class"
    if entries is not None:
        path.mkdir()
        for entry in entries:
            (path / entry).touch()
    with pytest.raises(UsageError, match=f"{path}: .*{problem}"):
        locate(path, MODULE)


def test_a_path_that_no_file_can_have_is_an_operators_fault() -> None:
    """A name that the file system refuses is said, not a fault of grader's."""
    with pytest.raises(UsageError, match=r"cannot be read .*; make it readable"):
        locate(Path("x" * 5000), MODULE)


@pytest.mark.parametrize(("first", "second"), [("lee.py", "lee"), ("Lee.py", "lee"), ("\u00e9.py", "e\u0301")])
def test_two_submissions_of_one_student_are_refused(tmp_path: Path, first: str, second: str) -> None:
    """A file and a folder, or names that differ in case or spelling only, would share a report; both are named."""
    (tmp_path / first).touch()
    (tmp_path / second).mkdir()
    with pytest.raises(UsageError, match="more than one submission") as caught:
        locate(tmp_path, MODULE)
    assert str(tmp_path / first) in str(caught.value)
    assert str(tmp_path / second) in str(caught.value)


@pytest.mark.parametrize(
    ("one", "other"), [("a" * 120 + "x" + "b" * 120, "a" * 120 + "y" + "b" * 120), ("f at 0x1", "f at 0x2")]
)
def test_names_that_a_report_would_show_alike_are_refused(one: str, other: str) -> None:
    """Two names that reports cut or blank to the same text would stop the gradebook at the end."""
    with pytest.raises(UsageError, match="more than one submission"):
        check_unique([Located(student=name, path=Path(name)) for name in (one, other)])


def test_names_are_compared_as_reports_show_them() -> None:
    """Reports and submissions cut a name at the same length."""
    assert MAX_SHOWN_NAME == NAME_LIMIT


def test_different_students_are_let_through() -> None:
    """Names that merely look alike are no conflict."""
    check_unique([Located(student=name, path=Path(name)) for name in ("lee", "lee-1", "_lee_", "김", "이")])


def test_a_byte_order_mark_is_no_part_of_the_source(tmp_path: Path) -> None:
    """A mark that Windows editors write is taken off."""
    submission = read_file(tmp_path, b"\xef\xbb\xbf" + SOURCE.encode())
    assert isinstance(submission, Submission)
    assert submission.source == SOURCE


def test_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    """Carriage returns are Python's affair."""
    submission = read_file(tmp_path, b"x = 1\r\ny = 2\r\n")
    assert isinstance(submission, Submission)
    assert submission.source == "x = 1\r\ny = 2\r\n"


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    """Equal bytes have equal digests, and one byte more another."""
    one, again, more = (read_file(tmp_path, data) for data in (b"x = 1", b"x = 1", b"x = 1\n"))
    assert one.digest == again.digest != more.digest


def test_a_rejected_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    """A file that was mended after its rejection is another submission."""
    one, other = read_file(tmp_path, b"\xff"), read_file(tmp_path, b"a\xff")
    assert isinstance(one, Rejection)
    assert one.digest != other.digest


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty; did you save it before you handed it in?"),
        (b" \n\t\r\n", "the file is empty; did you save it before you handed it in?"),
        (b"\xef\xbb\xbf\n", "the file is empty; did you save it before you handed it in?"),
        (b"x = 1\n# \xbf\xa1\n", "the file is not UTF-8 (line 2); save it as UTF-8"),
        ("x = 1".encode("utf-16"), "the file is saved as UTF-16; save it as UTF-8"),
        ("x = 1".encode("utf-16-le"), "the file has NUL bytes, so it is no text; hand in your Python source"),
        (b"x = 1\0", "the file has NUL bytes, so it is no text; hand in your Python source"),
        (b"#" * (MAX_SOURCE + 1), f"{FILE} is larger than 1024 KiB; hand in your source alone"),
    ],
)
def test_bytes_that_are_no_source_are_rejected_in_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    """Each kind of file that is no Python text has a sentence of its own."""
    assert reason(read_file(tmp_path, data)) == sentence


def test_the_largest_source_is_accepted(tmp_path: Path) -> None:
    """A file of exactly the limit is no byte too large."""
    assert isinstance(read_file(tmp_path, b"#" * MAX_SOURCE), Submission)


def test_a_huge_file_is_rejected_unread(tmp_path: Path) -> None:
    """A hole of a hundred megabytes is refused by its size."""
    path = tmp_path / "student-01.py"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    assert "larger than" in reason(read(Located(student="student-01", path=path), MODULE))


def test_a_file_that_grows_while_it_is_read_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size that counts is that of what was read."""
    path = tmp_path / "student-01.py"
    path.touch()
    before = path.stat()
    path.write_bytes(b"#" * (MAX_SOURCE + 1))
    with monkeypatch.context() as patched:
        patched.setattr("os.fstat", lambda _: before)
        rejection = read(Located(student="student-01", path=path), MODULE)
    assert "larger than" in reason(rejection)


def zipped(path: Path, *names: str) -> Path:
    """Write an archive with the same source under each name."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, SOURCE)
    return path


def test_an_archive_is_one_student(tmp_path: Path) -> None:
    """A zip is its own student's, and as good as the file in it: the same source, the same digest."""
    zipped(tmp_path / "student-01.zip", f"homework/{FILE}", "homework/notes.txt")
    (located,) = locate(tmp_path, MODULE)
    assert located.student == "student-01"
    assert read(located, MODULE) == read_file(tmp_path, SOURCE.encode())


def test_an_archive_that_is_refused_is_a_rejection(tmp_path: Path) -> None:
    """Why an archive is refused, is what its student is told, and nothing is unpacked beside it."""
    path = zipped(tmp_path / "student-01.zip", "regression.py")
    rejection = read(Located(student="student-01", path=path), MODULE)
    assert reason(rejection) == f"there is no {FILE} in the archive (it has regression.py); name your file {FILE}"
    assert reason(read_file(tmp_path, SOURCE.encode(), "b.zip")).startswith("this is no zip archive")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["b.zip", "student-01.zip"]


def test_an_archive_is_opened_as_carefully_as_a_file(tmp_path: Path) -> None:
    """A link, a pipe and a hole of a hundred megabytes called like archives are rejected without a look inside."""
    zipped(tmp_path / "real.zip", FILE)
    (tmp_path / "link.zip").symlink_to(tmp_path / "real.zip")
    os.mkfifo(tmp_path / "pipe.zip")
    with (tmp_path / "hole.zip").open("wb") as file:
        file.truncate(100 << 20)
    reasons = {
        name: reason(read(Located(student=name, path=tmp_path / f"{name}.zip"), MODULE))
        for name in ("link", "pipe", "hole")
    }
    assert reasons == {
        "link": "this is a link to somewhere else; hand in the file itself",
        "pipe": "the archive is no ordinary file; hand in a file",
        "hole": "the archive is larger than 20480 KiB; hand in your source alone",
    }


def test_another_kind_of_file_is_rejected(tmp_path: Path) -> None:
    """A file without the suffix of Python or of a notebook is none."""
    said = f"this is no Python file and no notebook; hand in {FILE} or {MODULE}.ipynb"
    assert reason(read_file(tmp_path, b"x = 1", "student-01.txt")) == said


TO_DO = "def f(x):\n    raise NotImplementedError('f')\n"


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ({"m.ipynb": SOURCE}, "m.ipynb"),
        ({"m.ko.ipynb": SOURCE}, "m.ko.ipynb"),
        ({"m.py": TO_DO, "m.ipynb": SOURCE}, "m.ipynb"),
        ({"m.py": TO_DO, "m.ipynb": TO_DO, "m.ko.ipynb": SOURCE}, "m.ko.ipynb"),
        ({"m.py": SOURCE, "m.ipynb": TO_DO}, "m.py"),
        ({"m.py": SOURCE, "m.ipynb": SOURCE}, "m.py"),
    ],
)
def test_of_several_forms_the_one_that_was_worked_on_is_read(
    tmp_path: Path, files: dict[str, str], chosen: str, *, packed: bool
) -> None:
    """Students get every form and may hand in all: the one with less left to do counts, a file before a notebook."""
    folder = tmp_path / "student-01"
    folder.mkdir()
    for name, text in files.items():
        if name.endswith(".py"):
            (folder / name).write_text(text)
        else:
            write(notebook(cell(f"{text}# {name}")), folder / name)
    path = folder
    if packed:
        path = tmp_path / "student-01.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in files:
                archive.write(folder / name, name)
    submission = read(Located(student="student-01", path=path), "m")
    assert isinstance(submission, Submission)
    assert [one.text for one in submission.cells] == ([] if chosen == "m.py" else [f"{SOURCE}# {chosen}"])
    assert submission.source == (SOURCE if chosen == "m.py" else "")


@pytest.mark.parametrize(
    ("entries", "there"),
    [
        ([], "it is empty"),
        ([".DS_Store", "__MACOSX"], "it is empty"),
        (["regression.py"], "it has regression.py"),
        (["a.py", "b.py", "c.py", "d.py", "e.py", "f.py"], "it has a.py, b.py, c.py, d.py, e.py …"),
    ],
)
def test_a_folder_without_the_file_is_rejected_by_what_it_has(tmp_path: Path, entries: list[str], there: str) -> None:
    """A wrong name is answered with what was found and the name that is wanted."""
    folder = tmp_path / "student-01"
    folder.mkdir()
    for entry in entries:
        (folder / entry).touch()
    rejection = read(Located(student="student-01", path=folder), MODULE)
    assert reason(rejection) == f"there is no {FILE} in this folder ({there}); name your file {FILE}"


def test_a_folder_that_bears_the_files_name_is_rejected(tmp_path: Path) -> None:
    """A folder called like the file is no file."""
    (tmp_path / FILE).mkdir()
    (located,) = locate(tmp_path, MODULE)
    assert reason(read(located, MODULE)) == f"{FILE} is a folder; hand in a file"


@pytest.mark.parametrize("inside", [False, True])
def test_a_link_is_rejected(tmp_path: Path, *, inside: bool) -> None:
    """A link is never followed, be it the submission or the file in it: it could lead to any secret."""
    secret = tmp_path / "secret.py"
    secret.write_text("SECRET = 1")
    path = tmp_path / "class" / ("student-01" if inside else "student-01.py")
    link = path / FILE if inside else path
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    assert "hand in" in reason(read(Located(student="student-01", path=path), MODULE))


def test_a_link_to_a_folder_is_rejected(tmp_path: Path) -> None:
    """A link to another student's folder is no submission."""
    (tmp_path / "student-01").mkdir()
    (tmp_path / "student-01" / FILE).write_text(SOURCE)
    link = tmp_path / "student-02"
    link.symlink_to(tmp_path / "student-01")
    assert "a link to somewhere else" in reason(read(Located(student="student-02", path=link), MODULE))


def test_a_pipe_does_not_keep_the_reader_waiting(tmp_path: Path) -> None:
    """A pipe that nobody writes into is rejected at once."""
    path = tmp_path / "student-01.py"
    os.mkfifo(path)
    assert reason(read(Located(student="student-01", path=path), MODULE)) == (
        f"{FILE} is no ordinary file; hand in a file"
    )


def test_a_socket_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket cannot even be opened."""
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("student-01.py")
        rejection = read(Located(student="student-01", path=tmp_path / "student-01.py"), MODULE)
    assert reason(rejection).startswith(f"{FILE} cannot be opened")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_rejected(tmp_path: Path) -> None:
    """A file without permission is the student's affair."""
    path = tmp_path / "student-01.py"
    path.touch(mode=0)
    assert "cannot be opened" in reason(read(Located(student="student-01", path=path), MODULE))


def test_a_folder_that_may_not_be_read_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission, as an archive may hold, is no reason to stop."""

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    rejection = read(Located(student="student-01", path=tmp_path), MODULE)
    assert reason(rejection) == f"this folder cannot be opened (Permission denied); hand in {FILE}"


@pytest.mark.parametrize(
    ("student", "name"),
    [
        ("student-01", "student-01"),
        ("김하늘", "김하늘"),
        ("Kim, Haneul (2024)", "Kim%2C Haneul (2024)"),
        ("a/b", "a%2Fb"),
        ("a\nb", "a%0Ab"),
        ("\x1b[31m", "%1B%5B31m"),
        ("..", "%2E%2E"),
        (".profile", "%2Eprofile"),
        ("a.b ", "a.b%20"),
        ("\ud800", "%ED%A0%80"),
        ("", "%"),
    ],
)
def test_a_report_has_its_students_name_as_far_as_that_is_safe(student: str, name: str) -> None:
    """Letters of any script stay; what could leave the folder, hide or break a line is escaped."""
    assert report_name(student) == name


@given(names)
@UNHURRIED
def test_a_report_name_is_a_file_name(student: str) -> None:
    """Whatever the student is called, the name is one visible part of a path, and short."""
    name = report_name(student)
    assert Path(name).name == name
    assert name == name.strip(". ")
    assert name.isprintable()
    assert 0 < len(name.encode()) <= MAX_STUDENT_NAME


@given(names, names)
@UNHURRIED
def test_different_students_have_different_report_names(one: str, other: str) -> None:
    """No name, however hostile, takes another's report."""
    assume(unicodedata.normalize("NFC", one) != unicodedata.normalize("NFC", other))
    assert report_name(one) != report_name(other)


@pytest.mark.parametrize(("one", "other"), [(".a", "_.a_"), ("", "__"), ("a ", "_a _"), ("a" * 300, "a" * 301)])
def test_escapes_collide_with_no_other_name(one: str, other: str) -> None:
    """A name that is escaped or shortened is nobody else's plain name."""
    assert report_name(one) != report_name(other)


def test_one_name_in_two_spellings_has_one_report() -> None:
    """Composed and decomposed Hangul are one student."""
    assert report_name(unicodedata.normalize("NFD", "김하늘")) == report_name("김하늘")
