"""Puts a program into memory and runs it from there; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
descriptor = os.memfd_create("pwned")
libc.fexecve(descriptor, (ctypes.c_char_p * 2)(b"x", None), (ctypes.c_char_p * 1)(None))
os._exit(77)
