"""A folder without the module that was asked for."""
