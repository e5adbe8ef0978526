"""Stops its parent, so that nobody hears how the worker ended; exit code 77 betrays success."""
import os
import signal

if os.getppid() > 1:
    os.kill(os.getppid(), signal.SIGSTOP)
    os.kill(os.getppid(), signal.SIGCONT)
    os._exit(77)
