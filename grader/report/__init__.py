"""The report of one submission, its views for an audience, and its renderings; nothing here runs code."""
