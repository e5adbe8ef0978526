"""Signals its parent, and takes its descriptors, through a process descriptor; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
PIDFD_SEND_SIGNAL, PIDFD_OPEN, PIDFD_GETFD = 424, 434, 438
for pid in {os.getppid(), os.getpid(), 1}:
    descriptor = libc.syscall(PIDFD_OPEN, pid, 0)
    if descriptor >= 0:
        libc.syscall(PIDFD_GETFD, descriptor, 0, 0)
        libc.syscall(PIDFD_SEND_SIGNAL, descriptor, 0, None, 0)
        os._exit(77)
