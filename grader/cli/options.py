"""The flags that verbs share, each said once."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from grader.cli.speaking import chosen
from grader.language import languages
from grader.sandbox import Tier

CourseFolder: TypeAlias = Annotated[
    Path | None, typer.Option("--course", help="The folder with course.toml [default: found from here upwards].")
]
Cluster: TypeAlias = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Judge on the machines of this Dask scheduler.")
]
Jobs: TypeAlias = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Judges side by side; 0 for every core.")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
Language: TypeAlias = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="|".join(languages()),
        callback=chosen,
        help="The language that students read [default: the course's first].",
        show_default=False,
    ),
]
RosterFile: TypeAlias = Annotated[
    Path | None, typer.Option("--roster", help="A CSV of who is who: yours, or the platform's own export.")
]
SandboxTier: TypeAlias = Annotated[
    Tier | None, typer.Option("--sandbox", help="How submissions are confined [default: the strongest that works].")
]
