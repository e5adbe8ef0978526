"""seccomp: from here on this process can make only the system calls that computing needs.

Covered: starting processes and programs, sockets of every kind, signals to others, tracing, namespaces, keys, shared
memory, limits of others, asynchronous signals from descriptors, and, without files, opening anything at all. Not
covered: what an allowed call does (files are Landlock's to restrict), faults of the kernel, and the two calls that the
kernel exempts from filters on newer x86 (uretprobe, uprobe), which do nothing here. Facts from the kernel's
documentation, userspace-api/seccomp_filter, and struct seccomp_data.

A filter is a program for the kernel's classic packet filter: it sees the call's number, the architecture and the
arguments' values, never what they point at. Hand-made because no well-kept package is: pyseccomp was last released in
2021 and needs libseccomp on the machine.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Callable, Iterable
from typing import Final

from grader.worker.syscalls import ABSENT, ARCHITECTURES, FILTERED, NUMBERS, OPENING_FILES

_Instruction = tuple[int, int, int, int]
"""Code, how many to skip if true, if false, operand."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_REFUSE: Final = 0x00050000 | errno.EPERM
_LACK: Final = 0x00050000 | errno.ENOSYS
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_X32_BIT: Final = 0x40000000

_CLONE_THREAD: Final = 0x00010000
_CLONE_NEW: Final = 0x7E020080
_O_ASYNC: Final = 0o20000
_F_SETFL: Final = 4
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC: none of those that make the kernel send signals for us.
_FCNTL: Final = (0, 1, 2, 3, 1030)
# TCGETS, FIONCLEX, FIOCLEX, FIONBIO, FIONREAD, TIOCGWINSZ: what Python asks of an open file.
_IOCTL: Final = (0x5401, 0x5450, 0x5451, 0x5421, 0x541B, 0x5413)
# PR_SET_NAME, PR_GET_NAME, and PR_SET_VMA, with which glibc names its memory.
_PRCTL: Final = (15, 16, 0x53564D41)

_PR_SET_NO_NEW_PRIVS: Final = 38
_SET_MODE_FILTER: Final = 1
_SECCOMP: Final = {"x86_64": 317, "aarch64": 277}


def program(machine: str, pid: int, *, files: bool) -> bytes:
    """Return the filter for a process of this number on this machine, with or without opening files."""
    numbers = NUMBERS[machine]
    plain = [
        n for name, n in numbers.items() if name not in FILTERED | ABSENT | (frozenset() if files else OPENING_FILES)
    ]
    instructions: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, 0, 1, _X32_BIT),
        (_RETURN, 0, 0, _KILL),
        *(step for number in plain for step in ((_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW))),
        *(step for number in _numbers(numbers, ABSENT) for step in ((_EQUAL, 0, 1, number), (_RETURN, 0, 0, _LACK))),
        *_when(numbers["fcntl"], [*_is_one_of(1, _FCNTL), *_set_flags()]),
        *_when(numbers["ioctl"], _is_one_of(1, _IOCTL)),
        *_when(numbers["prctl"], _is_one_of(0, _PRCTL)),
        *_when(numbers["prlimit64"], _is_one_of(0, (0, pid))),
        *_when(numbers["sched_getaffinity"], _is_one_of(0, (0, pid))),
        *_when(numbers["kill"], _is_one_of(0, (pid,))),
        *_when(numbers["tgkill"], _is_one_of(0, (pid,))),
        *_when(numbers["clone"], _starts_a_thread()),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in instructions)


def restrict(filter_: bytes) -> None:
    """Put this process and its threads under the filter, for good; OSError where the kernel refuses."""
    prepare(filter_)()


def prepare(filter_: bytes) -> Callable[[], None]:
    """Return what puts this process under the filter and does nothing else, so that it is done at once."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS)")
    code = ctypes.create_string_buffer(filter_, len(filter_))
    fprog = struct.pack("@HP", len(filter_) // 8, ctypes.addressof(code))
    number = ctypes.c_long(_SECCOMP[platform.machine()])
    arguments = (ctypes.c_ulong(_SET_MODE_FILTER), ctypes.c_ulong(0), fprog)

    def restrict_now(_alive: object = code) -> None:
        if libc.syscall(number, *arguments) != 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error))

    return restrict_now


def _numbers(numbers: dict[str, int], names: Iterable[str]) -> list[int]:
    return [numbers[name] for name in sorted(names) if name in numbers]


def _argument(index: int) -> _Instruction:
    # The lower half: each of these arguments is an int, of which the kernel reads no more.
    return (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * index)


def _when(number: int, block: list[_Instruction]) -> list[_Instruction]:
    """Run the block for this call alone, and refuse where it does not decide."""
    return [(_EQUAL, 0, len(block) + 1, number), *block, (_RETURN, 0, 0, _REFUSE)]


def _is_one_of(index: int, values: Iterable[int]) -> list[_Instruction]:
    steps = [step for value in values for step in ((_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW))]
    return [_argument(index), *steps]


def _set_flags() -> list[_Instruction]:
    """Allow F_SETFL, but not O_ASYNC, which would have the kernel signal whomever F_SETOWN named."""
    return [
        (_EQUAL, 0, 3, _F_SETFL),
        _argument(2),
        (_ANY_BIT, 1, 0, _O_ASYNC),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _starts_a_thread() -> list[_Instruction]:
    return [
        _argument(0),
        (_ANY_BIT, 2, 0, _CLONE_NEW),
        (_ANY_BIT, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
    ]
