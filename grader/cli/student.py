"""The student's verbs: check, hint, reset, status, submit."""

import signal
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.console import clock, err, is_colourful, out, out_json, width
from grader.cli.console import say as tell
from grader.cli.options import Json, Language
from grader.course.layout import ASSIGNMENT_FILE
from grader.course.manifest import Assignment, Policy, load_assignment
from grader.errors import UsageError
from grader.language import Catalogue, catalogue, said
from grader.loop.checking import Checking, Found, Judging, check_changed, hidden_sentence
from grader.loop.handing_in import pack
from grader.loop.hints import reveal, shown_hints
from grader.loop.memory import recall, remember
from grader.loop.status import render_status
from grader.loop.stub import beside, read_stub, restore
from grader.printable import printable
from grader.report.lines import continued
from grader.report.text import render_text
from grader.submission import Located, Rejection, Submission, read
from grader.verdict import Case

_PRINTED = 4_000
_MARGIN = 4

Where = Annotated[
    Path, typer.Argument(help="Your folder of the assignment, or your file in it [default: here].", show_default=False)
]
Which = Annotated[str, typer.Argument(metavar="EXERCISE", help="The exercise, as the report calls it.")]


def check(
    path: Where = Path(),
    *,
    everything: Annotated[bool, typer.Option("--all", help="Check what did not change as well.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and check again whenever you save.")] = False,
    language: Language = "",
    json: Json = False,
) -> None:
    """Run the public suite on what you changed, and say what is wrong and why."""
    say = catalogue(language)
    assignment, file = find_assignment(path)
    if watch:
        from grader.cli.watching import watch_file  # noqa: PLC0415  draws a screen, which no other verb needs

        watch_file(assignment, file, language)
        return
    # Of a folder the form that was worked in, file or notebook.
    done = _check(assignment, assignment.folder if path.is_dir() else file, everything=everything)
    if json:
        out_json(done.report)
    else:
        if done.printed:
            _show_printed(done.printed, say)
        out(render_text(done.report, language=language, width=width(), colour=is_colourful()))
        _say_kept(done, say)
        _say_hidden(assignment, done.cases, language)
    if done.report.score < done.report.max_score:
        raise typer.Exit(1)


def hint(exercise: Which, path: Where = Path(), *, language: Language = "") -> None:
    """Show the hints that you have seen of an exercise, and one more."""
    say = catalogue(language)
    assignment, _ = find_assignment(path)
    _known(assignment, exercise)
    reveal(assignment, exercise)
    hints, total = shown_hints(assignment, exercise, language)
    for place, text in enumerate(hints, start=1):
        tell(say("Hint {number} of {total}: {text}", number=place, total=total, text=text))
    if len(hints) == total:
        none = say("There are no hints for {exercise}.", exercise=exercise)
        tell(say("These were all the hints for {exercise}.", exercise=exercise) if total else none)
    _say_hidden(assignment, _last_cases(assignment), language)


def reset(
    exercise: Annotated[str | None, typer.Argument(metavar="EXERCISE", help="The exercise to begin again.")] = None,
    path: Where = Path(),
    *,
    everything: Annotated[bool, typer.Option("--all", help="The whole file.")] = False,
    language: Language = "",
) -> None:
    """Put the stub back for an exercise; what you had is kept in a file beside."""
    say = catalogue(language)
    if (exercise is None) != everything:
        raise UsageError(said("told", "reset: say which EXERCISE, or --all for the whole file"))
    assignment, file = find_assignment(path)
    stub = read_stub(assignment)
    if exercise is None:
        text, told = stub, say("{file}: the whole stub is back", file=file.name)
    else:
        _known(assignment, exercise)
        restored = restore(_source(assignment, file), stub, exercise, file.name)
        text, names = restored.text, ", ".join(restored.names)
        told = say("{exercise}: the stub is back ({names})", exercise=exercise, names=names)
    if file.exists():
        kept = beside(file)
        kept.write_bytes(file.read_bytes())
        tell(say("what you had is in {file}", file=kept.name))
    file.write_bytes(text.encode())
    tell(told)
    _say_hidden(assignment, _last_cases(assignment), language)


def status(path: Where = Path(), *, language: Language = "") -> None:
    """Say how far you are, from the last check; runs nothing."""
    assignment, file = find_assignment(path)
    submission = _read(assignment, file)
    source = submission.source if isinstance(submission, Submission) else ""
    out(render_status(assignment, source, language, width=width(), colour=is_colourful()))
    _say_hidden(assignment, _last_cases(assignment), language)


def submit(
    path: Where = Path(),
    *,
    target: Annotated[Path | None, typer.Option("--out", help="The zip [default: ASSIGNMENT.zip].")] = None,
    language: Language = "",
) -> None:
    """Make the zip to hand in, if it can be graded; `grade` takes the name before .zip for the student's."""
    say = catalogue(language)
    assignment, file = find_assignment(path)
    zipped = Path(f"{assignment.name}.zip") if target is None else target
    if zipped.suffix != ".zip":
        raise UsageError(said("told", "{name}: a submission's name ends in .zip", name=zipped))
    packed = pack(assignment, file)
    if isinstance(packed, Rejection):
        err(say("This would not be graded, so no zip was written: {reason}", reason=say.told(packed.reason)))
        raise typer.Exit(1)
    zipped.write_bytes(packed.data)
    tell(say("written: {file}", file=zipped))
    tell(say("sha256 of the zip:      {digest}", digest=packed.checksum))
    tell(say("submission, as graded:  {digest}", digest=packed.digest))
    _say_hidden(assignment, _last_cases(assignment), language)


def find_assignment(path: Path) -> tuple[Assignment, Path]:
    """Return the assignment at a path, a folder or a file in it, and the student's file; UsageError where none is."""
    if not path.exists():
        raise UsageError(
            said("told", "{name}: there is no such file or folder; give your folder of the assignment", name=path)
        )
    folder = path if path.is_dir() else path.parent
    if not (folder / ASSIGNMENT_FILE).is_file():
        raise UsageError(
            said(
                "told",
                "{name}: there is no {file} here; go to the assignment's folder",
                name=folder.resolve(),
                file=ASSIGNMENT_FILE,
            )
        )
    assignment = load_assignment(folder.resolve())
    return assignment, assignment.source if path.is_dir() else path.resolve()


def _check(assignment: Assignment, place: Path, *, everything: bool) -> Checking:
    submission = _read(assignment, place)
    memory = None if everything else recall(assignment.folder)
    done = check_changed(assignment, submission, memory, _judging(assignment), clock)
    if done.memory is not None:
        remember(assignment.folder, done.memory)
    return done


def _judging(assignment: Assignment) -> Judging:
    """Return what judges on this platform; what that takes to import waits until something is to be judged."""

    def judge(source: str | None, exercises: Collection[str] | None) -> Found:
        if sys.platform == "win32":
            from grader.loop import plain  # noqa: PLC0415  see above

            return plain.judge(assignment, source, exercises)
        from grader.loop import judged  # noqa: PLC0415  see above

        before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # pytest would take ctrl-C for a case's end
        try:
            return judged.judge(assignment, clock, source, exercises)
        finally:
            signal.signal(signal.SIGINT, before)

    return judge


def _read(assignment: Assignment, place: Path) -> Submission | Rejection:
    submission = read(Located(student=assignment.module, path=place), assignment.module)
    if isinstance(submission, Rejection) or not submission.cells:
        return submission
    from grader.grading.assembling import Assembler  # noqa: PLC0415  only a notebook has cells to put together
    from grader.grading.plan import plan_public  # noqa: PLC0415  as above

    with Assembler(plan_public(assignment, Policy(), seed=0, clock=clock)) as assembler:
        return assembler.whole(submission)


def _source(assignment: Assignment, file: Path) -> str:
    submission = _read(assignment, file)
    if isinstance(submission, Rejection):
        raise UsageError(
            said(
                "told",
                "{name}: {problem}; or say --all to take the whole stub",
                name=file.name,
                problem=submission.reason,
            )
        )
    return submission.source


def _known(assignment: Assignment, exercise: str) -> None:
    names = [one.name for one in assignment.exercises]
    if exercise not in names:
        raise UsageError(
            said("told", "{name!r} is no exercise here; choose one of {names}", name=exercise, names=", ".join(names))
        )


def _last_cases(assignment: Assignment) -> tuple[Case, ...]:
    memory = recall(assignment.folder)
    return () if memory is None else memory.cases


def _say_kept(done: Checking, say: Catalogue) -> None:
    total = len(done.report.exercises)
    if done.report.status == "graded" and len(done.judged) < total:
        kept = say.many(
            "{count} of {total} exercise unchanged since it was last checked (--all checks everything)",
            "{count} of {total} exercises unchanged since they were last checked (--all checks everything)",
            total,
            count=total - len(done.judged),
            total=total,
        )
        tell(f"\n{kept}")


def _say_hidden(assignment: Assignment, cases: tuple[Case, ...], language: str) -> None:
    tell("\n" + hidden_sentence(assignment, cases, language))


def _show_printed(text: str, say: Catalogue) -> None:
    lines = continued(printable(text.removesuffix("\n"), _PRINTED), width() - _MARGIN)
    tell(say("Your code printed:"))
    out("\n".join(" " * _MARGIN + line for line in lines) + "\n\n")
