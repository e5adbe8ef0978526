"""Asks for a thread in namespaces of its own, or with its parent's tracer and parent; exit code 77 betrays success."""
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
CLONE = {"x86_64": 56, "aarch64": 220}[platform.machine()]
THREAD = 0x00010000 | 0x800 | 0x100
for extra in (0x10000000, 0x20000000, 0x08000000, 0x00020000, 0x40000000, 0x04000000, 0x02000000, 0x80):
    if libc.syscall(ctypes.c_long(CLONE), ctypes.c_ulong(THREAD | extra), None, None, None, None) >= 0:
        os._exit(77)
    if ctypes.get_errno() != errno.EPERM:
        os._exit(77)
