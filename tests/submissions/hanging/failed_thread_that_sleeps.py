"""Leaves a thread behind, for which an interpreter waits at its end."""
import threading
import time

threading.Thread(target=lambda: time.sleep(1e6)).start()
