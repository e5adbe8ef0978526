"""Sends more warnings than anybody may, and warnings that are none."""
import os
import struct
import sys


def now():
    frame = sys._getframe()
    while frame.f_code.co_name != "serve":
        frame = frame.f_back
    return frame.f_locals["call"]


def softmax(*_):
    warned = b"t" + struct.pack("<I", 5000) + b"t\2\0\0\0s\1\0\0\0xs\1\0\0\0y" * 5000
    body = b"i" + bytes(8) + b"T" + b"t\2\0\0\0" + b"t\0\0\0\0" + warned
    os.write(3, struct.pack("<IIB", len(body), now(), 2) + body)


def least_squares(*_):
    body = b"i" + bytes(8) + b"T" + b"t\2\0\0\0" + b"t\0\0\0\0" + b"t\1\0\0\0N"
    os.write(3, struct.pack("<IIB", len(body), now(), 2) + body)
