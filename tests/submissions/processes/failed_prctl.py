"""Undoes what was done to it: outlives its parent, lets itself be traced, filters itself; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for option, argument in (
    (1, 0),  # PR_SET_PDEATHSIG: none
    (4, 1),  # PR_SET_DUMPABLE
    (8, 1),  # PR_SET_KEEPCAPS
    (28, 0),  # PR_SET_SECUREBITS
    (36, 1),  # PR_SET_CHILD_SUBREAPER
    (0x59616D61, -1),  # PR_SET_PTRACER: anybody
    (35, 0),  # PR_SET_MM
    (31, 0),  # PR_TASK_PERF_EVENTS_DISABLE
):
    if libc.prctl(option, ctypes.c_long(argument), ctypes.c_long(0), ctypes.c_long(0), ctypes.c_long(0)) == 0:
        os._exit(77)
