"""What is said of a submission, and of how a case ended; the same words wherever a suite is run."""

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


def not_python(name: str, fault: str, line: int, text: str) -> str:
    """Say that a file is not valid Python: the class of the SyntaxError, its line (0 where none is known), its text."""
    kinds = {
        "TabError": said("part", "tabs and spaces are mixed"),
        "IndentationError": said("part", "the indentation is wrong"),
    }
    kind = kinds.get(fault, said("part", "syntax error"))
    return said("told", "{where} is not valid Python ({what}): {text}", where=_place(name, line), what=kind, text=text)


def unreadable(name: str, line: int, problem: object) -> str:
    """Say that a file could not be compiled for another reason than its syntax."""
    return said("told", "{where} could not be read as Python: {problem}", where=_place(name, line), problem=problem)


def unsaid(line: int) -> str:
    """Say that an assertion without words does not hold, and its line in the suite (0 where none is known)."""
    if line:
        return said("told", "an assertion of the suite does not hold (line {line})", line=line)
    return said("told", "an assertion of the suite does not hold")


def skipped() -> str:
    """Say that the suite did not ask."""
    return said("told", "the suite skipped this case")


def took_longer(seconds: float) -> str:
    """Say that a call or a case took longer than it may."""
    return said("told", "took longer than {seconds:g} seconds", seconds=seconds)


def _place(name: str, line: int) -> str:
    return said("part", "line {line} of {name}", line=line, name=name) if line else name
