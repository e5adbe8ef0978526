"""One power of integers, which no signal's handler can interrupt."""
number = 7 ** (7 ** (9 + (__name__ == "")))
