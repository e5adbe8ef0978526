"""Makes memory, locks and queues that others share, by number and by name; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
KEY = 0x70776E64
if libc.shmget(KEY, ctypes.c_size_t(4096), 0o1600) >= 0:
    os._exit(77)
if libc.semget(KEY, 1, 0o1600) >= 0 or libc.msgget(KEY, 0o1600) >= 0:
    os._exit(77)
if libc.shm_open(b"/pwned", 0o102, 0o600) >= 0 or libc.memfd_create(b"pwned", 0) >= 0:
    os._exit(77)
