"""Asks to serve its own page faults, with which races in the kernel are won; exit code 77 betrays success."""
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
USERFAULTFD = {"x86_64": 323, "aarch64": 282}[platform.machine()]
for flags in (0, 1):
    if libc.syscall(USERFAULTFD, flags) >= 0:
        os._exit(77)
