"""The folder for nbgrader: what students will get is apart from what judges them, and nothing of nbgrader's is lost."""

import json
from pathlib import Path

from small_course import NAME, SmallCourse

from grader.nbgrader.course_folder import CONFIG_FILE, plan_course_folder, write_course_folder


def plan(small: SmallCourse) -> dict[str, bytes]:
    """Plan the folder of the small course."""
    course = small.load()
    return dict(plan_course_folder(course, course.assignments))


def test_what_nbgrader_releases_has_no_hidden_suite_in_it(tmp_path: Path) -> None:
    """Suite, misconceptions and reference are in `judging/` alone; the stub is the notebook's other form."""
    planned = plan(SmallCourse(tmp_path))
    names = ("assignment.toml", "handout.md", "small.ipynb", "test_public.py")
    assert {name for name in planned if name.startswith("source/")} == {f"source/{NAME}/{name}" for name in names}
    judged = {name for name in planned if name.startswith("judging/")}
    assert judged >= {"judging/course.toml", f"judging/{NAME}/test_hidden.py", f"judging/{NAME}/small.py"}
    assert planned.keys() - judged - {f"source/{NAME}/{name}" for name in names} == {CONFIG_FILE}


def test_the_source_notebook_has_regions_and_hidden_lines(tmp_path: Path) -> None:
    """Both are cut out by nbgrader; what to do is said above the region, since its own stub does not."""
    cells = json.loads(plan(SmallCourse(tmp_path))[f"source/{NAME}/small.ipynb"])["cells"]
    by_id = {cell["id"]: "".join(cell["source"]) for cell in cells}
    assert by_id["check-double"].startswith("### BEGIN HIDDEN TESTS\n")
    assert by_id["check-double"].endswith('### END HIDDEN TESTS\ncheck("double")')
    assert "    # TODO(double): add the array to itself\n    # BEGIN SOLUTION double:" in by_id["exercise-double"]


def test_settings_that_are_there_are_kept(tmp_path: Path) -> None:
    """They are the instructor's from the first time on; whatever else changed is written again."""
    planned, folder = plan(SmallCourse(tmp_path)), tmp_path / "nbgrader"
    assert f"wrote {CONFIG_FILE}" in write_course_folder(planned, folder)
    (folder / CONFIG_FILE).write_text("# mine")
    (folder / "source" / NAME / "small.ipynb").write_text("{}")
    assert write_course_folder(planned, folder) == (f"wrote source/{NAME}/small.ipynb",)
    assert (folder / CONFIG_FILE).read_text() == "# mine"
