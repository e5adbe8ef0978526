# coding: utf-7
"""Code behind a declaration of UTF-7."""
x = 0
# +AAo-import os; os._exit(0)
