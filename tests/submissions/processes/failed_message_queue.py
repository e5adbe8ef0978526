"""Makes a queue of messages that outlives it; exit code 77 betrays success."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if libc.mq_open(b"/pwned", 0o102, 0o600, None) >= 0:
    libc.mq_unlink(b"/pwned")
    os._exit(77)
