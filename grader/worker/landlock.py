"""Landlock: from here on this process sees no file but those it needs, whoever it runs as.

Covered: opening, listing, creating, removing, renaming and executing files; connecting and binding TCP sockets
(kernel 6.7); signals and abstract sockets beyond the worker (6.12). Where it is missing, seccomp takes the opening of
files altogether: what is lost is honest imports, not safety; where seccomp has a hole, it stands behind it. Not
covered: ``stat`` of a path that one can guess; files already open; UDP; kernels before 5.13 and those that do not list
Landlock among their security modules. Facts from the kernel's documentation, userspace-api/landlock.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PR_SET_NO_NEW_PRIVS = 38
_RULE_PATH_BENEATH = 1
_GET_VERSION = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3

# Rights over files by the version that brought them: execute to symlink; refer; truncate; ioctl on devices.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_TCP_VERSION, _TCP_RIGHTS = 4, 0b11
_SCOPE_VERSION, _SCOPES = 6, 0b11


def version() -> int:
    """Return the version of Landlock that this kernel offers, 0 where it offers none."""
    if not sys.platform.startswith("linux") or platform.machine() not in {"x86_64", "aarch64"}:
        return 0
    return max(0, _syscall(_CREATE_RULESET, None, 0, _GET_VERSION))


def make_ruleset(readable: Iterable[str]) -> int:
    """Return the descriptor of a rule set that allows reading below these paths and nothing else.

    A path that does not exist is passed over. OSError where the kernel refuses.
    """
    offered = version()
    files = sum(rights for since, rights in _FILE_RIGHTS.items() if offered >= since)
    attributes = struct.pack("<Q", files)
    if offered >= _TCP_VERSION:
        attributes += struct.pack("<Q", _TCP_RIGHTS)
    if offered >= _SCOPE_VERSION:
        attributes += struct.pack("<Q", _SCOPES)
    ruleset = _checked(_syscall(_CREATE_RULESET, attributes, len(attributes), 0))
    for path in readable:
        _allow_reading(ruleset, path)
    return ruleset


def restrict(ruleset: int) -> None:
    """Put this process under the rule set, for good; OSError where the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS)")
    _checked(_syscall(_RESTRICT_SELF, ruleset, 0))


def _allow_reading(ruleset: int, path: str) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rights = _READ_FILE | (_READ_DIR if os.path.isdir(path) else 0)  # noqa: PTH112  pathlib is not loaded here
        rule = struct.pack("<Qi", rights, descriptor)
        _checked(_syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0))
    finally:
        os.close(descriptor)


def _syscall(number: int, *arguments: int | bytes | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    converted = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return int(libc.syscall(ctypes.c_long(number), *converted))


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
