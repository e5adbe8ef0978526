"""Gives its parent the lowest priority, another class of scheduling, and one processor; exit code 77 betrays success."""
import contextlib
import os

parent = os.getppid()
for attempt in (
    lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
    lambda: os.sched_setscheduler(parent, os.SCHED_IDLE, os.sched_param(0)),
    lambda: os.sched_setaffinity(parent, {0}),
):
    with contextlib.suppress(OSError):
        attempt()
        os._exit(77)
