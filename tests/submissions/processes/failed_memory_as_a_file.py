"""Writes to memory that is read only, through /proc/self/mem, and opens its parent's; exit code 77 betrays success."""
import contextlib
import os

for path in ("/proc/self/mem", f"/proc/{os.getppid()}/mem", "/proc/self/clear_refs", "/proc/self/oom_score_adj"):
    with contextlib.suppress(OSError):
        os.open(path, os.O_WRONLY)
        os._exit(77)
