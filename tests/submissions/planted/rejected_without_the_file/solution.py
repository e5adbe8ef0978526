"""No attacked.py at all, but files that a careless search takes for it."""

open("/tmp/pwned_solution", "w").close()
