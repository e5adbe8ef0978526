"""Verbs, flags, exit codes, printing: the only place that catches a GraderError.

Standard output bears results, standard error progress and errors. Exit codes: 0 it did its job, 1 it checked and
found wanting, 2 it could not do it, 130 interrupted.
"""

import io
import sys
import traceback
from functools import cache

from typer.exceptions import TyperException

from grader.cli.app import STUDENTS
from grader.cli.console import err
from grader.cli.help import command_of
from grader.cli.speaking import of_arguments
from grader.errors import GraderError
from grader.language import Catalogue, catalogue

__all__ = ["main"]

INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign shows another
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""

    @cache
    def speaking() -> Catalogue:
        return catalogue(of_arguments(arguments))

    try:
        command = command_of(arguments[0] if arguments else "", speaking)
        code = command(arguments, prog_name="grader", standalone_mode=False)
    except SystemExit as end:  # how a command of typer's ends, well or not
        code = end.code if isinstance(end.code, int) else GraderError.exit_code
    except TyperException as error:  # it repeats what was typed, which a shell may have made of files' names
        say, told = speaking(), error.format_message()
        is_help = told.startswith(say("Usage: "))
        err(told if is_help else f"grader: {say.told(told)}\n" + say("grader --help says more"))
        return error.exit_code
    except GraderError as error:
        err(f"grader: {speaking().told(str(error))}")
        return error.exit_code
    except Exception:  # noqa: BLE001  a fault of ours must not look like "found wanting"
        err(traceback.format_exc())
        say = speaking()
        err(say("grader: this is a fault of grader itself; please report it with the lines above"))
        return GraderError.exit_code
    if code == INTERRUPTED and not STUDENTS.intersection(arguments[:1]):
        err("grader: interrupted; what was graded is kept, and the same command goes on from there")
    elif code == INTERRUPTED:
        say = speaking()
        err(say("grader: interrupted"))
    return code or 0
