"""The filter decides as it should: run here by a small interpreter of the kernel's packet filter."""

import errno
import struct

import pytest

from grader.worker.seccomp import program
from grader.worker.syscalls import ARCHITECTURES, NUMBERS

PID = 4321
ALLOW, KILL, REFUSE, LACK = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS

machines = pytest.mark.parametrize("machine", sorted(NUMBERS))


def decide(machine: str, number: int, *arguments: int, files: bool = True, architecture: int | None = None) -> int:
    """Return what the filter says of a call."""
    data = struct.pack(
        "<iIQ6Q", number, architecture or ARCHITECTURES[machine], 0, *arguments, *[0] * (6 - len(arguments))
    )
    code = program(machine, PID, files=files)
    steps = [struct.unpack_from("<HBBI", code, at) for at in range(0, len(code), 8)]
    at, value = 0, 0
    while True:
        operation, true, false, operand = steps[at]
        at += 1
        match operation:
            case 0x20:
                (value,) = struct.unpack_from("<I", data, operand)
            case 0x06:
                return int(operand)
            case 0x15:
                at += true if value == operand else false
            case 0x35:
                at += true if value >= operand else false
            case 0x45:
                at += true if value & operand else false
            case _:
                raise AssertionError(f"an instruction {operation:#x}")


@machines
def test_computing_is_allowed(machine: str) -> None:
    """Memory, clocks, and what is open."""
    for name in ("read", "write", "mmap", "futex", "clock_gettime", "exit_group", "recvfrom", "sendto"):
        assert decide(machine, NUMBERS[machine][name]) == ALLOW


@machines
def test_what_is_not_listed_is_refused(machine: str) -> None:
    """Every other number up to a thousand."""
    others = set(range(1000)) - set(NUMBERS[machine].values())
    assert {decide(machine, number) for number in others} == {REFUSE}


@machines
def test_files_are_opened_only_where_they_may_be(machine: str) -> None:
    """Without Landlock there is no opening at all."""
    assert decide(machine, NUMBERS[machine]["openat"]) == ALLOW
    assert decide(machine, NUMBERS[machine]["openat"], files=False) == REFUSE


@machines
def test_another_architecture_is_killed(machine: str) -> None:
    """Its numbers mean other calls; so do those with the bit of x32."""
    assert decide(machine, NUMBERS[machine]["read"], architecture=0x40000003) == KILL
    assert decide(machine, 0x40000000 | NUMBERS[machine]["read"]) == KILL


@machines
@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("fcntl", [(3, 1), (3, 4, 0o4000)], [(3, 8, PID), (3, 10, 9), (3, 4, 0o20000), (3, 1024)]),
        ("ioctl", [(1, 0x5401)], [(1, 0x5412)]),
        ("prctl", [(15,)], [(1,), (4,), (22,)]),
        ("prlimit64", [(0,), (PID,)], [(1,), (PID + 1,)]),
        ("sched_getaffinity", [(0,), (PID,)], [(1,)]),
        ("kill", [(PID,)], [(1,), (0,), (0xFFFFFFFF,)]),
        ("tgkill", [(PID, 1)], [(1, 1)]),
        ("clone", [(0x3D0F00,)], [(17,), (0x10000000,), (0x7E020000 | 0x10000,)]),
    ],
)
def test_some_calls_depend_on_their_arguments(
    machine: str, name: str, allowed: list[tuple[int, ...]], refused: list[tuple[int, ...]]
) -> None:
    """Threads but no processes, oneself but no others, flags but no signals."""
    number = NUMBERS[machine][name]
    assert {decide(machine, number, *arguments) for arguments in allowed} == {ALLOW}
    assert {decide(machine, number, *arguments) for arguments in refused} == {REFUSE}


@machines
def test_clone3_seems_not_to_exist(machine: str) -> None:
    """Its flags are behind a pointer; glibc falls back to clone."""
    assert decide(machine, NUMBERS[machine]["clone3"]) == LACK
