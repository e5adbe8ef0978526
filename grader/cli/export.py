"""The verbs that hand on: assignments and marks to the systems of others."""

import typer

from grader.cli import nbgrader

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Write what platforms and CI systems read.")

app.command("nbgrader")(nbgrader.nbgrader)
