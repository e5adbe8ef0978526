"""Sets alarms: on the interval timer, on the clock, by a timer's descriptor and by a timer's signal; exit code 77 betrays success."""
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
handle = ctypes.c_void_p()
signal.signal(signal.SIGALRM, signal.SIG_IGN)
for attempt in (
    lambda: libc.setitimer(0, buffer, None),
    lambda: libc.timer_create(0, None, ctypes.byref(handle)),
    lambda: libc.timerfd_create(0, 0),
    lambda: libc.eventfd(0, 0),
    lambda: libc.signalfd(-1, buffer, 0),
):
    if attempt() >= 0:
        os._exit(77)
