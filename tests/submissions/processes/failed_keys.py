"""Keeps a key in the kernel, where the next worker may find it; exit code 77 betrays success."""
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
ADD_KEY, KEYCTL = {"x86_64": (248, 250), "aarch64": (217, 219)}[platform.machine()]
PROCESS_KEYRING = -2
if libc.syscall(ADD_KEY, b"user", b"pwned", b"x", ctypes.c_size_t(1), PROCESS_KEYRING) >= 0:
    os._exit(77)
if libc.syscall(KEYCTL, 0, PROCESS_KEYRING, 1) >= 0:
    os._exit(77)
