"""A pytest plugin that notes what a hidden suite asks of its solution, with the seed of a report: numbers and arrays.

It is run in a process of its own, as ``python -m pytest -p hidden_inputs test_hidden.py``; see ``asked``.
"""

import functools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import pytest

from grader.testing import plugin
from grader.testing.randomness import case_rng
from grader.testing.writing import write

_SEED, _FILE = "HIDDEN_INPUTS_SEED", "HIDDEN_INPUTS_FILE"
# Shorter numbers and smaller arrays stand everywhere.
_DIGITS, _ENTRIES = 6, 4

_NOTED: set[str] = set()


def asked(suite: Path, seed: int, notes: Path) -> set[str]:
    """Run a hidden suite on its solution and return the texts by which its inputs would be known."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), _SEED: str(seed), _FILE: str(notes)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "hidden_inputs", "-p", "no:cacheprovider", str(suite)]
    done = subprocess.run(command, cwd=notes.parent, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return set(json.loads(notes.read_text(encoding="utf-8")))


def pytest_configure(config: pytest.Config) -> None:
    """Draw what the judge drew, and listen to every call."""
    del config
    if _SEED not in os.environ:
        return
    load, seed = plugin._module, int(os.environ[_SEED])
    patch = pytest.MonkeyPatch()  # never undone: the process is ours
    patch.setattr(plugin, "case_rng", lambda _, case: case_rng(seed, case))
    patch.setattr(plugin, "_module", lambda *where: _listening(load(*where)))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Write the notes."""
    del config
    if _FILE in os.environ:
        Path(os.environ[_FILE]).write_text(json.dumps(sorted(_NOTED)), encoding="utf-8")


def _listening(module: ModuleType) -> ModuleType:
    heard = ModuleType(module.__name__)
    heard.__dict__.update(
        {name: _noting(value) if isinstance(value, FunctionType) else value for name, value in vars(module).items()}
    )
    return heard


def _noting(function: FunctionType) -> Any:
    @functools.wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        for value in (*arguments, *keywords.values()):
            _NOTED.update(_texts(value))
        return function(*arguments, **keywords)

    return call


def _texts(value: Any) -> Iterator[str]:
    """Yield the long numbers in a value, as they are and as a message rounds them, and a small array as code."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiu":
        if _ENTRIES <= value.size <= 100 and len(np.unique(value)) >= _ENTRIES:
            yield write(value)
        yield from (text for entry in value.ravel()[:100].tolist() for text in _texts(entry))
    elif isinstance(value, dict | list | tuple):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _texts(entry)
    elif isinstance(value, float):
        written = (repr(abs(value)), f"{abs(value):.{_DIGITS}g}")
        yield from (text for text in written if len(re.sub(r"\D", "", text.partition("e")[0]).strip("0")) >= _DIGITS)
