"""The notebook form of an assignment: written from the solution that the stub comes from, read back as cells."""
