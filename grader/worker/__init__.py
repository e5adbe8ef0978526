"""Untrusted: the only code that shares a process with a submission.

It imports the standard library, NumPy and ``wire``, and knows no test, no expected value, no line of the solution; of
earlier solutions only what students were given with the stub.
"""
