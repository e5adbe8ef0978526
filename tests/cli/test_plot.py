"""Plot: a student's own figures, as far as they can be drawn."""

import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from commanding import Command, Inside
from matplotlib import font_manager
from small_course import NAME, RIGHT, SmallCourse, files
from small_font import write_font

FIGURES = '''\
"""Two figures."""

import numpy as np
from matplotlib.figure import Figure

TITLES = {"en": "Twice", "ko": "한글"}


def twice(student, language):
    figure = Figure(figsize=(2, 2))
    axes = figure.add_subplot()
    x = np.linspace(-1.0, 1.0, 5)
    axes.plot(x, student.double(x))
    axes.set_title(TITLES[language])
    return figure


def sums(student, language):
    figure = Figure(figsize=(2, 2))
    axes = figure.add_subplot()
    axes.bar([0, 1], [student.total(np.ones(n)) for n in (1, 2)])
    return figure


FIGURES = (twice, sums)
'''
DOUBLE = "import numpy as np\n\ndef double(x):\n    return np.asarray(x) * 2.0\n\n"
WRITTEN = ["figures/twice.png", "figures/twice.svg", "figures/sums.png", "figures/sums.svg"]


@pytest.fixture
def released(inside: Inside, tmp_path: Path) -> Path:
    """Release an assignment with figures and take the solutions away."""
    course = SmallCourse(tmp_path)
    manifest = (course.folder / "assignment.toml").read_text()
    course.write("assignment.toml", manifest.replace('["handout.md"]', '["handout.md", "figures.py"]'))
    course.write("figures.py", FIGURES)
    assert inside("release").code == 0
    course.solutions.rename(tmp_path / "elsewhere")
    folder = tmp_path / "assignments" / NAME
    (folder / "small.py").write_text(RIGHT)
    return folder


def test_every_figure_is_written_twice(inside: Inside, released: Path) -> None:
    """As a picture and as a drawing, into a folder here, each path on a line."""
    ran = inside("plot", folder=released)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split() == WRITTEN
    found = files(released / "figures")
    assert found["twice.png"].startswith(b"\x89PNG")
    assert b"<svg" in found["twice.svg"]


def test_a_file_a_folder_and_a_format_can_be_told(inside: Inside, released: Path, tmp_path: Path) -> None:
    """Another version of the student's file, another place, one kind alone."""
    (released / "small.py").write_text("1 / 0\n")
    (released / "version2.py").write_text(RIGHT)
    ran = inside("plot", released / "version2.py", "--out", "a/b", "--format", "svg")
    assert (ran.code, ran.err, ran.out.split()) == (0, "", ["a/b/twice.svg", "a/b/sums.svg"])
    assert sorted(files(tmp_path / "a")) == ["b/sums.svg", "b/twice.svg"]


def test_the_same_code_is_the_same_file(command: Command, released: Path, tmp_path: Path) -> None:
    """In another process, on another day, with another user's settings."""
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: red\nsvg.hashsalt: another\n")
    assert command("plot", released, "--out", "one", SOURCE_DATE_EPOCH="1").code == 0
    assert command("plot", released, "--out", "two", MATPLOTLIBRC=str(tmp_path / "matplotlibrc")).code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")
    drawing = (tmp_path / "one/twice.svg").read_text()
    assert "<dc:date>" not in drawing
    assert mpl.__version__ not in drawing.replace("version=", "")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "sums: not drawn, since total is not written yet\n"),
        ("ko", "sums: 아직 작성하지 않은 문제(total)가 있어 그리지 않았습니다\n"),
    ],
)
def test_what_is_not_written_yet_is_one_line(inside: Inside, released: Path, language: str, sentence: str) -> None:
    """The figure and the exercise are named, the other figure is drawn."""
    (released / "small.py").write_text(DOUBLE + 'def total(x):\n    raise NotImplementedError("total")\n')
    ran = inside("plot", "--lang", language, folder=released)
    assert ran.code == 1
    assert ran.out.split() == WRITTEN[:2]
    assert ran.err.endswith(sentence)


def test_an_exercise_that_says_nothing_is_named_by_its_function(inside: Inside, released: Path) -> None:
    """A student may have shortened what the stub raises."""
    (released / "small.py").write_text(DOUBLE + "def total(x):\n    raise NotImplementedError\n")
    assert inside("plot", folder=released).err == "sums: not drawn, since total is not written yet\n"


FAULTS = {
    "raises": (
        DOUBLE + "def total(x):\n    y = len(x)\n    return 1 / (y - y)\n",
        "small.py:8: ZeroDivisionError: division by zero",
    ),
    "exits": (DOUBLE + "def total(x):\n    raise SystemExit(0)\n", "small.py:7: SystemExit: 0"),
    "returns": (DOUBLE + "def total(x):\n    return {}\n", "figures.py:21: TypeError: "),
    "lacks": (DOUBLE, "figures.py:21: AttributeError: module 'small' has no attribute 'total'"),
}


@pytest.mark.parametrize(("source", "problem"), FAULTS.values(), ids=FAULTS)
def test_what_goes_wrong_is_named_with_its_line(inside: Inside, released: Path, source: str, problem: str) -> None:
    """In the student's file where it went through that, without a traceback; the other figure is drawn."""
    (released / "small.py").write_text(source)
    ran = inside("plot", folder=released)
    assert (ran.code, ran.out.split()) == (1, WRITTEN[:2])
    assert ran.err.startswith(f"sums: not drawn: {problem}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("x = 1\ny = 1 / 0\n", "nothing is drawn: small.py:2: ZeroDivisionError: division by zero\n"),
        ("def f(:\n", "small.py:1: this is not valid Python: invalid syntax\n"),
        ("import sys\nsys.exit('no')\n", "nothing is drawn: small.py:2: SystemExit: no\n"),
    ],
)
def test_a_file_that_cannot_be_imported_draws_nothing(
    inside: Inside, released: Path, source: str, problem: str
) -> None:
    """Said once, not once for each figure."""
    (released / "small.py").write_text(source)
    ran = inside("plot", folder=released)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(problem)
    assert ran.err.count("\n") == 1
    assert not (released / "figures").exists()


USAGE = {
    "language": (("plot", "--lang", "fr"), "there are no phrases in 'fr'; choose en or ko"),
    "format": (("plot", "--format", "pdf"), "Invalid value for '--format'"),
    "no folder": (("plot", "nowhere"), "nowhere: there is no such file or folder"),
    "out": (("plot", "--out", "small.py"), "small.py: cannot be written (File exists); choose another --out"),
}


@pytest.mark.parametrize(("arguments", "problem"), USAGE.values(), ids=USAGE)
def test_what_cannot_be_asked_for_is_said(
    inside: Inside, released: Path, arguments: tuple[str, ...], problem: str
) -> None:
    """Exit code 2, and nothing drawn."""
    ran = inside(*arguments, folder=released)
    assert (ran.code, ran.out) == (2, "")
    assert problem in ran.err


def test_an_assignment_without_figures_says_so(inside: Inside, released: Path) -> None:
    """The file that is missing is named."""
    (released / "figures.py").unlink()
    ran = inside("plot", folder=released)
    assert (ran.code, ran.out) == (2, "")
    assert "figures.py: there is no such file; this assignment has no figures" in ran.err


AUTHORS = {
    "nothing": ("x = 1\n", "figures.py: FIGURES: has no tuple of functions; write FIGURES = (a_function, another)"),
    "a list": (FIGURES.replace("(twice, sums)", "[twice]"), "FIGURES: has no tuple of functions"),
    "twice": (
        FIGURES.replace("(twice, sums)", "(twice, twice)"),
        "FIGURES: has two functions of one name, or a lambda",
    ),
    "a lambda": (FIGURES.replace("(twice, sums)", "(lambda s, l: 1,)"), "two functions of one name, or a lambda"),
    "no figure": (
        FIGURES.replace("return figure", "return None", 1),
        "figures.py:9: twice returned NoneType; return a",
    ),
    "no Python": ("def f(:\n", "figures.py:1: this is not valid Python: invalid syntax; mend it"),
    "raises": ("1 / 0\n", "figures.py: importing it raised ZeroDivisionError: division by zero; mend it"),
}


@pytest.mark.parametrize(("text", "problem"), AUTHORS.values(), ids=AUTHORS)
def test_what_is_wrong_with_the_figures_is_the_authors(inside: Inside, released: Path, text: str, problem: str) -> None:
    """Exit code 2, with the file."""
    (released / "figures.py").write_text(text)
    ran = inside("plot", folder=released)
    assert (ran.code, ran.out) == (2, "")
    assert problem in ran.err


def test_without_a_korean_font_the_labels_are_english(
    inside: Inside, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what to install is said."""
    assert inside("plot", folder=released).code == 0
    english = files(released / "figures")
    monkeypatch.setattr("grader.figures.fonts.hangul_font", lambda: None)
    ran = inside("plot", "--lang", "ko", folder=released)
    assert ran.code == 0
    assert "fonts-nanum" in ran.err
    assert files(released / "figures") == english


def test_with_a_korean_font_the_labels_are_korean(
    inside: Inside, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn in that font: a letter that it lacks would be a warning, and warnings are errors here."""
    monkeypatch.setattr(font_manager.fontManager, "ttflist", list(font_manager.fontManager.ttflist))
    font_manager.fontManager.addfont(write_font(tmp_path / "small.ttf", "Noto Sans CJK KR", "한글"))
    assert inside("plot", "--lang", "en", "--out", "en", folder=released).code == 0
    ran = inside("plot", "--lang", "ko", "--out", "ko", folder=released)
    assert (ran.code, ran.err) == (0, "")
    assert "한글" in (released / "ko/twice.svg").read_text(encoding="utf-8")
    assert (released / "ko/twice.png").read_bytes() != (released / "en/twice.png").read_bytes()


def test_without_matplotlib_what_to_install_is_said(
    inside: Inside, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An extra is no reason for a traceback."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ran = inside("plot", folder=released)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "grader: figures need matplotlib; install it: pip install 'grader[plot]'\n"


def test_what_is_given_can_be_drawn(inside: Inside, released: Path) -> None:
    """By the student's file and by the figures, from the folder's own module."""
    manifest = released / "assignment.toml"
    manifest.write_text(manifest.read_text().replace("format = 1", 'format = 1\ngives = ["00_before.twofold"]', 1))
    (released / "given.py").write_text("def twofold(x):\n    return x + x\n")
    (released / "small.py").write_text("from given import twofold as double\ndef total(x):\n    return 1.0\n")
    (released / "figures.py").write_text("from given import twofold\n" + FIGURES)
    assert inside("plot", folder=released).code == 0
    assert "given" not in sys.modules
