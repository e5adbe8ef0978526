"""Puts a filter over the filter, by which the kernel would lie to the worker; exit code 77 betrays success."""
import ctypes
import os
import platform
import struct

libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(38, 1, 0, 0, 0)
SECCOMP = {"x86_64": 317, "aarch64": 277}[platform.machine()]
allow = ctypes.create_string_buffer(struct.pack("<HBBI", 6, 0, 0, 0x7FFF0000), 8)
program = struct.pack("@HP", 1, ctypes.addressof(allow))
for attempt in (
    lambda: libc.syscall(SECCOMP, 1, 0, program),
    lambda: libc.syscall(SECCOMP, 1, 8, program),
    lambda: libc.prctl(22, 2, program, 0, 0),
):
    if attempt() >= 0:
        os._exit(77)
