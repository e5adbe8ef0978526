"""Who a worker is: nobody, with no capability, whom no other process of that user may look into.

Covered: files and processes that only root or the grader's own user may touch, where the grader runs as root;
capabilities, those that a new user namespace brings included; being traced. It backs up Landlock and seccomp where a
kernel's check of either had a hole, and nothing gets past those without one. Not covered: where the grader runs as an
ordinary user, a worker has that user's identity, and seccomp and Landlock alone stand before the user's other processes
and files; root whose interpreter lies where nobody may read stays root, without capabilities.
"""

import ctypes
import os
import platform
import struct

NOBODY = 65534

_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_CAP_AMBIENT = 4, 24, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_CAPABILITIES = 64
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522


def become_nobody() -> None:
    """Give up root for the user and group nobody, for good; OSError where that cannot be."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def drop_capabilities() -> None:
    """Give up every capability, those that could be gained included."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in range(_CAPABILITIES):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = struct.pack("<Ii", _CAPABILITY_VERSION_3, 0)
    if libc.syscall(ctypes.c_long(_CAPSET[platform.machine()]), header, bytes(24)) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def hide() -> None:
    """Let no other process of this user trace this one or read its memory."""
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
