"""A file system that holds an interpreter, NumPy and the worker's own modules, and nothing else: made by bubblewrap.

Covered, for zygote, supervisors and workers alike: every file that is not listed here, existence and size included,
which Landlock does not hide; /proc and /sys, which are not there; writing anywhere; the network, in a namespace of its
own; processes and memory segments. Not covered: system calls, which seccomp takes. It is a second wall behind Landlock
and seccomp, used where it works: it needs user namespaces (or root) and the program ``bwrap``, 0.8 or later.
"""

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

PARENT = 1
"""The number that bubblewrap's own first process has inside."""

_SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache")
_LINKS = ("/lib", "/lib64")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
_SEPARATE = (
    *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
    *("--die-with-parent", "--new-session", "--hostname", "sandbox", "--chdir", "/", "--cap-drop", "ALL"),
)
# What giving up root takes, and dropping the rest afterwards.
_ROOT = ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP")


def program() -> str | None:
    """Return where bubblewrap is, or None."""
    return shutil.which("bwrap") if sys.platform.startswith("linux") else None


def interpreter() -> Path:
    """Return this interpreter's own file, behind all links and virtual environments."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def prefix(readable: Iterable[Path]) -> list[str]:
    """Return the words before a command that puts it into such a file system; ``readable`` is seen in its place."""
    # Root needs no user namespace, and one that knows a single user would not let it become nobody.
    rights = _ROOT if os.geteuid() == 0 else ("--unshare-user",)
    return [program() or "bwrap", *_SEPARATE, *rights, *_view(tuple(readable)), "--remount-ro", "/", "--"]


def _view(readable: tuple[Path, ...]) -> Iterator[str]:
    library = Path(sysconfig.get_path("stdlib"))
    bound = [*map(Path, _SYSTEM), interpreter(), library, *interpreter().parents[1].glob("lib/libpython*.so*")]
    site = library / "site-packages"
    yield from _bind(bound)
    if site.is_dir():
        yield from ("--tmpfs", str(site))  # other people's packages; NumPy is put back below
    yield from _bind(readable)
    for link in map(Path, _LINKS):
        if link.is_symlink():
            yield from ("--symlink", str(link.readlink()), str(link))
        else:
            yield from _bind([link])
    yield from _bind(map(Path, _DEVICES), "--dev-bind")
    # Without /proc the loader cannot tell where the interpreter is, whose libraries may lie beside it.
    yield from ("--setenv", "LD_LIBRARY_PATH", str(interpreter().parents[1] / "lib"))


def _bind(paths: Iterable[Path], how: str = "--ro-bind") -> Iterator[str]:
    for path in paths:
        if path.exists():
            # A parent that bubblewrap makes by itself is closed to everyone but root.
            for parent in list(path.parents)[-2::-1]:
                yield from ("--perms", "0755", "--dir", str(parent))
            yield from (how, str(path), str(path))
