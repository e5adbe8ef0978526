"""Announces a frame of four gigabytes."""
import os
import struct


def softmax(*_):
    os.write(3, struct.pack("<IIB", 0xFFFFFFFF, 1, 2))


least_squares = Mean = softmax
