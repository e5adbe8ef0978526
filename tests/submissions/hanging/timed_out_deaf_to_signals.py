"""Blocks and ignores every signal, swallows every exception, and loops."""
import signal
import time

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 32)))
while True:
    try:
        time.sleep(0.01)
    except BaseException:
        pass
