"""Names in letters that look different and mean the same."""
import ｏｓ

ｏｓ._exit(0)
