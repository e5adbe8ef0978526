"""What an instructor writes, read into frozen types: it never imports the judge or the worker."""
