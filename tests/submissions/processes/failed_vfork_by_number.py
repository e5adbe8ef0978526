"""Borrows its own memory to a child, which ends at once; exit code 77 betrays success."""
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
VFORK = 58
if platform.machine() == "x86_64" and libc.syscall(VFORK) >= 0:
    os._exit(77)
