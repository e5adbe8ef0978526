"""The verbs of those who grade: grade, report, demo."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from grader.cli.bundle import opened
from grader.cli.console import (
    class_width,
    clock,
    cores,
    err,
    find_course,
    is_colourful,
    out,
    out_json,
    progress,
    width,
)
from grader.cli.options import Cluster, CourseFolder, Jobs, Json, Language, RosterFile, SandboxTier
from grader.cli.pages import write_overview, write_students
from grader.cli.speaking import usual
from grader.cli.submissions import Work, find_alike, read_work
from grader.course.layout import COURSE_FILE
from grader.course.manifest import Assignment, Course
from grader.errors import CourseError, JudgeError, UsageError
from grader.grading.attempts import Rules, rules_of
from grader.grading.bundle import pack
from grader.grading.folder import GRADEBOOK, REPORTS, read_reports
from grader.grading.judges import Judges
from grader.grading.plan import Plan, plan_hidden
from grader.grading.pool import JudgePool
from grader.grading.run import Event, Summary, grade_class
from grader.intake.find import find, read_times
from grader.judge.process import probe
from grader.judge.service import supported
from grader.report.changes import render_changes
from grader.report.model import Report, schema
from grader.report.roll import render_class
from grader.report.text import render_text
from grader.report.view import Audience, view
from grader.roster import read_roster
from grader.sandbox import Sandbox, Tier, advice, choose
from grader.submission import Located

_SAMPLES = Path("examples") / "class"


def grade(  # noqa: PLR0913  each is a flag of the command
    name: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's folder name.")],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Submissions, or folders of them.")],
    *,
    folder: Annotated[Path | None, typer.Option("--out", help="Where to write [default: out/ASSIGNMENT].")] = None,
    course: CourseFolder = None,
    jobs: Jobs = 0,
    cluster: Cluster = "",
    sandbox: SandboxTier = None,
    roster: RosterFile = None,
    times: Annotated[
        Path | None, typer.Option("--times", help="A CSV of who handed in when, where the download does not say.")
    ] = None,
    bundle: Annotated[
        Path | None, typer.Option("--bundle", help="Take the course from this encrypted file, as CI does.")
    ] = None,
    json: Json = False,
) -> None:
    """Judge submissions with the hidden suite; write a report each and a gradebook."""
    if bundle is not None:
        with opened(bundle) as unpacked:
            grade(
                name,
                paths,
                folder=folder,
                course=unpacked.folder,
                jobs=jobs,
                cluster=cluster,
                sandbox=sandbox,
                roster=roster,
                times=times,
                json=json,
            )
        return
    loaded = find_course(course)
    assignment = loaded.assignment(Path(name).name)
    target = folder if folder is not None else Path("out") / assignment.name
    if cluster and jobs:
        raise UsageError("--jobs and --cluster: a cluster has as many judges as its workers have threads; say one")
    where = _cluster(cluster, loaded, assignment, sandbox) if cluster else _here(loaded, assignment, jobs, sandbox)
    people = read_roster(roster) if roster else None
    found = find(paths, assignment.name, assignment.module, people, read_times(times) if times else None)
    summary = _grade(where, found, target, _rules(loaded, assignment))
    if json:
        out_json({"schema": "grader.run/1", "assignment": assignment.name, "out": str(target), "summary": summary})
    else:
        _print(summary, target)
    if summary.failed:
        raise JudgeError(f"{len(summary.failed)} submissions could not be judged; grade again, and report this fault")


def report(  # noqa: PLR0913  each is a flag of the command
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `grade` wrote.")] = Path(),
    *,
    audience: Annotated[Audience | None, typer.Option(help="Write the pages that these are going to read.")] = None,
    student: Annotated[str | None, typer.Option(help="This student's report alone, in full.")] = None,
    before: Annotated[Path | None, typer.Option(help="An earlier run, for the overview to compare with.")] = None,
    submissions: Annotated[
        list[Path] | None, typer.Option(help="What was graded, for the overview to link and compare.")
    ] = None,
    similarity: Annotated[
        bool, typer.Option("--similarity", help="Advice: whose own code is much the same; needs --submissions.")
    ] = False,
    course: CourseFolder = None,
    roster: RosterFile = None,
    figures: Annotated[
        bool,
        typer.Option("--figures", help="Draw the figures, by the solution, for those who may see what is expected."),
    ] = False,
    language: Language = "",
    json: Json = False,
    show_schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a report.")] = False,
) -> None:
    """Print reports as text, or write them as pages for an audience; runs no student's code.

    A page for each student, or an overview for the instructor; --student and --json print what they may see.
    """
    if show_schema:
        out_json(schema())
        return
    if not (folder / REPORTS).is_dir():
        raise UsageError(f"{folder}: there is no {REPORTS} folder here; give the folder that `grade` wrote")
    shown = audience or Audience.INSTRUCTOR
    chosen = [view(r, shown) for r in read_reports(folder) if student is None or r.student == student]
    if student is not None and not chosen:
        raise UsageError(f"{folder}: there is no report of {student!r}")
    if json:
        out_json(chosen)
    elif student is not None:
        out("\n".join(_text(one, language) for one in chosen))
    elif audience is Audience.STUDENT:
        out(f"pages: {write_students(folder, chosen, language, course, figures=figures)}")
    elif audience is Audience.INSTRUCTOR:
        work = _work(submissions or [], chosen, course, roster)
        alike = find_alike(work) if similarity else None
        out(f"overview: {write_overview(folder, chosen, before, work, alike)}")
    else:
        out(render_class(chosen, width=class_width(), colour=is_colourful()))


def _work(paths: list[Path], reports: list[Report], course: Path | None, roster: Path | None) -> Work | None:
    if not paths or not reports:
        return None
    assignment = find_course(course).assignment(reports[0].assignment)
    people = read_roster(roster) if roster else None
    return read_work(assignment, find(paths, assignment.name, assignment.module, people), reports)


def demo(*, course: CourseFolder = None, jobs: Jobs = 0) -> None:
    """Grade the bundled course's sample class, end to end."""
    loaded = find_course(course)
    samples = loaded.folder.parent / _SAMPLES
    found = [assignment for assignment in loaded.assignments if (samples / assignment.name).is_dir()]
    if not found:
        raise UsageError(f"{samples}: there is no sample class; run the demo in a clone of grader's repository")
    for assignment in found:
        target = Path("out") / assignment.name
        handed_in = find([samples / assignment.name], assignment.name, assignment.module)
        summary = _grade(_here(loaded, assignment, jobs, None), handed_in, target, Rules())
        reports = list(read_reports(target))
        out(render_class(reports, width=class_width(), colour=is_colourful()))
        out(_text(_typical(reports), usual(loaded.folder, loaded.folder)))
        _print(summary, target)


_Where: TypeAlias = AbstractContextManager[tuple[Plan, Judges]]


@contextmanager
def _here(course: Course, assignment: Assignment, jobs: int, wanted: Tier | None) -> Iterator[tuple[Plan, Judges]]:
    """Judge on this machine."""
    if not supported():
        raise UsageError("grading needs Linux (WSL2 on Windows); `grader check` runs the public suite anywhere")
    sandbox = choose(probe(), wanted)
    err(f"sandbox: {sandbox.tier}" + (f"; {advice(sandbox.tier)}" if advice(sandbox.tier) else ""))
    plan = plan_hidden(course, assignment, sandbox=sandbox, clock=clock)
    with JudgePool(plan, jobs or cores(), pinned=True) as judges:
        yield plan, judges


@contextmanager
def _cluster(
    address: str, course: Course, assignment: Assignment, wanted: Tier | None
) -> Iterator[tuple[Plan, Judges]]:
    """Judge on the machines of a cluster; this one needs to be able to run nothing."""
    try:
        from grader.grading.cluster import connect  # noqa: PLC0415  only who has a cluster needs it installed
    except ModuleNotFoundError as error:
        raise UsageError(f"--cluster needs {error.name}; install it with pip install 'grader[cluster]'") from None
    plan = plan_hidden(course, assignment, sandbox=Sandbox(tier=Tier.NONE, layers=()), clock=clock)
    with connect(address, pack(course, assignment), wanted, clock) as judges:
        for machine, count in judges.workers.items():
            kind = f"sandbox {machine.tier}, Python {machine.python}, NumPy {machine.numpy}"
            err(f"cluster: {count} {'worker' if count == 1 else 'workers'}; {kind}")
        yield plan, judges


def _rules(course: Course, assignment: Assignment) -> Rules:
    """Return the course's rules for an assignment; CourseError where an extension is for none that there is."""
    known = {one.name for one in course.assignments}
    for place, extension in enumerate(course.extensions):
        if extension.assignment not in known:
            problem = f"{extension.assignment!r} is no assignment of this course; write its folder's name"
            raise CourseError(course.folder / COURSE_FILE, problem, key=f"extension[{place}].assignment")
    return rules_of(course, assignment)


def _grade(where: _Where, located: tuple[Located, ...], target: Path, rules: Rules) -> Summary:
    chosen = rules.choose(located)
    silent = [one.student for one in chosen if one.attempt and one.attempt.submitted is None]
    if silent and rules.due:
        err(f"{len(silent)} submissions have no time, so nothing is taken off for lateness; say --times")
    students = {one.student for one in chosen}
    for extension in rules.extensions:
        if extension.assignment == rules.assignment and extension.student not in students:
            err(f"extension for {extension.student}: no submission is of a student of this name")
    with where as (plan, judges), progress(f"grading {plan.assignment.name}", len(chosen)) as tick:

        def on_event(event: Event) -> None:
            tick()
            if event.kind == "failed":
                err(f"{event.student}: could not be judged: {event.problem}")

        return grade_class(plan, located, target, judges, on_event, rules)


def _print(summary: Summary, target: Path) -> None:
    if summary.changes:
        out(render_changes(summary.changes))
    kept = f", {summary.kept} kept from before" if summary.kept else ""
    out(f"{summary.graded} graded{kept}")
    out(f"reports:   {target / REPORTS}")
    out(f"gradebook: {target / GRADEBOOK}")


def _typical(reports: list[Report]) -> Report:
    """Return a report worth looking at: the best of those that lost marks, else the first."""
    lost = [report for report in reports if report.status == "graded" and report.score < report.max_score]
    return max(lost, key=lambda report: (report.score, report.student), default=reports[0])


def _text(report: Report, language: str) -> str:
    return render_text(report, language=language, width=width(), colour=is_colourful())
