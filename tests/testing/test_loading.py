"""A student's file in this process: fresh, under its own name, and without a trace."""

import sys
import warnings
from pathlib import Path

import pytest

from grader.testing.loading import Unloadable, has_regions, load_module, standing_in


def write(folder: Path, text: str, name: str = "softmax_task.py") -> Path:
    """Write a student's file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_module_bears_the_files_name_and_place(tmp_path: Path) -> None:
    """Tracebacks, pickles and dataclasses find it by these."""
    path = write(tmp_path, "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: 'int'\n")
    module = load_module(path)
    assert (module.__name__, module.__file__) == ("softmax_task", str(path))
    assert module.A(1).x == 1


def test_the_interpreter_is_afterwards_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the path, nor the modules, nor the folder keep a trace."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    before, modules = list(sys.path), set(sys.modules)
    load_module(write(tmp_path, "import sys\nsys.path.append('nowhere')\n"))
    assert sys.path == before
    assert set(sys.modules) == modules
    assert [file.name for file in tmp_path.iterdir()] == ["softmax_task.py"]


def test_an_edit_within_the_same_second_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytecode goes by seconds and size; a student saves faster."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert load_module(write(tmp_path, "x = 1\n")).x == 1
    assert load_module(write(tmp_path, "x = 2\n")).x == 2


def test_two_folders_may_name_a_file_alike(tmp_path: Path) -> None:
    """Each folder has its own module, and its own neighbours."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, f"x = {name!r}\n")
    assert [load_module(tmp_path / name / "softmax_task.py").x for name in ("a", "b")] == ["a", "b"]


def test_a_file_beside_it_can_be_imported(tmp_path: Path) -> None:
    """An assignment may release more than one file."""
    write(tmp_path, "y = 3\n", "beside_softmax_task.py")
    try:
        assert load_module(write(tmp_path, "from beside_softmax_task import y\n")).y == 3
    finally:
        sys.modules.pop("beside_softmax_task", None)


def test_a_name_in_use_is_given_back(tmp_path: Path) -> None:
    """The module that had the name before has it again."""
    other, mine = load_module(write(tmp_path, "")), load_module(write(tmp_path, ""))
    with standing_in("softmax_task", other):
        with standing_in("softmax_task", mine):
            assert sys.modules["softmax_task"] is mine
        assert sys.modules["softmax_task"] is other
    assert "softmax_task" not in sys.modules


def test_a_warning_is_no_error(tmp_path: Path) -> None:
    """An invalid escape is a warning, even where the run makes errors of warnings."""
    path = write(tmp_path, 'import warnings\nwarnings.warn("old", DeprecationWarning)\nx = "\\d"\n')
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("error")
        assert load_module(path).x == "\\d"
    assert "old" in {str(warning.message) for warning in caught}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1\ndef f(:\n", "softmax_task.py:2: this is not valid Python: "),
        ("if True:\nx = 1\n", "softmax_task.py:2: this is not valid Python: expected an indented block"),
        ("def f():\n    return\n\treturn\n", "softmax_task.py:3: this is not valid Python: "),
        ("return\n", "softmax_task.py:1: this is not valid Python: 'return' outside function"),
        ("# coding: nonsense\n", "this is not valid Python: "),
    ],
)
def test_no_python_is_told_with_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    """One sentence, with the place to go to."""
    with pytest.raises(Unloadable) as raised:
        load_module(write(tmp_path, text))
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"x = '\xff'\n", b"x = 1\x00\n"])
def test_bytes_that_are_no_text_are_told_as_well(tmp_path: Path, content: bytes) -> None:
    """A wrong encoding or a null byte is not our traceback."""
    path = tmp_path / "softmax_task.py"
    path.write_bytes(content)
    with pytest.raises(Unloadable, match=r"softmax_task\.py.*: this is not valid Python: "):
        load_module(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """The file's name, and what it is for."""
    with pytest.raises(Unloadable, match=r"softmax_task\.py: there is no such file; it is the one to hand in"):
        load_module(tmp_path / "softmax_task.py")


@pytest.mark.parametrize("text", ["1 / 0\n", "open('nothing of that name')\n", "import nothing_of_that_name\n"])
def test_what_the_file_raises_is_its_own(tmp_path: Path, text: str) -> None:
    """An exception at import keeps its class and its traceback into the file."""
    path = write(tmp_path, text)
    with pytest.raises((ArithmeticError, OSError, ImportError)) as raised:
        load_module(path)
    assert str(raised.traceback[-1].path) == str(path)
    assert "softmax_task" not in sys.modules


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("def f():\n    # BEGIN SOLUTION f: do it\n    return 1\n    # END SOLUTION\n", True),
        ("# BEGIN SOLUTION\n", True),
        ("def f():\n    # TODO(f): do it\n    raise NotImplementedError\n", False),
        ('"""Write below # BEGIN SOLUTION."""\n', False),
        ("# BEGIN SOLUTIONS\n", False),
    ],
)
def test_a_solution_is_known_by_its_regions(tmp_path: Path, text: str, *, marked: bool) -> None:
    """A marker has a line of its own."""
    assert has_regions(write(tmp_path, text)) is marked


def test_a_missing_file_has_no_regions(tmp_path: Path) -> None:
    """Asked of nothing, the answer is no."""
    assert not has_regions(tmp_path / "softmax_task.py")
