"""Leaves a process behind that outlives it by three seconds and leaves its mark."""
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 64)
        time.sleep(3)
        os.close(os.open("/tmp/pwned_daemon", os.O_CREAT | os.O_WRONLY))
    os._exit(0)
