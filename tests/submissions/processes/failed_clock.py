"""Sets the clock, to a time that there is not; exit code 77 betrays success."""
import ctypes
import errno
import os
import platform
import struct

libc = ctypes.CDLL(None, use_errno=True)
CLOCK_SETTIME = {"x86_64": 227, "aarch64": 112}[platform.machine()]
never = struct.pack("<qq", 0, 1 << 40)
if libc.syscall(CLOCK_SETTIME, 0, never) >= 0 or ctypes.get_errno() != errno.EPERM:
    os._exit(77)
