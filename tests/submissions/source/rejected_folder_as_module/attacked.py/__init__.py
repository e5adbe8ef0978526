"""A folder in the place of the module."""
