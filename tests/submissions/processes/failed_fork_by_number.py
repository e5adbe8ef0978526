"""Makes processes by the numbers of the calls, past every wrapper of Python and of C; exit code 77 betrays success."""
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
SIGCHLD = 17
attempts = {"x86_64": ((57,), (56, SIGCHLD, 0, 0, 0, 0)), "aarch64": ((220, SIGCHLD, 0, 0, 0, 0),)}
for number, *arguments in attempts[platform.machine()]:
    pid = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    if pid == 0:
        os._exit(0)
    if pid > 0:
        os._exit(77)
