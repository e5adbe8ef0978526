"""Burns processor time from threads while nobody asks anything of it."""
import threading


def burn():
    while True:
        pass


threading.Thread(target=burn, daemon=True).start()


def softmax(*_):
    return None


least_squares = softmax
