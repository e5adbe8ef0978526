"""Makes a process by the newest call, whose flags no filter can see; exit code 77 betrays success."""
import ctypes
import errno
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
CLONE3 = 435
for flags in (0, 0x10000000, 0x100):  # none, a new user namespace, shared memory
    arguments = struct.pack("<8Q", flags, 0, 0, 0, 17, 0, 0, 0)
    pid = libc.syscall(CLONE3, arguments, ctypes.c_size_t(len(arguments)))
    if pid == 0:
        os._exit(0)
    if pid > 0 or ctypes.get_errno() not in {errno.ENOSYS, errno.EPERM}:
        os._exit(77)
