"""Opens the machine's memory, its log, its terminals and its makers of file systems; exit code 77 betrays success."""
import contextlib
import os

for name in ("mem", "kmsg", "port", "kvm", "fuse", "tty", "console", "ptmx", "net/tun", "loop-control", "urandom", "full"):
    with contextlib.suppress(OSError):
        os.open(f"/dev/{name}", os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        os._exit(77)
