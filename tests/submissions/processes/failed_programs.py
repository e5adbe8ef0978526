"""Starts programs: by a shell, by spawning, by Python's own module."""
import contextlib
import os

for attempt in (
    lambda: os.system("echo x >/tmp/pwned_system"),
    lambda: os.popen("echo x >/tmp/pwned_popen").read(),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "echo x >/tmp/pwned_spawn"], {}),
    lambda: __import__("subprocess").run(["touch", "/tmp/pwned_subprocess"]),
    lambda: __import__("pty").spawn(["touch", "/tmp/pwned_pty"]),
):
    with contextlib.suppress(Exception):
        attempt()
