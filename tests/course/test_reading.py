"""What exercises point to: sections of the handout under their headings, and works; all of it must be there."""

from pathlib import Path

import pytest
from installed import ROOT
from small_course import SmallCourse

from grader.course.manifest import Work, load_course
from grader.course.reading import Guide, Section, find_guide
from grader.course.release import plan_release
from grader.errors import CourseError

HANDOUT = "# Small\n\n## 1. Twice\n\n## 12. The sum of `all`\n"
KOREAN = "# 작은 과제\n\n## 1. 두 배\n\n## 12. 모두 더하기\n"
WORK = '{ title = "A. Author, A Book", link = "https://example.org/book" }'


def course(folder: Path, read: str, korean: str = KOREAN) -> SmallCourse:
    """Make a course whose first exercise points to something."""
    small = SmallCourse(folder)
    manifest = (small.assignment().folder / "assignment.toml").read_text(encoding="utf-8")
    small.write("handout.md", HANDOUT)
    small.write("handout.ko.md", korean)
    manifest = manifest.replace('["handout.md"]', '["handout.md", "handout.ko.md"]')
    small.write("assignment.toml", manifest.replace("points = 4\n", f"points = 4\nread = {read}\n"))
    return small


def test_a_section_is_called_as_its_heading_in_each_language(tmp_path: Path) -> None:
    """In the order of the manifest, and works as they are cited."""
    guide = find_guide(course(tmp_path, f"[12, {WORK}]").assignment(), ("en", "ko"))
    assert guide == Guide(
        title={"en": "Small", "ko": "작은 과제"},
        reading={
            "double": (
                Section(number=12, titles={"en": "The sum of `all`", "ko": "모두 더하기"}),
                Work(title="A. Author, A Book", link="https://example.org/book"),
            ),
            "total": (),
        },
    )


def test_a_section_that_is_not_there_is_said_before_anything_is_released(tmp_path: Path) -> None:
    """With the language of the handout that lacks it."""
    small = course(tmp_path, "[12]", "# 작은 과제\n\n## 1. 두 배\n")
    with pytest.raises(CourseError, match=r"exercise double\.read: the handout in 'ko' has no section 12; write"):
        plan_release(small.load(), small.assignment())


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ('[{ title = " " }]', "`title` is empty; write what the work is called"),
        ('[{ title = "A", link = "javascript:alert(1)" }]', "`link` is 'javascript:alert(1)'; write a whole address"),
        ('[{ title = "A", link = "https://a b" }]', "`link` is 'https://a b'; write a whole address"),
        ('["three"]', "expected `int | object`"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, read: str, said: str) -> None:
    """A link leads to a page and does nothing else."""
    with pytest.raises(CourseError) as raised:
        course(tmp_path, read).assignment()
    assert said in str(raised.value).replace("Expected", "expected")


def test_every_exercise_of_the_bundled_course_points_to_something() -> None:
    """To a section of its handout at least, in both languages."""
    bundled = load_course(ROOT / "solutions")
    for assignment in bundled.assignments:
        for name, reading in find_guide(assignment, bundled.languages).reading.items():
            sections = [one for one in reading if isinstance(one, Section)]
            assert sections, (assignment.name, name)
            assert all(set(one.titles) == set(bundled.languages) for one in sections)
