"""What `doctor` and `grade` say on other machines, emulated: under Docker's default profile, without Landlock, bare."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from grader.judge.process import probe
from grader.worker.layers import Layer
from grader.worker.syscalls import NUMBERS

EMULATION = Path(__file__).parent / "attacks" / "emulation.py"
COMMAND = "from grader.cli import main; main()"
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}

emulated = pytest.mark.skipif(
    not (sys.platform.startswith("linux") and probe()[Layer.SECCOMP]), reason="another machine is emulated by seccomp"
)


def under(profile: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run grader under a profile."""
    command = [sys.executable, str(EMULATION), profile, sys.executable, "-c", COMMAND, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@emulated
@pytest.mark.parametrize(
    ("profile", "tier", "advice"),
    [
        ("docker", "kernel", "allow unprivileged user namespaces"),
        ("no-landlock", "nofiles", "use a kernel from 5.13 on with landlock"),
        ("nothing", "none", "grade on Linux"),
    ],
)
def test_doctor_knows_where_it_is(profile: str, tier: str, advice: str) -> None:
    """It names the tier that can be formed and what would give more."""
    done = under(profile, "doctor")
    assert done.returncode == 0, done.stderr
    assert f"sandbox     tier {tier}" in done.stdout
    assert advice in done.stdout


@emulated
def test_grading_without_any_confinement_is_refused(tmp_path: Path) -> None:
    """Unless the operator says so."""
    (tmp_path / "student-01.py").write_text("x = 1\n")
    done = under("nothing", "grade", "01_attacked", str(tmp_path), "--course", str(EMULATION.parent / "solutions"))
    assert done.returncode == 2
    assert "nothing confines submissions here" in done.stderr


@pytest.mark.parametrize("machine", sorted(HEADERS))
def test_the_numbers_of_system_calls_are_the_kernels(machine: str) -> None:
    """Each number is that of the kernel's header, where this machine has it."""
    if not HEADERS[machine].exists():
        pytest.skip(f"no {HEADERS[machine]} on this {platform.machine()}")
    text = HEADERS[machine].read_text()
    for name, number in NUMBERS[machine].items():
        header_name = "3264_" + {"newfstatat": "fstatat"}.get(name, name)
        defined = [f"#define __NR_{name} {number}\n", f"#define __NR{header_name} {number}\n"]
        assert any(line in text for line in defined), name
