"""The command and its verbs, in the order of a course's life.

A verb is imported when it is called for: who checks a file does not wait for what verifies a course.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import typer

import grader

# Each verb's module in this package.
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "new": "author",
        "release": "author",
        "verify": "author",
        "check": "student",
        "hint": "student",
        "reset": "student",
        "status": "student",
        "submit": "student",
        "plot": "plot",
        "grade": "instructor",
        "report": "instructor",
        "export": "export",
        "bundle": "bundle",
        "doctor": "machine",
        "demo": "instructor",
    }
)

STUDENTS: frozenset[str] = frozenset(verb for verb, module in VERBS.items() if module in {"student", "plot"})
"""The verbs that students call."""


def application(verb: str) -> typer.Typer:
    """Return the command with this verb alone, with all of them where it is none."""
    app = typer.Typer(
        help="Autograded assignments whose judge and student never share a process.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    for name in [verb] if verb in VERBS else VERBS:
        module = import_module(f"grader.cli.{VERBS[name]}")
        if hasattr(module, "app"):  # verbs of its own
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name))
    return app


def _version(wanted: bool) -> None:  # noqa: FBT001  a callback's signature is typer's
    if wanted:
        typer.echo(f"grader {grader.__version__}")
        raise typer.Exit


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
