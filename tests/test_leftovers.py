"""Whatever is killed, in whatever way, leaves no process behind."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.judge.service import supported

ROOT = Path(__file__).parents[1]
ATTACKED = ROOT / "tests" / "attacks" / "solutions"
PATIENCE_SECONDS = 30.0

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")


@pytest.fixture
def seed() -> int:
    """Return what this test's workers and zygotes are known by: it stands in their arguments."""
    return secrets.randbelow(1 << 31)


@pytest.fixture
def run(tmp_path: Path, seed: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start to grade a submission that never ends."""
    course = (ATTACKED / "course.toml").read_text().replace("seed = 11", f"seed = {seed}")
    for path in ATTACKED.rglob("*"):
        target = tmp_path / "solutions" / path.relative_to(ATTACKED)
        if path.is_file() and "__pycache__" not in path.parts:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    for old, new in (
        ("load_seconds = 1.5", "load_seconds = 60"),
        ("submission_seconds = 3.0", "submission_seconds = 90"),
    ):
        course = course.replace(old, new)
    (tmp_path / "solutions" / "course.toml").write_text(course)
    (tmp_path / "student-01.py").write_text("while True: pass\n")
    command = [sys.executable, "-c", "from grader.cli import main; main()", "grade", "01_attacked"]
    process = subprocess.Popen(
        [*command, "student-01.py", "--out", "out"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    yield process
    process.kill()
    process.wait()


def of_this_run(seed: int) -> list[int]:
    """Return the processes that bear the seed: the zygote, its supervisor, its worker."""
    mark = f'"seed": {seed}'.encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return sorted(found)


def parent_of(pid: int) -> int:
    """Return the parent's number."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1])


def wait_for(count: int, seed: int) -> list[int]:
    """Wait until so many processes of the run are there."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = of_this_run(seed)
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"only {len(of_this_run(seed))} processes came up")


def zygote_of(pids: list[int]) -> int:
    """Return the one whose parent is none of them."""
    return next(pid for pid in pids if parent_of(pid) not in pids)


def test_a_killed_run_leaves_nothing(run: subprocess.Popen[bytes], seed: int) -> None:
    """SIGKILL of the run ends its judge, and the judge's zygote, supervisor and looping worker."""
    wait_for(3, seed)
    run.kill()
    run.wait()
    time.sleep(1)
    assert of_this_run(seed) == []


@pytest.mark.parametrize("which", ["judge", "zygote"])
def test_a_killed_judge_or_zygote_leaves_nothing(run: subprocess.Popen[bytes], seed: int, which: str) -> None:
    """SIGKILL of one of them ends what it had started; what takes its place ends with the run."""
    before = wait_for(3, seed)
    zygote = zygote_of(before)
    os.kill(zygote if which == "zygote" else parent_of(zygote), signal.SIGKILL)
    time.sleep(1)
    assert set(before) & set(of_this_run(seed)) == set()
    run.kill()
    run.wait()
    time.sleep(1)
    assert of_this_run(seed) == []
