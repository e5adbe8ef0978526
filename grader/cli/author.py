"""The verbs of those who write a course: new, release, verify."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import indent
from typing import Annotated, TypedDict

import typer

from grader.cli.console import clock, cores, err, find_course, now, out, out_json, progress, say
from grader.cli.options import CourseFolder, Jobs, Json, SandboxTier
from grader.clock import Clock
from grader.course.gifts import plan_given
from grader.course.layout import ASSIGNMENT_FILE, COURSE_FILE, module_problem
from grader.course.leaks import find_leaks
from grader.course.manifest import Assignment, Course, load_course
from grader.course.release import check_release, plan_release, write_release
from grader.course.skeleton import plan_assignment, plan_course, write_skeleton
from grader.errors import CourseError, UsageError
from grader.judge.process import probe
from grader.nbgrader.source import convert_source
from grader.proof.survival import Survival, judge_mutants
from grader.proof.verify import CHECKS, Soundness, verify_assignment
from grader.proof.watch import Watch
from grader.sandbox import Sandbox, choose

Names = Annotated[list[str] | None, typer.Argument(help="Assignments; all of the course unless given.")]


def new(
    name: Annotated[str, typer.Argument(help="The new folder: a course, or in a course's folder an assignment.")],
    *,
    from_nbgrader: Annotated[
        Path | None, typer.Option("--from-nbgrader", help="Make the assignment of this source notebook of nbgrader's.")
    ] = None,
) -> None:
    """Make a skeleton that is sound from the start: a course, or inside one an assignment."""
    path = Path(name)
    parent = path.parent
    inside = next((f for f in (parent, parent / "solutions") if (f / COURSE_FILE).is_file()), None)
    if from_nbgrader is not None:
        if inside is None:
            raise UsageError(f"{path.parent}: there is no {COURSE_FILE} here; make a course first: grader new COURSE")
        _convert(load_course(inside), from_nbgrader, inside / path.name)
        return
    if inside is None:
        write_skeleton(plan_course(path.name), path)
        _release_first(path / "solutions")
        out(f"{path}: a new course; go there and try `grader verify`")
        return
    written = write_skeleton(plan_assignment(load_course(inside), path.name), inside)
    folder = min(written, key=lambda file: len(file.parts)).parent
    _release_first(inside, folder.name)
    out(f"{folder}: a new assignment; try `grader verify {folder.name}`")


def _convert(course: Course, notebook: Path, folder: Path) -> None:
    """Write the assignment that a notebook of nbgrader's becomes, and say what is left for a person."""
    if problem := module_problem(notebook.stem):
        raise UsageError(f"{notebook}: {problem}")
    converted = convert_source(notebook, notebook.stem, course.languages)
    if folder.exists():
        raise UsageError(f"{folder}: is there already; choose another name")
    folder.mkdir()
    for name, data in converted.files.items():
        (folder / name).write_bytes(data)
    out(f"{folder}: {', '.join(converted.files)}")
    for line in converted.todo:
        out(f"  to do: {line}")


def release(
    names: Names = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail where the release is stale.")] = False,
    give_open: Annotated[
        bool, typer.Option("--give-open", help="Give from assignments that are not yet past their due, too.")
    ] = False,
    course: CourseFolder = None,
) -> None:
    """Write what students receive from the solutions."""
    loaded = find_course(course)
    chosen = choose_assignments(loaded, names)
    if not check and not give_open:
        for assignment in chosen:  # before anything is written
            _refuse_what_is_open(loaded, assignment)
    stale = sum(_release(loaded, assignment, check=check) for assignment in chosen)
    if stale:
        err("the release is stale; run `grader release` and commit what it writes")
        raise typer.Exit(1)


def verify(
    names: Names = None,
    *,
    mutants: Annotated[bool, typer.Option("--mutants", help="Instead: does the suite notice small mistakes?")] = False,
    course: CourseFolder = None,
    jobs: Jobs = 0,
    sandbox: SandboxTier = None,
    json: Json = False,
) -> None:
    """Put assignments to the proof: right and wrong variants, the stub, the release; or mutants of the reference."""
    loaded = find_course(course)
    chosen = choose_assignments(loaded, names)
    given = _Given(sandbox=choose(probe(), sandbox), jobs=jobs or cores(), clock=clock, watch=progress)
    sound = _verify_mutants(loaded, chosen, given, json=json) if mutants else _verify(loaded, chosen, given, json=json)
    if not sound:
        raise typer.Exit(1)


class _Given(TypedDict):
    """What the command line hands to a verification."""

    sandbox: Sandbox
    jobs: int
    clock: Clock
    watch: Watch


def _verify(course: Course, chosen: Iterable[Assignment], given: _Given, *, json: bool) -> bool:
    results = [verify_assignment(course, assignment, **given) for assignment in chosen]
    if json:
        out_json({"schema": "grader.verify/1", "assignments": results})
    else:
        for result in results:
            _print(result)
    return not any(result.findings for result in results)


def _verify_mutants(course: Course, chosen: Iterable[Assignment], given: _Given, *, json: bool) -> bool:
    results = [judge_mutants(course, assignment, **given) for assignment in chosen]
    if json:
        out_json({"schema": "grader.mutants/1", "assignments": results})
    else:
        for result in results:
            _print_survival(result)
    return not any(result.alive or result.problems for result in results)


def _release(course: Course, assignment: Assignment, *, check: bool) -> int:
    """Write the release, or count the files in which it is stale."""
    planned = plan_release(course, assignment)
    leaks = find_leaks(course, assignment, planned)
    if leaks:
        raise CourseError(assignment.folder, "the release would give secrets away:\n" + "\n".join(map(str, leaks)))
    folder = course.releases / assignment.name
    if check:
        differences = check_release(planned, folder)
        for difference in differences:
            err(difference)
        return len(differences)
    changed = write_release(planned, folder)
    for line in changed or (f"{folder}: up to date",):
        out(line)
    return 0


def _release_first(solutions: Path, name: str | None = None) -> None:
    """Release what was just made, so that a course is sound from the start."""
    course = load_course(solutions)
    for assignment in course.assignments if name is None else (course.assignment(name),):
        write_release(plan_release(course, assignment), course.releases / assignment.name)


def _refuse_what_is_open(course: Course, assignment: Assignment) -> None:
    """Raise CourseError where the release would give away what students still work on."""
    given = plan_given(course, assignment)
    for taken in given.still_open(now()) if given else ():
        problem = (
            f"{assignment.name} gives from {taken.assignment}, which is due {taken.due}; "
            "release it later, name the others to release them alone, or say --give-open"
        )
        raise CourseError(assignment.folder / ASSIGNMENT_FILE, problem, key="gives")


def choose_assignments(course: Course, names: list[str] | None) -> tuple[Assignment, ...]:
    """Return the assignments of these names, all of the course where none is named."""
    if not names:
        if not course.assignments:
            raise UsageError(f"{course.folder}: the course has no assignment; `grader new` makes one")
        return course.assignments
    return tuple(course.assignment(Path(name).name) for name in names)


def _print(result: Soundness) -> None:
    counts = f"{result.misconceptions} misconceptions, {result.alternatives} alternatives"
    say(f"{result.assignment}: {result.cases} cases, {counts}, {result.rewritings} rewritings")
    for check, claim in CHECKS.items():
        problems = [finding.problem for finding in result.findings if finding.check == check]
        say(claim, label=f"  {'✗' if problems else '✓'} ")
        for problem in problems:
            say(problem, label="      ")
    for warning in result.warnings:
        say(warning, label="  ! ")


def _print_survival(result: Survival) -> None:
    counts = f"{result.killed} killed, {result.equivalent} argued equivalent, {len(result.alive)} alive"
    say(f"{result.assignment}: {result.mutants} mutants, {counts}")
    for survivor in result.alive:
        place = survivor.function or "the module"
        say(f"\n{survivor.file}:{survivor.line}: {survivor.operator}, in {place}")
        out(survivor.diff)
        if survivor.killer:
            out("  this tells it from the reference:")
            out(indent(survivor.killer, "    "))
    for problem in result.problems:
        say(problem, label="  ✗ ")
