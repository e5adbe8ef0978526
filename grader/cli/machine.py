"""The verb about the machine: doctor."""

import os
import sys
from pathlib import Path

from grader.cli.console import cores, out_json, say
from grader.cli.options import Json
from grader.doctor import examine
from grader.judge.process import probe
from grader.surroundings import survey


def doctor(*, json: Json = False) -> None:
    """Say what this machine can and cannot do, and what to do about it."""
    signs = examine(cores(), probe(), survey(sys.platform, os.environ, _text))
    if json:
        out_json({"schema": "grader.doctor/1", "signs": signs})
        return
    wide = max(len(sign.name) for sign in signs)
    for sign in signs:
        found = f"{sign.found}\n{sign.advice}" if sign.advice else sign.found
        say(found, label=f"{'✓' if sign.well else '✗'} {sign.name:<{wide}}  ")


def _text(path: str) -> str | None:
    """Return a file's text, nothing of a folder, None where there is neither."""
    try:
        return "" if Path(path).is_dir() else Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
