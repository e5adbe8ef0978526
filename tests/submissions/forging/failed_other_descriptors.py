"""Looks for descriptors that it should not have: the zygote's control socket, pipes of the judge; exit code 77 betrays one."""
import contextlib
import os
import stat

for fd in range(4, 2048):
    with contextlib.suppress(OSError):
        os.fstat(fd)
        os._exit(77)
for fd in range(3):
    if stat.S_ISFIFO(os.fstat(fd).st_mode) or stat.S_ISREG(os.fstat(fd).st_mode):
        os._exit(77)
