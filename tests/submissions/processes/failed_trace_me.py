"""Makes its parent its tracer, which then must wait for it at every signal; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if libc.ptrace(ctypes.c_long(0), 0, None, None) == 0:
    os._exit(77)
