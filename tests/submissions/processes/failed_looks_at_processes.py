"""Looks which processes there are, and asks each for its group and its session; exit code 77 betrays success."""
import contextlib
import os

itself = os.getpid()
with contextlib.suppress(OSError):
    itself = int(os.readlink("/proc/self"))  # as it is called outside a namespace
for pid in {os.getppid(), *range(2, 3000)} - {os.getpid(), itself, 0}:
    for attempt in (lambda: os.kill(pid, 0), lambda: os.getpgid(pid), lambda: os.getsid(pid),
                    lambda: os.listdir(f"/proc/{pid}"), lambda: os.readlink(f"/proc/{pid}/cwd")):
        with contextlib.suppress(OSError):
            attempt()
            os._exit(77)
