"""No prose reaches students unmarked: the modules that speak to them, read by their syntax."""

import ast
import re
from collections.abc import Iterator

import pytest

from grader.language.catalogue import LOCALE

PACKAGE = LOCALE.parents[1]

SPEAKING = (
    *("archive/directory.py", "archive/members.py", "jupyter.py", "submission.py"),
    *("figures/drawing.py", "grading/assembling.py"),
    *(f"cli/{name}.py" for name in ("__init__", "help", "plot", "student", "watching")),
    *("intake/delivery.py", "intake/listing.py"),
    *("export/classroom.py", "export/junit.py", "export/results.py", "export/summary.py"),
    *("judge/bench.py", "judge/handle.py", "judge/outcomes.py", "judge/sentences.py", "judge/worker.py"),
    *(f"loop/{name}.py" for name in ("checking", "handing_in", "hints", "plain", "screen", "status", "stub", "view")),
    *("notebook/cells.py", "pages/student.py", "pages/wording.py"),
    *("report/phrases.py", "report/prose.py", "report/text.py"),
    *(f"testing/{name}.py" for name in ("comparison", "exact", "explanation", "gradients", "memory", "values")),
)

MARKS = {"say", "said", "many", "marked"}
# Faults of authors and of ours: no student meets them.
OTHERS_FAULTS = {"CourseError", "JudgeError", "TypeError", "ValueError", "AttributeError", "RuntimeError", "Unloadable"}
# What a command line's help says; it is looked up where it is shown, and found in the commands themselves.
HELP = {"Option", "Argument"}
PROSE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")

# Beginnings of what reads like prose and is not said to students, and why.
ALLOWED = {
    "grader: interrupted; what was graded is kept": "of `grade`",
    ": there is no submission in this folder": "of `grade`, to an instructor",
    ": there is no such file or folder; give a submission": "as above",
    ": more than one submission (": "as above",
    "); keep one of them": "as above",
    ": cannot be read (": "as above",
    "); make it readable": "as above",
    "there are no pages in ": "of `report`, to an instructor",
    "<code>grader plot</code>": "a command",
    "from grader.cli import main": "code",
    "<the student's ": "a repr, which no message shows",
    "the worker was no longer needed": "of a worker that nobody asks any more",
    "cannot be collected; mend it": "the author's fault",
    '<span data-say="{0}"': "markup",
}


def prose(source: str) -> Iterator[str]:
    """Yield the texts of a module that read like prose and that no catalogue will see."""
    tree = ast.parse(source)
    passed_over = {id(node) for node in ast.walk(tree) for node in _not_said(node)}
    for node in ast.walk(tree):
        if id(node) in passed_over:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PROSE.search(node.value):
            yield node.value


def _not_said(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what belongs to a marked text, to a docstring, or to what no student reads."""
    if isinstance(node, ast.Call) and _name(node.func) in MARKS | OTHERS_FAULTS | HELP:
        yield from ast.walk(node)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("name", SPEAKING)
def test_a_module_that_speaks_to_students_marks_what_it_says(name: str) -> None:
    """Every literal that reads like prose goes through a catalogue."""
    texts = prose((PACKAGE / name).read_text(encoding="utf-8"))
    found = [text for text in texts if not text.startswith(tuple(ALLOWED))]
    assert not found, f"{name}: say this through a catalogue: {found}"


def test_unmarked_prose_is_found() -> None:
    """The finder sees a plain literal and one with fields, and passes over a marked one and a docstring."""
    source = '"""Prose of a docstring."""\nout("you are done")\nout(f"{name} is not done")\nout(say("this is done"))\n'
    assert list(prose(source)) == ["you are done", " is not done"]


def test_whatever_is_marked_is_in_a_module_that_is_looked_at() -> None:
    """A module that says one thing through a catalogue says everything so."""
    calls = re.compile(r"\b(?:say|said)\(\s*\"")
    speaking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if calls.search(path.read_text(encoding="utf-8"))
    }
    assert speaking - set(SPEAKING) == {"course/misconceptions.py", "language/catalogue.py", "language/__init__.py"}


def test_the_template_of_a_students_page_holds_no_prose() -> None:
    """What a student's page says comes from the catalogue."""
    text = (PACKAGE.parent / "templates" / "pages" / "student.html.j2").read_text(encoding="utf-8")
    plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<style>.*?</style>|<[^>]*>", "\n", text, flags=re.DOTALL)
    assert not PROSE.search(plain)
