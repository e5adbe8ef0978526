"""Turns the layout of its memory predictable and its read-only pages executable; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if libc.personality(ctypes.c_ulong(0x0040000)) >= 0:
    os._exit(77)
