"""Has the kernel do its calls from a ring, past the filter; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
parameters = ctypes.create_string_buffer(120)
if libc.syscall(425, 4, parameters) >= 0:
    os._exit(77)
