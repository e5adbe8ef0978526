"""Leaves with success by the front door while it is imported."""
import sys

sys.exit(0)
