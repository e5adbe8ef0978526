"""What files and modules are called in a course, and which names an author may not choose."""

import sys
from keyword import iskeyword
from pathlib import PurePosixPath

COURSE_FILE = "course.toml"
ASSIGNMENT_FILE = "assignment.toml"
PUBLIC_SUITE = "test_public.py"
HIDDEN_SUITE = "test_hidden.py"
MISCONCEPTIONS = "misconceptions"
# What an assignment takes from earlier ones, and what draws its figures: modules beside the student's.
GIVEN = "given"
GIVEN_FILE = f"{GIVEN}.py"
FIGURES_FILE = "figures.py"
FIGURES_FOLDER = "figures"  # where they are drawn unless told otherwise
ALTERNATIVES = "alternatives"
STRATEGIES = "strategies.py"
EQUIVALENTS = "equivalent.toml"
HINTS_FILE = "hints.toml"
# In a released folder: the stub as it was, and what the student's own runs remember.
STUB_FOLDER = ".stub"
MEMORY_FOLDER = ".grader"

# Modules that stand beside a student's file while it is imported, or that importing it takes for granted.
_TAKEN = {"conftest", "figures", "given", "grader", "numpy", "pytest", "test_hidden", "test_public"}


def module_problem(module: str) -> str | None:
    """Say why students cannot hand in a module of that name, or None if they can."""
    if not module.isidentifier() or iskeyword(module):
        return f"{module!r} is no module name; write a Python identifier"
    if module in sys.stdlib_module_names or module.casefold() in _TAKEN:
        return f"{module!r} would hide another module of that name; choose another name"
    return None


def file_problem(file: str, module: str) -> str | None:
    """Say why a file cannot be released beside a module, or None if it can."""
    plain = PurePosixPath(file)
    if plain.is_absolute() or ".." in plain.parts or not file.isprintable() or set(file) & set("\\:"):
        return f"{file!r} leaves the folder; write a path inside it"
    if not plain.parts or str(plain) != file:
        return f"{file!r} is no plain path; write it like 'data/x.csv'"
    # Letter case is folded because some file systems fold it too.
    parts = file.casefold().split("/")
    hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
    private = {HIDDEN_SUITE, EQUIVALENTS, STRATEGIES, f"{module}.py".casefold(), COURSE_FILE, GIVEN_FILE}
    if file.casefold() in private or parts[0] in {MISCONCEPTIONS, ALTERNATIVES} or hidden:
        return f"{file!r} must not be released; take it out"
    return None
