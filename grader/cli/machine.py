"""The verb about the machine: doctor."""

from grader.cli.console import cores, out, out_json
from grader.cli.options import Json
from grader.doctor import examine
from grader.judge.process import probe


def doctor(*, json: Json = False) -> None:
    """Say what this machine can and cannot do, and what to do about it."""
    signs = examine(cores(), probe())
    if json:
        out_json({"schema": "grader.doctor/1", "signs": signs})
        return
    wide = max(len(sign.name) for sign in signs)
    for sign in signs:
        out(f"{'✓' if sign.well else '✗'} {sign.name:<{wide}}  {sign.found}")
        if sign.advice:
            out(f"  {'':<{wide}}  {sign.advice}")
