"""Mounts, changes the root, and opens file systems by the newer calls; of types and places that do not exist; exit code 77 betrays success."""
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}[platform.machine()]
OPEN_TREE, FSOPEN, FSPICK, MOUNT_SETATTR = 428, 430, 433, 442
for attempt in (
    lambda: libc.mount(b"none", b"/tmp/pwned_none", b"pwned", ctypes.c_ulong(0), None),
    lambda: libc.umount2(b"/tmp/pwned_none", 0),
    lambda: libc.syscall(PIVOT_ROOT, b"/tmp/pwned_none", b"/tmp/pwned_none"),
    lambda: libc.chroot(b"/"),
    lambda: libc.chdir(b"/"),
    lambda: libc.syscall(OPEN_TREE, -100, b"/", 0),
    lambda: libc.syscall(FSOPEN, b"pwned", 0),
    lambda: libc.syscall(FSPICK, -100, b"/tmp/pwned_none", 0),
    lambda: libc.syscall(MOUNT_SETATTR, -100, b"/tmp/pwned_none", 0, None, ctypes.c_size_t(0)),
):
    if attempt() >= 0 or ctypes.get_errno() not in {errno.EPERM, errno.EACCES}:
        os._exit(77)
