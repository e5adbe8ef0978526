"""A text that ends where nobody looks.\"""
""" + ""
print(__doc__)
__file__ = "/etc/passwd"
__name__ = "__main__"
__builtins__ = {}
__spec__ = __loader__ = __path__ = 1
