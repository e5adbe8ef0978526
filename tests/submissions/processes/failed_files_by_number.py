"""Opens files by their number in the file system instead of by their path; exit code 77 betrays success."""
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(struct.pack("<Ii", 120, 0) + bytes(128))
mount = ctypes.c_int()
if libc.name_to_handle_at(-100, b"/etc/passwd", buffer, ctypes.byref(mount), 0) == 0:
    os._exit(77)
if libc.syscall(437, -100, b"/etc/passwd", struct.pack("<3Q", 0, 0, 0), ctypes.c_size_t(24)) >= 0:  # openat2
    os._exit(77)
