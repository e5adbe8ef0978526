"""Compiles and parses what crashes or exhausts a parser, from within."""
import ctypes

for source in ("(" * 200, "-" * 100_000 + "1", "x" + ".a" * 100_000, "f(" * 90 + ")" * 90):
    try:
        compile(source, "attacked.py", "exec")
    except (SyntaxError, MemoryError, RecursionError):
        pass
ctypes.string_at(0)
