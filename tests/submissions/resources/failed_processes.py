"""Makes processes, fifty of them and for two seconds at most."""
import os
import time

for _ in range(50):
    if os.fork() == 0:
        time.sleep(2)
        os._exit(0)
