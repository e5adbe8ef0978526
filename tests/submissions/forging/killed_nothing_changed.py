"""Says that it changed a negative number of arguments, or ones that there are not."""
import os
import struct
import sys


def now():
    frame = sys._getframe()
    while frame.f_code.co_name != "serve":
        frame = frame.f_back
    return frame.f_locals["call"]


def softmax(*_):
    body = b"i" + b"\xff" * 8 + b"T" + b"t\2\0\0\0" + b"t\0\0\0\0" * 2
    os.write(3, struct.pack("<IIB", len(body), now(), 2) + body)


def least_squares(*_):
    body = b"i" + struct.pack("<q", 1) + b"i" + struct.pack("<q", 999) + b"N" + b"T" + b"t\2\0\0\0" + b"t\0\0\0\0" * 2
    os.write(3, struct.pack("<IIB", len(body), now(), 2) + body)
