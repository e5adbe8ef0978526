"""Takes modules out of the kernel and swap out of use, of names that do not exist; exit code 77 betrays success."""
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
DELETE_MODULE = {"x86_64": 176, "aarch64": 106}[platform.machine()]
for attempt in (
    lambda: libc.syscall(DELETE_MODULE, b"pwned_none", 0),
    lambda: libc.swapoff(b"/tmp/pwned_none"),
):
    if attempt() >= 0 or ctypes.get_errno() != errno.EPERM:
        os._exit(77)
