"""Attaches to its parent as a debugger; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
PTRACE_ATTACH, PTRACE_SEIZE = 16, 0x4206
for request in (PTRACE_SEIZE, PTRACE_ATTACH):
    if libc.ptrace(ctypes.c_long(request), os.getppid(), None, None) == 0:
        os._exit(77)
