"""The interpreter that runs a module of ``worker``: bare, with an empty environment, and bound to its parent first.

Where bubblewrap is asked for, the interpreter starts in a file system that holds nothing but what it reads.
"""

import os
import sys
from pathlib import Path

import numpy as np

import grader
from grader.judge import bubblewrap

ENVIRONMENT = {
    # One thread: results differ in their last bits between one thread and two, and a fork knows only one.
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "PYTHONHASHSEED": "0",  # the same submission gives the same results
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
}

_PACKAGE = Path(grader.__file__).parent
_NUMPY = Path(np.__file__).parent


def command(module: str, argument: str, *, wrapped: bool = False) -> list[str]:
    """Return the command that runs a module of ``worker``, without site-packages of its own."""
    path = [str(_PACKAGE.parent), str(_NUMPY.parent)]
    parent = bubblewrap.PARENT if wrapped else os.getpid()
    # Bound before NumPy is loaded: a judge that dies meanwhile leaves nothing behind.
    boot = (
        f"import sys; sys.path[:0] = {path!r}; "
        f"from grader.worker.parent import die_with_parent; die_with_parent({parent}); "
        f"from grader.worker.{module} import main; main()"
    )
    flags = ["-s", "-S", "-P", "-B", "-c", boot, argument]
    if not wrapped:
        return [sys.executable, *flags]
    ours = (_PACKAGE / "__init__.py", _PACKAGE / "errors.py", _PACKAGE / "worker", _PACKAGE / "wire")
    theirs = (_NUMPY, _NUMPY.with_name("numpy.libs"))
    # Not the virtual environment's link: what it points to is all that is there.
    return [*bubblewrap.prefix((*ours, *theirs)), str(bubblewrap.interpreter()), *flags]
