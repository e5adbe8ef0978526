"""Writes the pages of a run: one for each student, or the overview for the instructor."""

import os
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from grader.cli.console import err, find_course
from grader.cli.submissions import Work, find_hidden
from grader.course.layout import ASSIGNMENT_FILE
from grader.course.manifest import load_assignment
from grader.course.reading import Guide, find_guide
from grader.errors import CourseError, UsageError
from grader.grading.folder import EARLIER, REPORTS, read_reports
from grader.pages.findings import Beside, find
from grader.pages.overview import render_overview
from grader.pages.student import render_student
from grader.report.model import Report
from grader.similarity.alike import Similarity
from grader.submission import report_name
from grader.verdict import Feedback

PAGES: Final = "pages"
OVERVIEW: Final = "overview.html"
# A page that would be heavier does without figures.
_LIGHT: Final = 300_000


def write_students(
    folder: Path, reports: Sequence[Report], language: str, course: Path | None, *, figures: bool
) -> Path:
    """Write a page for each student into ``folder/pages`` and return that; UsageError where it cannot be written.

    ``figures`` are the solution's answers, so they stand in pages alone that tell what was expected.
    """
    target = folder / PAGES
    guides = {name: guide_to(name, course) for name in {report.assignment for report in reports}}
    drawn = {name: _with_figures(guide, name, course) for name, guide in guides.items()} if figures else guides
    for report in reports:
        known = (drawn if report.feedback.tells(Feedback.COUNTEREXAMPLE) else guides)[report.assignment]
        page = render_student(report, language=language, guide=known)
        if len(page.encode()) > _LIGHT:
            page = render_student(report, language=language, guide=guides[report.assignment])
        _write(target / f"{report_name(report.student)}.html", page)
    return target


def _with_figures(guide: Guide, name: str, course: Path | None) -> Guide:
    if find_spec("matplotlib") is None:
        raise UsageError("figures need matplotlib; install it: pip install 'grader[instructor]'")
    # An extra, and slow to import: nothing else here needs it.
    from grader.figures.reference import draw_reference  # noqa: PLC0415  see above

    found = find_course(course)
    pictures = draw_reference(found.assignment(name), found.languages)
    return Guide(title=guide.title, reading=guide.reading, pictures=pictures)


def guide_to(name: str, course: Path | None) -> Guide:
    """Look up an assignment in the course at ``course``, or else in what is here: the course, or a student's folder.

    Where that has no such assignment, pages do without its title and without what there is to read.
    """
    here = Path.cwd()
    try:
        if course is None and (here / ASSIGNMENT_FILE).is_file():
            released = load_assignment(here)
            return find_guide(released, tuple(released.title))
        found = find_course(course)
        return find_guide(found.assignment(name), found.languages)
    except (CourseError, UsageError) as error:
        if course is not None:
            raise
        err(f"pages have no title and nothing to read: {error}")
        return Guide()


def write_overview(
    folder: Path,
    reports: Sequence[Report],
    before: Path | None = None,
    work: Work | None = None,
    similarity: Similarity | None = None,
) -> Path:
    """Write the overview into ``folder`` and return where it is.

    ``before`` is the folder of a run to compare with; else it is what grading again has moved in this one. With the
    ``work`` that was graded students are linked to it.
    """
    if before is not None and not (before / REPORTS).is_dir():
        raise UsageError(f"{before}: there is no {REPORTS} folder here; give the folder that `grade` wrote")
    if find_spec("matplotlib") is None:
        err("the overview has no pictures: they need matplotlib; install it: pip install 'grader[instructor]'")
        pictures: tuple[Markup, ...] = ()
    else:
        # An extra, and slow to import: nothing else here needs it.
        from grader.pages.pictures import draw  # noqa: PLC0415  see above

        pictures = draw(find(reports))
    earlier = tuple(read_reports(folder, EARLIER) if before is None else read_reports(before))
    target = folder / OVERVIEW
    beside = {report.student: _beside(folder, report.student, work) for report in reports}
    page = render_overview(reports, pictures=pictures, earlier=earlier, similarity=similarity, beside=beside)
    _write(target, page)
    return target


def _beside(folder: Path, student: str, work: Work | None) -> Beside:
    name = report_name(student)
    own = (("report", Path(REPORTS) / f"{name}.json"), ("the student's page", Path(PAGES) / f"{name}.html"))
    links = [(text, path) for text, path in own if (folder / path).is_file()]
    if work is not None and student in work.files:
        with suppress(ValueError):  # on another drive of Windows: there is no way from here to there
            links.append(("what was handed in", Path(os.path.relpath(work.files[student], folder))))
    return Beside(
        signs=() if work is None else find_hidden(work.texts.get(student) or ""),
        links=tuple((text, quote(path.as_posix())) for text, path in links),
    )


def _write(path: Path, page: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(page, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise UsageError(f"{path}: cannot be written ({error.strerror}); make room or choose another folder") from None
