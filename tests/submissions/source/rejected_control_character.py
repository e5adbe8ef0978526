"""A control character, which the sentence about it must not repeat."""
x = 1 [31m + 1
