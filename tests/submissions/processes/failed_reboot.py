"""Asks for another kernel and for a restart, in words that the kernel does not know; exit code 77 betrays success."""
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
REBOOT, KEXEC_LOAD = {"x86_64": (169, 246), "aarch64": (142, 104)}[platform.machine()]
for attempt in (
    lambda: libc.syscall(REBOOT, 0x0BADBAD0, 0x0BADBAD0, 0, None),  # no magic number of the kernel's
    lambda: libc.syscall(KEXEC_LOAD, ctypes.c_ulong(0), ctypes.c_ulong(999), None, ctypes.c_ulong(1 << 30)),
):
    if attempt() >= 0 or ctypes.get_errno() != errno.EPERM:
        os._exit(77)
