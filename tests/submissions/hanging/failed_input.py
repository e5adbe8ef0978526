"""Waits for somebody to type."""
import sys

print(repr(sys.stdin.read()))
input("password: ")
