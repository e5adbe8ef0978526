"""Puts a program into memory and runs it from there; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
descriptor = os.memfd_create("pwned")
os.write(descriptor, b"#!/bin/true\n")
if os.fork() == 0:
    libc.fexecve(descriptor, (ctypes.c_char_p * 2)(b"x", None), (ctypes.c_char_p * 1)(None))
os._exit(77)
