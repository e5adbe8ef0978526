"""Reads and writes its parent's memory; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
class Part(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("size", ctypes.c_size_t))


buffer = ctypes.create_string_buffer(64)
mine, its = Part(ctypes.addressof(buffer), 64), Part(ctypes.addressof(buffer), 64)
for pid in {os.getppid(), os.getpid()}:
    for call in (libc.process_vm_readv, libc.process_vm_writev):
        if call(pid, ctypes.byref(mine), ctypes.c_ulong(1), ctypes.byref(its), ctypes.c_ulong(1), ctypes.c_ulong(0)) > 0:
            os._exit(77)
