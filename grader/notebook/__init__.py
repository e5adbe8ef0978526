"""The notebook form of an assignment: written from the solution that the ``.py`` form comes from, read back as cells."""
