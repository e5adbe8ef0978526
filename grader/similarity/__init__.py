"""Which submissions look alike, as advice to a human eye: nothing here ever changes a mark.

Submissions are text: cut into lines and tokens, never parsed, imported or run.
"""
