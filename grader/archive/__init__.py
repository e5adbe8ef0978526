"""Zips as students and platforms make them: ``directory`` reads the format, ``members`` says what is accepted."""
