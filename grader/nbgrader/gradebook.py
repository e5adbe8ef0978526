"""grader's marks in nbgrader's gradebook, through its own API: by exercise, with comments and late penalties.

Writing twice is writing once, and what a person gave there (a manual score, extra credit, a comment) is never touched.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader.course.manifest import Assignment, Course
from grader.course.notebook import plan_cells
from grader.course.regions import read_source
from grader.errors import UsageError
from grader.nbgrader.course_folder import CONFIG_FILE
from grader.nbgrader.graded import comment_on, write_graded
from grader.notebook.document import Cell, answer_id, check_id
from grader.report.compose import counted_score
from grader.report.model import ExerciseReport, Report
from grader.report.view import Audience, view

_FORBIDDEN = frozenset("+*/")


def write_gradebook(
    course: Course, assignment: Assignment, reports: tuple[Report, ...], folder: Path, url: str
) -> tuple[str, ...]:
    """Write the marks of one assignment into the database at ``url`` and say what became of them, a line each.

    ``folder`` is nbgrader's course folder: its settings hold, its ``submitted/`` says when something was handed in, and
    what is shown of a submission is written into its ``autograded/``.
    """
    for report in reports:
        if report.assignment != assignment.name:
            raise UsageError(f"the report of {report.student} is one of {report.assignment}; give the right --reports")
        if _FORBIDDEN & set(report.student):
            raise UsageError(f"{report.student}: nbgrader takes no student with one of {' '.join(sorted(_FORBIDDEN))}")
    config = _config(folder)
    course_id = config.CourseDirectory.get("course_id") or "default_course"
    with warnings.catch_warnings(), Gradebook(url, course_id) as book:
        warnings.simplefilter("ignore")  # what SQLAlchemy thinks of nbgrader's tables is nothing to our user
        writing = _Writing(book, course, assignment, folder, config)
        writing.prepare()
        changed = [report.student for report in reports if writing.write(report)]
    for report in reports:
        write_graded(course, assignment, report, folder)
    rest = len(reports) - len(changed)
    return (f"{assignment.name}: {len(changed)} submissions written, {rest} were there already", f"gradebook: {url}")


class _Writing:
    """One assignment on its way into a gradebook."""

    def __init__(self, book: Any, course: Course, assignment: Assignment, folder: Path, config: Config) -> None:  # noqa: ANN401  nbgrader has no types
        self._book = book
        self._course = course
        self._assignment = assignment
        self._folder = folder
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()

    def prepare(self) -> None:
        """Make the assignment, its notebook and its cells, as far as they are not there; nbgrader made them if it can.

        UsageError where there are submissions already, since theirs would lack what is made now.
        """
        name, notebook = self._assignment.name, self._assignment.module
        try:
            found = self._book.find_assignment(name)
        except MissingEntry:
            found = self._book.add_assignment(name)
        if self._assignment.due is not None and found.duedate is None:
            self._book.update_or_create_assignment(name, duedate=f"{self._assignment.due:%Y-%m-%d %H:%M:%S %z}")
        self._book.update_or_create_notebook(notebook, name)
        first = self._course.languages[0]
        cells = plan_cells(self._assignment, read_source(self._assignment.source), language=first, first=first)
        missing = [cell for cell in cells if cell.kind in {"answer", "check"} and not self._has(cell)]
        if missing and self._book.assignment_submissions(name):
            problem = f"has submissions to another version of {name} ({missing[0].id} is new)"
            raise UsageError(f"the gradebook {problem}; export into a gradebook of its own")
        for cell in missing:
            if cell.kind == "check":
                self._book.add_grade_cell(cell.id, notebook, name, max_score=cell.points, cell_type="code")
            else:
                self._book.add_solution_cell(cell.id, notebook, name)

    def write(self, report: Report) -> bool:
        """Write one submission; tell whether that changed anything."""
        name, student = self._assignment.name, report.student
        times = {"timestamp": time} if (time := self._handed_in(student)) else {}
        self._book.update_or_create_student(student)
        changed = not self._has_submission(student)
        submission = self._book.update_or_create_submission(name, student, **times)
        shown = view(report, Audience.STUDENT)
        for exercise, public in zip(report.exercises, shown.exercises, strict=True):
            changed |= self._mark(student, exercise)
            changed |= self._comment(student, exercise.name, comment_on(shown, public, self._course.languages[0]))
        self._book.db.commit()
        changed |= self._take_off(submission, student)
        self._book.db.commit()
        return changed

    def _mark(self, student: str, exercise: ExerciseReport) -> bool:
        grade = self._book.find_grade(check_id(exercise.name), *self._of(student))
        score = counted_score(exercise)
        if grade.auto_score == score:
            return False
        # As nbgrader does: who gave a score by hand looks at it again when what it stood for has changed.
        grade.needs_manual_grade = grade.manual_score is not None
        grade.auto_score = score
        return True

    def _comment(self, student: str, exercise: str, text: str | None) -> bool:
        comment = self._book.find_comment(answer_id(exercise), *self._of(student))
        if comment.auto_comment == text:
            return False
        comment.auto_comment = text
        return True

    def _take_off(self, submission: Any, student: str) -> bool:  # noqa: ANN401  as above
        """Take off for lateness what the plugin in nbgrader's settings says."""
        notebook = self._book.find_submission_notebook(*self._of(student))
        penalty = None
        if submission.total_seconds_late > 0:
            late = submission.total_seconds_late
            penalty = self._late.plugin_inst.late_submission_penalty(student, notebook.score, late)
        if penalty is not None:
            penalty = min(max(0.0, penalty), notebook.score)
        if notebook.late_submission_penalty == penalty:
            return False
        notebook.late_submission_penalty = penalty
        return True

    def _has(self, cell: Cell) -> bool:
        find = self._book.find_grade_cell if cell.kind == "check" else self._book.find_solution_cell
        try:
            found = find(cell.id, self._assignment.module, self._assignment.name)
        except MissingEntry:
            return False
        if cell.kind == "check" and found.max_score != cell.points:
            found.max_score = cell.points
            self._book.db.commit()
        return True

    def _has_submission(self, student: str) -> bool:
        try:
            self._book.find_submission(self._assignment.name, student)
        except MissingEntry:
            return False
        return True

    def _of(self, student: str) -> Iterator[str]:
        yield from (self._assignment.module, self._assignment.name, student)

    def _handed_in(self, student: str) -> str:
        """Return the time that nbgrader noted when it collected, nothing where it did not."""
        path = self._folder / "submitted" / student / self._assignment.name / "timestamp.txt"
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _config(folder: Path) -> Config:
    """Return nbgrader's settings for the course, none where the folder has no file of them."""
    path = folder / CONFIG_FILE
    if not path.is_file():
        return Config()
    return PyFileConfigLoader(path.name, path=str(folder.resolve())).load_config()
