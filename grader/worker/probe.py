"""What this machine's kernel and container allow, each found out by doing it in a forked child.

No file that claims a feature is ever read: such files are missing in containers, and say what is built, not what is
permitted here. Printed as one JSON object.
"""

import contextlib
import json
import os
import platform
import sys
from collections.abc import Callable
from types import MappingProxyType

from grader.worker import identity, landlock, namespaces, seccomp
from grader.worker.layers import Layer


def main() -> None:
    """Print what works."""
    sys.stdout.write(json.dumps(probe()))


def probe() -> dict[str, bool]:
    """Return for each layer whether it works here."""
    return {layer.value: _works(attempt) for layer, attempt in _ATTEMPTS.items()}


def _works(attempt: Callable[[], bool]) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    pid = os.fork()
    if pid == 0:
        code = 1
        with contextlib.suppress(Exception):
            code = 0 if attempt() else 1
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _identity() -> bool:
    """Become nobody, and still read the standard library."""
    if os.geteuid() != 0:
        return False
    identity.become_nobody()
    with open(os.__file__, "rb") as file:  # noqa: PTH123  pathlib is not loaded here
        return bool(file.read(1)) and os.geteuid() == identity.NOBODY


def _namespaces() -> bool:
    """Be process 1."""
    namespaces.separate()
    pid = os.fork()
    if pid == 0:
        os._exit(0 if os.getpid() == 1 else 1)
    return os.waitpid(pid, 0)[1] == 0


def _landlock() -> bool:
    """Open a file that is allowed, and be refused the root of the file system."""
    landlock.restrict(landlock.make_ruleset((os.__file__,)))
    os.close(os.open(os.__file__, os.O_RDONLY))
    return _is_refused(lambda: os.open("/", os.O_RDONLY))


def _seccomp() -> bool:
    """Be refused a socket and a process."""
    import socket  # noqa: PLC0415  loaded before it is forbidden, and only here

    seccomp.restrict(seccomp.program(platform.machine(), os.getpid(), files=False))
    return _is_refused(socket.socket) and _is_refused(os.fork)


def _is_refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except PermissionError:
        return True
    return False


_ATTEMPTS = MappingProxyType(
    {
        Layer.IDENTITY: _identity,
        Layer.NAMESPACES: _namespaces,
        Layer.LANDLOCK: _landlock,
        Layer.SECCOMP: _seccomp,
    }
)
