"""Becomes root, somebody else, or gains a capability; names the machine; exit code 77 betrays success."""
import contextlib
import ctypes
import os
import platform
import socket
import struct

libc = ctypes.CDLL(None, use_errno=True)
for attempt in (
    lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setreuid(-1, 0),
    lambda: os.setgroups([0]), os.setsid,
    lambda: socket.sethostname(socket.gethostname()),
):
    with contextlib.suppress(OSError):
        attempt()
        os._exit(77)
CAPSET = {"x86_64": 126, "aarch64": 91}[platform.machine()]
everything = struct.pack("<6I", *(0xFFFFFFFF,) * 6)
if libc.syscall(CAPSET, struct.pack("<Ii", 0x20080522, 0), everything) == 0:
    os._exit(77)
