"""Prints a mebibyte without the end of a line, eight times."""
for _ in range(8):
    print("x" * (1 << 20), end="", flush=True)
