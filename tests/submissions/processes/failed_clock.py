"""Sets the clock, to a time that there is not; exit code 77 betrays success."""
import ctypes
import errno
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
never = struct.pack("<qq", 0, 1 << 40)
if libc.clock_settime(0, never) >= 0 or ctypes.get_errno() != errno.EPERM:
    os._exit(77)
