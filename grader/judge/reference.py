"""The solution as a module of the judge's process: the reference that suites compare with."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from grader.errors import CourseError


def load_reference(path: Path) -> ModuleType:
    """Import a solution from its file; CourseError where that fails."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise CourseError(path, "this is no Python file; name it .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise CourseError(path, f"importing it raised {type(error).__name__}: {error}; mend it") from error
    return module
