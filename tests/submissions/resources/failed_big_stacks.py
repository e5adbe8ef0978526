"""Asks for threads whose stacks are larger than the memory."""
import threading
import time

threading.stack_size(1 << 28)
for _ in range(20):
    threading.Thread(target=time.sleep, args=(2,), daemon=True).start()
