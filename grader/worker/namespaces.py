"""A world of its own for each worker: it sees no process but itself, and shares no memory segment with anyone.

Covered: naming, signalling and counting the processes of others, System V and POSIX message queues and segments: all
refused by seccomp already. It backs up seccomp where a kernel's filter had a hole, on those whose Landlock cannot scope
signals (before 6.12) as the only other wall. Not covered: files and
the network, which Landlock and seccomp close. A new user namespace is what lets an ordinary user make the others;
default Docker, GitLab, Gradescope and recent Ubuntu refuse it.
"""

import ctypes
import os

_NEW_USER, _NEW_PID, _NEW_IPC = 0x10000000, 0x20000000, 0x08000000


def separate() -> None:
    """Put the next children of this process into new namespaces; OSError where the kernel or a profile refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER | _NEW_PID | _NEW_IPC) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
