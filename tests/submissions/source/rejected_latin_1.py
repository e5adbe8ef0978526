"""A byte of Latin-1."""
name = "café"
