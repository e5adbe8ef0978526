"""Fills the disk, a mebibyte of it at most, wherever it may write."""
import contextlib

for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/home"):
    with contextlib.suppress(OSError), open(f"{place}/pwned_zeros", "wb", buffering=0) as file:
        file.write(bytes(1 << 20))
