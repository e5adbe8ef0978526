"""Never stops printing, from two threads."""
import threading


def flood():
    while True:
        print("x" * 100_000, end="")


def softmax(*_):
    threading.Thread(target=flood, daemon=True).start()
    flood()


least_squares = Mean = softmax
