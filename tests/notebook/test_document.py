"""The released notebooks of the course: valid, as nbformat would save them, with nbgrader's own checksums."""

from pathlib import Path

import nbformat
import pytest

from grader.course.manifest import load_course

nbgrader_utils = pytest.importorskip("nbgrader.utils")
nbgrader_format = pytest.importorskip("nbgrader.nbgraderformat")

ROOT = Path(__file__).parents[2]
COURSE = load_course(ROOT / "solutions")
NOTEBOOKS = sorted((ROOT / "assignments").glob("*/*.ipynb"))

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_every_assignment_has_a_notebook_in_each_language_of_its_handout() -> None:
    """All assignments of the course have a handout in both languages."""
    expected = {f"{a.name}/{a.module}{language}.ipynb" for a in COURSE.assignments for language in ("", ".ko")}
    assert {f"{path.parent.name}/{path.name}" for path in NOTEBOOKS} == expected


@each_notebook
def test_saving_it_with_nbformat_changes_nothing(path: Path) -> None:
    """It is valid, and written as Jupyter would write it, so that a student's first diff is the student's."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert nbformat.writes(notebook) + "\n" == path.read_text(encoding="utf-8")


@each_notebook
def test_nbgrader_finds_its_metadata_and_checksums(path: Path) -> None:
    """Schema 3, ids that are each there once, and the checksums that nbgrader computes itself."""
    notebook = nbformat.read(path, as_version=4)
    nbgrader_format.MetadataValidator().validate_nb(notebook)
    marked = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert len({cell.metadata.nbgrader.grade_id for cell in marked}) == len(marked) > 0
    for cell in marked:
        assert cell.metadata.nbgrader.checksum == nbgrader_utils.compute_checksum(cell), cell.id


@each_notebook
def test_it_has_no_outputs_and_one_check_for_each_exercise_with_its_points(path: Path) -> None:
    """The points of the notebook are those of the assignment, in the manifest's words."""
    notebook = nbformat.read(path, as_version=4)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]
    points = {
        c.id: c.metadata.nbgrader.points
        for c in notebook.cells
        if c.get("metadata", {}).get("nbgrader", {}).get("grade")
    }
    exercises = COURSE.assignment(path.parent.name).exercises
    assert points == {f"check-{exercise.name}": exercise.points for exercise in exercises}
