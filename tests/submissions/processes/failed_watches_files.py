"""Watches what others do to files; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if libc.inotify_init1(0) >= 0 or libc.fanotify_init(0, 0) >= 0:
    os._exit(77)
