"""Runs a command as another machine would: under Docker's default profile, without Landlock, as an ordinary user.

``emulation.py PROFILE COMMAND...`` puts a seccomp filter on itself and becomes the command. PROFILE is ``docker`` (no
namespaces, no mounts, as in Docker's default profile), ``no-landlock`` (as a kernel without it, inside Docker), or
``nothing`` (not even seccomp, inside Docker).
"""

import errno
import os
import platform
import struct
import sys

from grader.worker import seccomp

# Numbers on x86-64 and aarch64.
_NAMESPACES = {"x86_64": (272, 308, 165, 161, 155), "aarch64": (97, 268, 40, 51, 41)}  # unshare setns mount chroot ...
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_LANDLOCK = (444, 445, 446)
_SECCOMP_CALLS = {"x86_64": 317, "aarch64": 277}
_PRCTL = {"x86_64": 157, "aarch64": 167}

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _LACK = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
_NEW = 0x7E020000


def profile(name: str) -> bytes:
    """Return the filter of that name: everything is allowed but what is listed."""
    machine = platform.machine()
    steps = [(_LOAD, 0, 0, 0)]
    for number in _NAMESPACES[machine]:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    steps += [(_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _LACK)]
    if name != "docker":
        for number in _LANDLOCK:
            steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _LACK)]
    if name == "nothing":
        steps += [(_EQUAL, 0, 1, _SECCOMP_CALLS[machine]), (_RETURN, 0, 0, _LACK)]
    steps += [
        (_EQUAL, 0, 3, _CLONE[machine]),
        (_LOAD, 0, 0, 16),
        (_ANY_BIT, 0, 1, _NEW),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)


def main() -> None:
    """Become the command under the profile."""
    seccomp.restrict(profile(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606  the command is a test's own


if __name__ == "__main__":
    main()
