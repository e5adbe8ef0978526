"""Lets other programs do the sending."""
import contextlib
import os

for command in (
    "exec 9<>/dev/tcp/127.0.0.1/47113",
    "curl -m 1 -s http://127.0.0.1:47113/",
    "echo x >/dev/udp/127.0.0.1/47114",
):
    with contextlib.suppress(Exception):
        os.system(f"timeout 1 bash -c '{command}' >/dev/null 2>&1")
