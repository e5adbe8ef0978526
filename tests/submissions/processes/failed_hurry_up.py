"""Takes all processors and the highest priority that it can get for itself; exit code 77 betrays success."""
import contextlib
import os

for attempt in (
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -10),
    lambda: os.nice(-5),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    lambda: os.sched_setaffinity(0, {0}),
):
    with contextlib.suppress(OSError):
        attempt()
        os._exit(77)
