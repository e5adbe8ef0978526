"""Announces sixty megabytes and sends none of them."""
import os
import struct
import sys
import time


def now():
    frame = sys._getframe()
    while frame.f_code.co_name != "serve":
        frame = frame.f_back
    return frame.f_locals["call"]



def softmax(*_):
    os.write(3, struct.pack("<IIB", 60 << 20, now(), 2))
    time.sleep(1e6)


least_squares = Mean = softmax
