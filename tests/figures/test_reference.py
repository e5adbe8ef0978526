"""Figures for a page: drawn from the solution, in each language, small, and the same every time."""

from pathlib import Path

import pytest
from small_course import SmallCourse

from grader.course.reading import Picture
from grader.errors import CourseError
from grader.figures.reference import draw_reference

FIGURES = '''\
"""A figure."""

import numpy as np
from matplotlib.figure import Figure


def twice(student, language):
    """Show it."""
    figure = Figure()
    figure.subplots().plot(student.double(np.array([0.0, 1.0])))
    figure.suptitle({"en": "Twice", "ko": "Zweimal"}[language])
    return figure


FIGURES = (twice,)
'''


@pytest.fixture
def small(tmp_path: Path) -> SmallCourse:
    """Make a course with a figure."""
    course = SmallCourse(tmp_path)
    course.write("figures.py", FIGURES)
    return course


def test_a_figure_is_drawn_in_each_language_from_the_solution(
    small: SmallCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its title, as a WebP file; the same bytes every time."""
    monkeypatch.setattr("grader.figures.reference.hangul_font", lambda: "DejaVu Sans")
    (picture,) = draw_reference(small.assignment(), ("en", "ko"))
    assert picture.titles == {"en": "Twice", "ko": "Zweimal"}
    assert all(data[:4] == b"RIFF" and data[8:12] == b"WEBP" for data in picture.data.values())
    assert (picture,) == draw_reference(small.assignment(), ("en", "ko"))


def test_without_a_font_there_is_no_korean_figure(small: SmallCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page shows the English one."""
    monkeypatch.setattr("grader.figures.reference.hangul_font", lambda: None)
    (picture,) = draw_reference(small.assignment(), ("en", "ko"))
    assert isinstance(picture, Picture)
    assert set(picture.data) == {"en"}


def test_without_figures_there_are_none(tmp_path: Path) -> None:
    """An assignment need not have any."""
    assert draw_reference(SmallCourse(tmp_path).assignment(), ("en",)) == ()


def test_what_the_solution_cannot_draw_is_the_authors_to_mend(small: SmallCourse) -> None:
    """With the figure's name."""
    small.write("figures.py", FIGURES.replace("student.double", "student.triple"))
    with pytest.raises(CourseError, match=r"figures\.py: twice cannot be drawn from the solution: .*triple.*; mend it"):
        draw_reference(small.assignment(), ("en",))
