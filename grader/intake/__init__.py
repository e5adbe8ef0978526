"""Submissions as platforms deliver them, found without renaming by hand: whose each is, which attempt, and when."""
