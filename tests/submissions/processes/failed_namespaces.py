"""Makes namespaces of its own, in which it would be root, and enters those of its parent; exit code 77 betrays success."""
import contextlib
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for flags in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x10000000 | 0x00020000, 0x400, 0x200):
    if libc.unshare(flags) == 0:
        os._exit(77)
for name in ("user", "mnt", "pid", "net"):
    with contextlib.suppress(OSError):
        if libc.setns(os.open(f"/proc/{os.getppid() or 1}/ns/{name}", os.O_RDONLY), 0) == 0:
            os._exit(77)
if libc.setns(3, 0) == 0 or ctypes.get_errno() != 1:
    os._exit(77)
