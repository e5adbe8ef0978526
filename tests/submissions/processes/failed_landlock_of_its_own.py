"""Makes a rule set of its own; exit code 77 betrays success."""
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(444, None, ctypes.c_size_t(0), 1) >= 0:
    os._exit(77)
if libc.syscall(444, struct.pack("<Q", 1), ctypes.c_size_t(8), 0) >= 0:
    os._exit(77)
