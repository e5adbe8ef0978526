"""A half of a character, encoded all the same."""
x = "í €"
