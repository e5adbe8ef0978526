"""Replaces itself by another program, which would answer nothing."""
import contextlib
import os
import sys

for attempt in (
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.execv(sys.executable or "/usr/bin/python3", ["python3", "-c", "pass"]),
    lambda: os.execve("/proc/self/exe", ["x"], {}),
):
    with contextlib.suppress(Exception):
        attempt()
