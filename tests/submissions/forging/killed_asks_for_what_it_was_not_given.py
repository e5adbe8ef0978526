"""Asks the judge to use an object of the judge's that the worker was never given."""
import os
import struct
import sys


def softmax(*_):
    target = b"k" + struct.pack("<Q", 0) + b"s\0\0\0\0"
    body = b"t\3\0\0\0s\4\0\0\0call" + target + b"N" + b"t\0\0\0\0" + b"m\0\0\0\0"
    os.write(3, struct.pack("<IIB", len(body), 1, 1) + body)


least_squares = Mean = softmax
