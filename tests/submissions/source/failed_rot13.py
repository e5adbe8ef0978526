# coding: rot13
"""Code in another alphabet, which its first line declares."""
bf = 1
bf._rkvg(0)
