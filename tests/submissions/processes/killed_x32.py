"""Calls the kernel by the numbers of x32, which a filter of numbers alone does not know."""
import ctypes
import os
import platform

if platform.machine() != "x86_64":
    os._exit(0)
ctypes.CDLL(None).syscall(ctypes.c_long(0x40000000 | 39))
