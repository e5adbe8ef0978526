"""What typer says of a command line, in a student's language: its pages of help, and what it complains of.

The pages stay typer's; here its texts are looked up in the catalogue, and broken by the cells that their letters take.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from grader.cli.app import STUDENTS, application
from grader.language import Catalogue, marked, said
from grader.report.lines import wrapped

# Typer's own words, which are nowhere in this code. Complaints are translated where they are shown, as ours are.
HEADINGS: Final = (marked("Arguments"), marked("Options"), marked("Commands"))
COMPLAINTS: Final = (
    said("told", "Missing argument {name}."),
    said("told", "No such option: {name}"),
    said("told", "No such option: {name} (Possible options: {names})"),
    said("told", "No such command {name}."),
    said("told", "No such command {name}. Did you mean {names}?"),
    said("told", "Option {name} requires an argument."),
    said("told", "Option {name} does not take a value."),
    said("told", "Got unexpected extra argument(s) ({names})"),
    said("told", "Invalid value for {name}: {text}"),
)
OPTIONS: Final = (
    marked("[required]"),
    marked("Show this message and exit."),
    marked("Install completion for the current shell."),
    marked("Show completion for the current shell, to copy it or customize the installation."),
)
_SPACING: Final = 2
_LONGEST_NAME: Final = 30
_NARROWEST: Final = 20


def command_of(verb: str, speaking: Callable[[], Catalogue]) -> TyperGroup:
    """Return the command with this verb, or all of them, as typer runs it; help, if asked for, asks who is speaking."""
    command = _group(verb)
    formatter = staticmethod(partial(_Formatter, speaking))
    context = type("Context", (typer.Context,), {"formatter_class": formatter})
    for one in (command, *command.commands.values()):
        one.context_class = context
        one.short_help = _first_paragraph(one.help)  # else typer makes one, cut off in the middle
    return command


def texts() -> Iterator[str]:
    """Yield the texts that students read in help: all of their own verbs, and a line for each of the others."""
    command = _group("")
    yield command.help or ""
    yield from _texts_of(command)
    for name, one in command.commands.items():
        yield _first_paragraph(one.help)
        if name in STUDENTS:
            yield from _texts_of(one)


def _group(verb: str) -> TyperGroup:
    command = get_command(application(verb))
    if not isinstance(command, TyperGroup):  # one verb alone is beside the options of all
        raise TypeError(type(command))
    return command


def _texts_of(command: object) -> Iterator[str]:
    helps = (parameter.help for parameter in getattr(command, "params", ()))  # an argument's, too, with typer
    yield from (text for text in helps if text not in OPTIONS)


def _first_paragraph(text: str | None) -> str:
    return (text or "").partition("\n\n")[0]


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc, valid-type]  # its public name
    """Writes what it is given in a student's language; what no catalogue knows, an instructor's verb, stays English."""

    def __init__(
        self, speaking: Callable[[], Catalogue], width: int | None = None, max_width: int | None = None
    ) -> None:
        super().__init__(width=width, max_width=max_width)
        self._say = speaking()

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, self._say("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what the rows below are."""
        super().write_heading(self._say(heading))

    def write_text(self, text: str) -> None:
        """Write prose."""
        margin = " " * self.current_indent
        lines = wrapped(self._spoken(text), self.width - self.current_indent)
        self.write("".join(f"{margin}{line}\n" for line in lines))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = _LONGEST_NAME, col_spacing: int = _SPACING
    ) -> None:
        """Write names, which are never translated, beside what they mean."""
        column = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        room = max(self.width - self.current_indent - column, _NARROWEST)
        margin = " " * self.current_indent
        for name, meaning in rows:
            lines = wrapped("  ".join(map(self._spoken, meaning.split("  "))), room)  # our words, and then typer's
            if len(name) + col_spacing > column:
                lines = ["", *lines]
            for beside, line in zip_longest((name,), lines, fillvalue=""):
                self.write(f"{margin}{beside:{column}}{line}".rstrip() + "\n")

    def _spoken(self, text: str) -> str:
        return self._say(text) if text else ""  # what a catalogue has for nothing is its own head
