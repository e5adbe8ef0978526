"""Has the interpreter write its tracebacks onto the wire, from a thread of C and at a signal."""
import faulthandler
import time


def softmax(*_):
    faulthandler.dump_traceback(file=3, all_threads=True)
    faulthandler.dump_traceback_later(0.05, repeat=True, file=3)
    time.sleep(0.2)


least_squares = Mean = softmax
