"""The pages for students and instructors, done as they say, with the built wheel, outside the repository.

A page's blocks are taken in their order. Of ``console``, each line after ``$`` is run, and the lines below it must be
shown in that order. A block with ``file=`` is written there; with ``replace=`` it takes that function's place.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import ROOT, Installed

_BLOCK = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = {"instructor.md": "", "student.md": "assignments/01_first_steps", "student.ko.md": "assignments/01_first_steps"}


def blocks(page: str) -> Iterator[tuple[dict[str, str], str]]:
    """Return a page's fenced blocks: what their first line says, and their text."""
    for found in _BLOCK.finditer((ROOT / "docs" / page).read_text(encoding="utf-8")):
        kind, *options = found["info"].split()
        yield {"kind": kind, **dict(option.split("=") for option in options)}, found["body"]


def commands(body: str) -> Iterator[tuple[str, list[str]]]:
    """Return the commands of a console block, each with the lines that it is said to show."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield command, [line.strip() for line in shown if line.strip()]


def write(path: Path, text: str, replaced: str) -> None:
    """Write a file, or a function in the place of one in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if replaced:
        source = path.read_text(encoding="utf-8")
        (node,) = (one for one in ast.parse(source).body if getattr(one, "name", "") == replaced)
        lines = source.splitlines(keepends=True)
        lines[node.lineno - 1 : node.end_lineno] = [text]
        text = "".join(lines)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("page", "folder"), PAGES.items(), ids=PAGES)
def test_a_page_does_what_it_says(installed: Installed, tmp_path: Path, page: str, folder: str) -> None:
    """Every command runs, and shows what the page shows."""
    top = tmp_path
    if folder:
        installed.run("grader new course", tmp_path)
        top = tmp_path / "course" / folder
    where, base = top, top
    for options, body in blocks(page):
        if options["kind"] != "console":
            write(base / options["file"], body, options.get("replace", ""))
            continue
        for command, expected in commands(body):
            shown, where = installed.run(command, where)
            base = base / "course" if command == "cd course" else base
            rest = "\n".join(" ".join(line.split()) for line in shown.splitlines())
            for line in expected:
                _, found, rest = rest.partition(" ".join(line.split()))
                assert found, f"$ {command}\nnever showed {line!r} there; it showed:\n{shown}"


def test_the_wheel_is_what_is_used(installed: Installed, tmp_path: Path) -> None:
    """Not the repository, and with its templates in it."""
    shown, _ = installed.run("python -c 'import grader; print(grader.__file__)'", tmp_path)
    assert Path(shown.strip()).is_relative_to(installed.folder)
    assert (Path(shown.strip()).parent / "templates" / "stub.py.j2").is_file()
