"""Makes threads until the kernel refuses, three hundred at most."""
import threading
import time

for _ in range(300):
    threading.Thread(target=time.sleep, args=(2,), daemon=True).start()


def softmax(*_):
    return None


least_squares = Mean = softmax
