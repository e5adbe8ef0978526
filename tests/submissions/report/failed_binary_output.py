"""Prints bytes that are no text, cut in the middle of a character."""
import os

os.write(1, bytes(range(256)) * 16 + b"\xed\x95")
os.write(2, b"\xff\xfe\x00\xd8" * 100 + "끝".encode()[:2])
