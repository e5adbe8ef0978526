"""A suite collected in a process that goes on afterwards: what its collection left behind is forgotten."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def undisturbed(suite: Path) -> Iterator[None]:
    """Let this process forget the suite's module afterwards, and where it was imported from."""
    path = list(sys.path)
    try:
        yield
    finally:
        sys.path[:] = path
        for name, module in list(sys.modules.items()):
            if getattr(module, "__file__", None) == str(suite):
                del sys.modules[name]
