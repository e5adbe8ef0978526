"""The command and its verbs, in the order of a course's life."""

import typer

import grader
from grader.cli import author, export, instructor, machine, plot, student

app = typer.Typer(
    help="Autograded assignments whose judge and student never share a process.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:  # noqa: FBT001  a callback's signature is typer's
    if wanted:
        typer.echo(f"grader {grader.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(  # noqa: FBT001  as above
        False,  # noqa: FBT003  as above
        "--version",
        callback=_version,
        is_eager=True,
        help="Print the version and exit.",
    ),
) -> None:
    del version


app.command("new")(author.new)
app.command("release")(author.release)
app.command("verify")(author.verify)
app.command("check")(student.check)
app.command("plot")(plot.plot)
app.command("grade")(instructor.grade)
app.command("report")(instructor.report)
app.add_typer(export.app, name="export")
app.command("doctor")(machine.doctor)
app.command("demo")(instructor.demo)
