"""attacked.py is a folder, and in it lies a module that an import would find."""

open("/tmp/pwned_planted_folder", "w").close()
