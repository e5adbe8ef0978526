"""Makes pipes and fills each: their bytes are the kernel's memory, not the process's."""
import contextlib
import os

with contextlib.suppress(OSError):
    while True:
        _, end = os.pipe()
        os.set_blocking(end, False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(end, bytes(1 << 16))
