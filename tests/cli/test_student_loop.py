"""The student's verbs in a released folder: check what changed, hint, reset, status, submit."""

import json
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from commanding import Inside, Ran
from small_course import HALF, HINTS, NAME, RIGHT, SmallCourse

from grader.submission import Located, Submission, read


@pytest.fixture
def released(inside: Inside, tmp_path: Path) -> Path:
    """Release the assignment and take the solutions away."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", HINTS)
    inside("release")
    course.solutions.rename(tmp_path / "elsewhere")
    return tmp_path / "assignments" / NAME


def test_a_second_check_says_what_it_did_not_repeat(inside: Inside, released: Path) -> None:
    """The rest of the report is the same; ``--all`` repeats it."""
    (released / "small.py").write_text(HALF)
    first, second = inside("check", released), inside("check", released)
    kept = "\n2 of 2 exercises unchanged since they were last checked (--all checks\neverything)\n"
    assert kept not in first.out
    assert second.out.replace(kept, "") == first.out
    assert kept in second.out
    assert inside("check", released, "--all").out == first.out


def test_the_memory_may_be_deleted(inside: Inside, released: Path) -> None:
    """Then everything is checked, with the same result."""
    (released / "small.py").write_text(HALF)
    first = inside("check", released)
    for file in (released / ".grader").iterdir():
        file.unlink()
    assert inside("check", released) == first


@pytest.mark.parametrize("verb", [["check"], ["status"], ["hint", "double"], ["reset", "double"], ["submit"]])
@pytest.mark.parametrize(("language", "said"), [("en", "decide all 10 points"), ("ko", "10점은 모두 비공개 테스트가")])
def test_each_verb_says_what_the_hidden_tests_decide(
    inside: Inside, released: Path, verb: list[str], language: str, said: str
) -> None:
    """A student who has passed every public test has no marks yet."""
    assert said in " ".join(inside(*verb, "--lang", language, folder=released).out.split())


def test_hints_come_one_by_one(inside: Inside, released: Path) -> None:
    """What was shown before is shown again; after the last that is said."""
    first, second, third = (inside("hint", "double", released) for _ in range(3))
    assert first.out.splitlines()[0] == "Hint 1 of 2: What is twice one?"
    assert "Hint 2" not in first.out
    assert second.out.splitlines()[:3] == [
        "Hint 1 of 2: What is twice one?",
        "Hint 2 of 2: Adding is enough.",
        "These were all the hints for double.",
    ]
    assert third == second
    assert inside("hint", "double", released, "--lang", "ko").out.startswith("힌트 1/2: 1의 두 배는 얼마일까요?")


def test_an_exercise_without_hints_is_said_to_have_none(inside: Inside, released: Path) -> None:
    """And one that is none is an operator's fault."""
    assert inside("hint", "total", released).out.startswith("There are no hints for total.")
    ran = inside("hint", "totl", released)
    assert (ran.code, ran.err) == (2, "grader: 'totl' is no exercise here; choose one of double, total\n")


def test_reset_puts_one_exercise_back(inside: Inside, released: Path) -> None:
    """All else stays, and so does what there was, in a file beside."""
    file = released / "small.py"
    stub = file.read_text()
    mine = RIGHT + "\n\ndef helper():\n    return 1\n"
    file.write_text(mine)
    ran = inside("reset", "total", released)
    assert ran.code == 0
    assert ran.out.startswith("what you had is in small.old.py\ntotal: the stub is back (total)\n")
    assert (released / "small.old.py").read_text() == mine
    text = file.read_text()
    assert stub[stub.index("def total") :] in text
    assert text.startswith(mine[: mine.index("def total")])
    assert text.endswith("def helper():\n    return 1\n")


def test_reset_never_writes_over_what_was_kept(inside: Inside, released: Path) -> None:
    """Each time under a new name."""
    inside("reset", "total", released)
    (released / "small.py").write_text(RIGHT)
    inside("reset", "total", released)
    assert (released / "small.old1.py").read_text() == RIGHT


def test_reset_of_the_whole_file(inside: Inside, released: Path) -> None:
    """Even where it is no Python, or is not there."""
    file = released / "small.py"
    stub = file.read_text()
    file.write_text("def double(:\n")
    ran = inside("reset", "double", released)
    assert (ran.code, ran.out) == (2, "")
    assert "line 1 of small.py: this is not Python; mend it, or say --all" in ran.err
    assert inside("reset", "--all", folder=released).code == 0
    assert file.read_text() == stub
    file.unlink()
    assert inside("reset", "--all", folder=released).code == 0
    assert file.read_text() == stub


@pytest.mark.parametrize("arguments", [[], ["double", "--all"]])
def test_reset_wants_to_know_what(inside: Inside, released: Path, arguments: list[str]) -> None:
    """Nothing is lost by a slip of the pen."""
    before = (released / "small.py").read_bytes()
    ran = inside("reset", *arguments, folder=released)
    assert (ran.code, ran.out) == (2, "")
    assert (released / "small.py").read_bytes() == before


def test_a_function_that_is_gone_is_named(inside: Inside, released: Path) -> None:
    """Where it belongs nobody can tell."""
    (released / "small.py").write_text("def double(x):\n    return x\n")
    ran = inside("reset", "total", released)
    assert (ran.code, ran.out) == (2, "")
    assert "small.py: there is no total in it" in ran.err


def status(ran: Ran) -> dict[str, str]:
    """Return the line of each exercise without its name."""
    lines = [line.split() for line in ran.out.split("\n\n")[0].splitlines()]
    return {line[1]: " ".join([line[0], *line[2:]]) for line in lines}


def test_status_is_what_the_last_check_found(inside: Inside, released: Path) -> None:
    """What changed since is said to have, and hints are counted; nothing is run."""
    assert status(inside("status", released)) == {
        "double": "? - / 4 not checked yet hints 0/2",
        "total": "? - / 6 not checked yet",
    }
    (released / "small.py").write_text(HALF)
    inside("check", released)
    inside("hint", "double", released)
    assert status(inside("status", released)) == {"double": "✓ 4 / 4 hints 1/2", "total": "✗ 0 / 6"}
    (released / "small.py").write_text(HALF.replace("0.0", "1.0"))
    assert status(inside("status", released)) == {
        "double": "✓ 4 / 4 hints 1/2",
        "total": "? - / 6 changed since it was checked",
    }


def test_the_zip_is_what_grade_takes(inside: Inside, released: Path, tmp_path: Path) -> None:
    """With its checksum and the digest that the report will have; the same bytes every time."""
    (released / "small.py").write_text(RIGHT)
    ran = inside("submit", folder=released)
    zipped = released / f"{NAME}.zip"
    assert ran.code == 0
    assert ran.out.splitlines()[0] == f"written: {NAME}.zip"
    assert sha256(zipped.read_bytes()).hexdigest() in ran.out
    assert zipfile.ZipFile(zipped).namelist() == ["small.py"]
    before = zipped.read_bytes()
    assert inside("submit", folder=released).out == ran.out
    assert zipped.read_bytes() == before
    (tmp_path / "elsewhere").rename(tmp_path / "solutions")
    inside("grade", NAME, zipped, "--jobs", "1", "--sandbox", "none")
    (report,) = (tmp_path / "out" / NAME / "reports").glob("*.json")
    graded = json.loads(report.read_text())
    assert graded["score"] == 10
    assert graded["provenance"]["submission"] in ran.out


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe1\x00", "saved as UTF-16"),
        (b"x = '\xe9'\n", "not UTF-8 (line 1)"),
        (b"def double(x:\n", "line 1 of small.py is not valid Python"),
        (b"x = " + b"(" * 5000 + b"\n", "small.py is not valid Python"),
    ],
)
def test_what_could_not_be_graded_is_not_zipped(inside: Inside, released: Path, data: bytes, said: str) -> None:
    """Exit code 1, with the reason; a zip from before is not touched."""
    (released / f"{NAME}.zip").write_bytes(b"before")
    (released / "small.py").write_bytes(data)
    ran = inside("submit", folder=released)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert (released / f"{NAME}.zip").read_bytes() == b"before"


def test_a_zip_of_the_whole_folder_is_one_submission(inside: Inside, released: Path, tmp_path: Path) -> None:
    """The stub to go back to and what is remembered are no second file of that name."""
    (released / "small.py").write_text(RIGHT)
    inside("check", released)
    inside("reset", "double", released)
    (released / "small.py").write_text(RIGHT)
    zipped = Path(shutil.make_archive(str(tmp_path / "mine"), "zip", released))
    submission = read(Located(student="me", path=zipped), "small")
    assert isinstance(submission, Submission)
    assert submission.source == RIGHT


def test_a_zip_ends_in_zip(inside: Inside, released: Path) -> None:
    """Under another name it would not be taken."""
    ran = inside("submit", "--out", "mine.tar", folder=released)
    assert (ran.code, ran.out) == (2, "")


def test_a_watch_wants_a_terminal(inside: Inside, released: Path) -> None:
    """In a pipe there is nobody to press a key."""
    ran = inside("check", released, "--watch")
    assert (ran.code, ran.out) == (2, "")
    assert "--watch needs a terminal" in ran.err


def imported(arguments: list[str], folder: Path) -> set[str]:
    """Return the modules that a command imports in a process of its own."""
    code = f"import sys; from grader.cli import run; run({arguments!r}); sys.stderr.write(' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True, timeout=120)
    return set(ran.stderr.decode().split())


def test_a_student_waits_for_no_template_and_no_course(released: Path) -> None:
    """Neither Jinja2 nor what verifies is imported; where nothing changed, nor are pytest and NumPy."""
    heavy = {"jinja2", "grader.proof.verify", "grader.grading.pool"}
    assert not heavy & imported(["check"], released)
    again = imported(["check"], released)
    assert not (heavy | {"pytest", "numpy", "grader.judge.plugin"}) & again
    assert not (heavy | {"pytest", "numpy"}) & imported(["status"], released)


def test_plain_pytest_finds_the_public_suite_without_jinja2(released: Path) -> None:
    """As an editor does that lists tests: nothing to configure, and the plugin is there."""
    (released / "small.py").write_text(RIGHT)
    code = "import sys, pytest; pytest.main(['-q', '-p', 'no:cacheprovider']); print('jinja2' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=released, capture_output=True, check=True, timeout=120)
    out = ran.stdout.decode()
    assert "2 passed" in out
    assert out.endswith("False\n")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q"],
        cwd=released,
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert "test_public.py::test_one" in ran.stdout.decode()


def test_no_module_of_unix_is_needed_to_check(inside: Inside, released: Path) -> None:
    """On Windows a check imports nothing that is missing there, and finds the same."""
    (released / "small.py").write_text(HALF)
    code = """
import sys
import multiprocessing.connection, subprocess, tempfile
import numpy, pydantic.types, pytest, rich.console, rich.table, typer.main, zoneinfo
for name in ("resource", "fcntl", "termios", "tty", "pwd", "grp", "pty"):
    sys.modules[name] = None
import grader.cli.student
grader.cli.student.sys = type("Windows", (), {"platform": "win32"})
from grader.cli import run
sys.exit(run(["check", "--json"]))
"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=released, capture_output=True, check=False, timeout=120)
    assert ran.returncode == 1, ran.stderr.decode()
    found = json.loads(ran.stdout)
    inside("check", released, "--all", "--json")
    assert [exercise["status"] for exercise in found["exercises"]] == ["passed", "failed"]
