# coding: pwned
"""Declares an encoding that there is not."""
x = 1
