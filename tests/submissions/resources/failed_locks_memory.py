"""Locks memory, so that nobody else gets it; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
page = ctypes.create_string_buffer(1 << 16)
if libc.mlock(page, 1 << 16) == 0 or libc.mlockall(4) == 0:
    os._exit(77)
