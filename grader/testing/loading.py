"""A student's file as a module of this process, for plain pytest: breakpoints and tracebacks work as ever.

Invariant: ``sys.path`` and ``sys.modules`` are afterwards what they were, and every load reads the file anew.
"""

import importlib.util
import linecache
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from grader.errors import CourseError

_REGION = re.compile(rb"^[ \t]*# BEGIN SOLUTION\b", re.MULTILINE)


class Unloadable(Exception):  # noqa: N818 - a student's fault, told in one sentence, and no error of grader's
    """The file is missing or is no Python: ``path:line: what is wrong``."""


class _Source(SourceFileLoader):
    """Loads source, never bytecode: that of an edit within one second passes for fresh."""

    def get_code(self, fullname: str) -> CodeType | None:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def load_module(path: Path) -> ModuleType:
    """Import the file under its own name; Unloadable if it is missing or cannot be parsed."""
    name = path.stem
    loader = _Source(name, str(path))
    spec = ModuleSpec(name, loader, origin=str(path))
    spec.has_location = True
    module = importlib.util.module_from_spec(spec)
    with standing_in(name, module), _on_the_path(path.parent), warnings.catch_warnings():
        warnings.simplefilter("default")  # a student's invalid escape is a warning, even where warnings are errors
        try:
            loader.exec_module(module)
        except SyntaxError as error:
            raise Unloadable(_sentence(path, error)) from None
        except FileNotFoundError:
            if path.exists():
                raise
            raise Unloadable(f"{path}: there is no such file; it is the one to hand in") from None
    return module


@contextmanager
def undisturbed(suite: Path) -> Iterator[None]:
    """Let pytest collect a suite in a process that goes on: its module is forgotten, and where that was imported from.

    Else pytest would take it for the next suite of the same name, or for this one when it has changed.
    """
    path = list(sys.path)
    try:
        yield
    finally:
        sys.path[:] = path
        for name, module in list(sys.modules.items()):
            if getattr(module, "__file__", None) == str(suite):
                del sys.modules[name]


@contextmanager
def standing_in(name: str, module: ModuleType) -> Iterator[None]:
    """Let ``import name`` find ``module`` meanwhile."""
    before = sys.modules.get(name)
    sys.modules[name] = module
    try:
        yield
    finally:
        if before is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = before


def load_text(text: str, path: Path) -> ModuleType:
    """Import what is given from its text, as if from ``path``; CourseError where that fails: no student wrote it."""
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    linecache.cache[str(path)] = (len(text), None, text.splitlines(keepends=True), str(path))
    with standing_in(path.stem, module):
        try:
            exec(compile(text, path, "exec", dont_inherit=True), module.__dict__)  # noqa: S102  of the course's own
        except Exception as error:
            problem = f"importing it raised {type(error).__name__}: {error}; take it anew from the release"
            raise CourseError(path, problem) from error
    return module


@contextmanager
def giving(text: str, path: Path) -> Iterator[None]:
    """Let what is given be imported meanwhile, from its text as if from ``path``; where there is none, nothing is."""
    if not text:
        yield
        return
    with standing_in(path.stem, load_text(text, path)):
        yield


def has_regions(path: Path) -> bool:
    """Say whether the file is a marked solution."""
    return path.is_file() and _REGION.search(path.read_bytes()) is not None


@contextmanager
def _on_the_path(folder: Path) -> Iterator[None]:
    before = list(sys.path)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path[:] = before


def _sentence(path: Path, error: SyntaxError) -> str:
    where = f"{error.filename or path}:{error.lineno}" if error.lineno else str(path)
    return f"{where}: this is not valid Python: {error.msg}"
