"""Compares, reclaims and moves the memory of others; exit code 77 betrays success."""
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
KCMP, MOVE_PAGES = {"x86_64": (312, 279), "aarch64": (272, 239)}[platform.machine()]
PROCESS_MADVISE, PROCESS_MRELEASE = 440, 448
for number, arguments in (
    (KCMP, (os.getppid(), os.getppid(), 1, 0, 0)),
    (MOVE_PAGES, (os.getppid(), 0, None, None, None, 0)),
    (PROCESS_MADVISE, (0, None, 0, 0, 0)),
    (PROCESS_MRELEASE, (0, 0)),
):
    if libc.syscall(number, *arguments) >= 0 or ctypes.get_errno() not in {errno.EPERM, errno.ENOSYS}:
        os._exit(77)
