"""A course folder for nbgrader: source notebooks that it can release, and what its autograder judges with.

Beside nbgrader's own steps lies ``judging/``, a copy of the solutions that is no step of nbgrader's, hence never
released. A test cell calls ``check``: on a student's machine this runs the public tests, and where nbgrader puts the
hidden lines back it is grader's judge, whose answer, a number, is nbgrader's partial credit.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from grader.course.layout import COURSE_FILE, STUB_FOLDER
from grader.course.manifest import Assignment, Course
from grader.course.notebook import plan_cells
from grader.course.regions import Region, Source, fill, parse, read_source
from grader.course.release import Release, plan_release
from grader.errors import CourseError, UsageError
from grader.nbgrader.autograde import JUDGING
from grader.notebook.document import Cell, render_notebook
from grader.rendering import render

CONFIG_FILE = "nbgrader_config.py"

_HIDDEN = """\
### BEGIN HIDDEN TESTS
from grader.nbgrader.autograde import check
### END HIDDEN TESTS
"""
_ASSIGNMENT_NAME = re.compile(r"[^+]+")
# A judge of its own, and starting it: what one cell may take.
_START_SECONDS = 60


def plan_course_folder(course: Course, assignments: Iterable[Assignment]) -> Mapping[str, bytes]:
    """Return the files of the folder by relative path; CourseError where nbgrader would refuse a name."""
    chosen = tuple(assignments)
    files: dict[str, bytes] = {CONFIG_FILE: _config(course, chosen)}
    for assignment in chosen:
        if not _ASSIGNMENT_NAME.fullmatch(assignment.name):
            raise CourseError(assignment.folder, "nbgrader takes no name with a `+`; rename the folder")
        release = plan_release(course, assignment)
        for name, data in _source_files(course, assignment, release).items():
            files[f"source/{assignment.name}/{name}"] = data
    # All of them, since what is given may come from an assignment that is not exported.
    files |= {f"{JUDGING}/{name}": data for name, data in _solutions(course)}
    return dict(sorted(files.items()))


def write_course_folder(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write what is new or has changed and say so, a line each; a config that is there already stays as it is.

    Nothing is removed: the folder is nbgrader's, with submissions and grades in it.
    """
    said = []
    for name, data in files.items():
        path = folder / name
        there = path.is_file() and path.read_bytes() == data
        if there or (name == CONFIG_FILE and path.is_file()):
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another --out") from None
        said.append(f"wrote {name}")
    judged = [line for line in said if line.startswith(f"wrote {JUDGING}/")]
    # Hundreds of them, and nobody's to read.
    rest = (f"wrote {len(judged)} files of {JUDGING}/",) if judged else ()
    return (*(line for line in said if line not in judged), *rest)


def source_notebook(course: Course, assignment: Assignment) -> bytes:
    """Return the notebook that nbgrader makes its release from: solutions and hidden lines in it."""
    first = course.languages[0]
    source = read_source(assignment.source)
    cells = plan_cells(assignment, source, language=first, first=first)
    return render_notebook((_for_nbgrader(cell, source) for cell in cells), released=False)


def _for_nbgrader(cell: Cell, source: Source) -> Cell:
    if cell.kind == "check":
        return Cell(kind="check", id=cell.id, text=_HIDDEN + cell.text, points=cell.points)
    if cell.kind == "answer":
        return Cell(kind="answer", id=cell.id, text=fill(parse(cell.text, source.path), _instructed))
    return cell


def _instructed(region: Region) -> str:
    """Say what to do above the region: nbgrader's own stub does not."""
    return f"{region.indent}# TODO({region.exercise}): {region.instruction}{region.newline}{region.text}"


def _source_files(course: Course, assignment: Assignment, release: Release) -> dict[str, bytes]:
    """Return what lies in the assignment's source folder; the stub is the notebook's other form, and stays away."""
    forms = {f"{assignment.module}.py", f"{STUB_FOLDER}/{assignment.module}.py"}
    kept = {name: data for name, data in release.items() if name not in forms and not name.endswith(".ipynb")}
    return kept | {f"{assignment.module}.ipynb": source_notebook(course, assignment)}


def _solutions(course: Course) -> Iterable[tuple[str, bytes]]:
    paths = [course.folder / COURSE_FILE]
    paths += [path for assignment in course.assignments for path in sorted(assignment.folder.rglob("*"))]
    for path in paths:
        name = PurePosixPath(path.relative_to(course.folder))
        hidden = any(part.startswith((".", "__pycache__")) for part in name.parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield str(name), path.read_bytes()


def _config(course: Course, assignments: tuple[Assignment, ...]) -> bytes:
    longest = max((assignment.limits.submission_seconds for assignment in assignments), default=0.0)
    # A submission may be judged a second time, on what it needs from others.
    seconds = int(2 * longest) + _START_SECONDS
    name = re.sub(r"[^a-z0-9]+", "_", next(iter(course.title.values())).lower()).strip("_") or "course"
    return render("nbgrader_config.py.j2", course=name, seconds=seconds).encode()
