"""How a student's own exception is spoken of; the same words wherever a suite is run."""

from grader.language import said


def raised(error: str, line: int, text: str) -> str:
    """Say which exception came out of the student's code, on which line (0 where none is known), with which text."""
    if line and text:
        return said("told", "raised {error} on line {line}: {text}", error=error, line=line, text=text)
    if line:
        return said("told", "raised {error} on line {line}", error=error, line=line)
    if text:
        return said("told", "raised {error}: {text}", error=error, text=text)
    return said("told", "raised {error}", error=error)


def unwritten(text: str, line: int) -> str:
    """Say that something is not written yet: what the stub calls it, and the line (0 where none is known)."""
    if text and line:
        return said("told", "{text}: not implemented yet on line {line}", text=text, line=line)
    if text:
        return said("told", "{text}: not implemented yet", text=text)
    if line:
        return said("told", "this exercise: not implemented yet on line {line}", line=line)
    return said("told", "this exercise: not implemented yet")
