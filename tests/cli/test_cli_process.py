"""The command as a process: exit codes, streams, interruption, and what is left behind."""

import json
import os
import signal
import time
from pathlib import Path

from commanding import Command
from small_course import HALF, NAME, RIGHT, SmallCourse, files, report

# Nobody else's worker is started with this seed in its configuration.
MARK = 900_000_000 + os.getpid()
SLEEPS = "import time\ndef double(x):\n    time.sleep(600)\n\ndef total(x):\n    return 0.0\n"
PATIENT = "call_seconds = 600\ncase_seconds = 600\nsubmission_seconds = 900"


def processes_of(session: int) -> list[str]:
    """Return the command lines of what is alive in a session, or was started by it with our mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            status = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if status[0] != "Z" and (int(status[3]) == session or f'"seed": {MARK}' in line):
            found.append(line)
    return found


def wait_until(condition: object, seconds: float = 60.0) -> bool:
    """Wait for something to come true."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_without_arguments_it_helps(command: Command) -> None:
    """The verbs are listed, in the order of a course's life, and nothing was done."""
    ran = command()
    assert ran.code == 2
    said = ran.out + ran.err
    verbs = ["new", "release", "verify", "check", "grade", "report", "doctor", "demo"]
    places = [said.index(f"\n  {verb} ") for verb in verbs]
    assert places == sorted(places)


def test_its_version_is_the_packages(command: Command) -> None:
    """One line, on standard output."""
    assert command("--version") == (0, "grader 0.1.0\n", "")


def test_an_unknown_verb_is_usage(command: Command) -> None:
    """What is wrong is said on standard error, with the code of what could not be done."""
    ran = command("destroy")
    assert (ran.code, ran.out) == (2, "")
    assert "No such command 'destroy'" in ran.err


def test_a_class_is_graded_end_to_end(command: Command, tmp_path: Path) -> None:
    """Reports and a gradebook are written, results go to standard output and progress to standard error."""
    course = SmallCourse(tmp_path)
    course.submit(right=RIGHT, half=HALF)
    ran = command("grade", NAME, "class", "--jobs", "1")
    assert ran.code == 0
    assert ran.out == f"2 graded\nreports:   out/{NAME}/reports\ngradebook: out/{NAME}/gradebook.csv\n"
    assert f"grading {NAME}: 2 of 2" in ran.err
    assert sorted(files(tmp_path / "out")) == [
        f"{NAME}/gradebook.csv",
        f"{NAME}/reports/half.json",
        f"{NAME}/reports/right.json",
    ]


def test_ctrl_c_keeps_whole_reports_and_leaves_no_process(command: Command, tmp_path: Path) -> None:
    """The terminal interrupts the whole group: what was graded stays, all judges and workers end."""
    course = SmallCourse(tmp_path, limits=PATIENT, seed=MARK)
    course.submit(a=RIGHT, b=SLEEPS, c=SLEEPS)
    process = command.start("grade", NAME, "class", "--jobs", "2", "--out", "graded")
    done = tmp_path / "graded" / "reports" / "a.json"
    assert wait_until(done.exists)
    assert len(processes_of(process.pid)) > 1
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().endswith(
        "grader: interrupted; what was graded is kept, and the same command goes on from there\n"
    )
    assert "Traceback" not in err.decode()
    assert wait_until(lambda: not processes_of(process.pid), 20), processes_of(process.pid)
    assert list(files(tmp_path / "graded")) == ["reports/a.json"]
    assert report(tmp_path / "graded", "a").score == 10


def test_a_run_that_is_killed_leaves_no_process(command: Command, tmp_path: Path) -> None:
    """Judges, zygotes and workers do not outlive the run, however it ends."""
    course = SmallCourse(tmp_path, limits=PATIENT, seed=MARK)
    course.submit(a=RIGHT, b=SLEEPS)
    process = command.start("grade", NAME, "class", "--jobs", "2", "--out", "graded")
    assert wait_until((tmp_path / "graded" / "reports" / "a.json").exists)
    process.kill()
    process.communicate(timeout=60)
    assert wait_until(lambda: not processes_of(process.pid), 20), processes_of(process.pid)


def test_a_reader_who_has_seen_enough_ends_it_quietly(command: Command) -> None:
    """Standard output closed early, as by ``head``, is no fault to talk about."""
    for arguments in (("report", "--schema"), ("--help",)):
        process = command.start(*arguments)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)
        process.stderr.close()


def test_a_terminal_that_lacks_a_sign_is_shown_another(command: Command) -> None:
    """What the encoding of the terminal cannot say is no fault of grader's."""
    ran = command("doctor", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert "? python" in ran.out
    assert ran.err == ""


def test_json_is_all_of_standard_output(command: Command, tmp_path: Path) -> None:
    """Whatever suite and submission print, one document is there to be parsed."""
    noisy = "import os\nprint('suite')\nos.write(1, b'suite')\n"
    course = SmallCourse(tmp_path)
    course.write("test_hidden.py", noisy + (course.folder / "test_hidden.py").read_text())
    course.submit(right="import os\nprint('student')\nos.write(1, b'student')\n" + RIGHT)
    ran = command("grade", NAME, "class", "--json", "--jobs", "1")
    assert ran.code == 0
    assert json.loads(ran.out)["summary"]["graded"] == 1
