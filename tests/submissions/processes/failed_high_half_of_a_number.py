"""Hides a forbidden number or argument behind bits that the kernel does not read; exit code 77 betrays success."""
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
KILL, FORK = {"x86_64": (62, 57), "aarch64": (129, 220)}[platform.machine()]
HIGH = 1 << 32
for number, *arguments in (
    (KILL, (HIGH * 7) | (os.getppid() or 2), 0),
    (HIGH | FORK, 17, 0, 0, 0, 0),
):
    pid = libc.syscall(ctypes.c_ulong(number), *map(ctypes.c_ulong, arguments))
    if pid >= 0:
        os._exit(77)
