"""A name with an override of direction in it."""
soft‮max = 1
