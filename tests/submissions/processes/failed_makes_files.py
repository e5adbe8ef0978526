"""Makes files of every kind, and memory that others share, in every way."""
import contextlib
import os

for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/home"):
    for attempt in (
        lambda: os.close(os.open(f"{place}/pwned_file", os.O_CREAT | os.O_WRONLY)),
        lambda: os.mkfifo(f"{place}/pwned_fifo"),
        lambda: os.mknod(f"{place}/pwned_node"),
        lambda: os.mkdir(f"{place}/pwned_folder"),
        lambda: os.symlink("/etc/passwd", f"{place}/pwned_link"),
        lambda: os.link(f"{place}/pwned_file", f"{place}/pwned_hard_link"),
        lambda: os.rename(f"{place}/pwned_file", f"{place}/pwned_renamed"),
        lambda: os.close(os.open(place, os.O_TMPFILE | os.O_WRONLY)),
    ):
        with contextlib.suppress(OSError):
            attempt()
