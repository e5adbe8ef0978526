"""What this machine can do for grader and what it cannot, each found out by really trying."""

import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator, Mapping

import msgspec

from grader.errors import UsageError
from grader.sandbox import Tier, choose
from grader.sandbox import advice as more_than
from grader.surroundings import Surroundings, remedy, why_not
from grader.worker.layers import Layer


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at: whether it is well, what was found, and what to do where it is not."""

    name: str
    well: bool
    found: str
    advice: str = ""


def examine(cores: int, working: Mapping[str, bool], around: Surroundings) -> tuple[Sign, ...]:
    """Look at the interpreter, the place, the layers that ``working`` says, and what is installed."""
    packages = map(_package, ("numpy", "pytest", "jinja2"))
    place = Sign(name="place", well=True, found=around.described)
    return (_python(), place, _platform(), *_sandbox(working, around), _cores(cores), *packages)


def _python() -> Sign:
    found = f"{platform.python_implementation()} {platform.python_version()}"
    well = (3, 11) <= sys.version_info < (3, 14)
    return Sign(name="python", well=well, found=found, advice="" if well else "use Python 3.11, 3.12 or 3.13")


def _platform() -> Sign:
    linux = sys.platform.startswith("linux")
    advice = "" if linux else "`grader check` works here; run `grader grade` on Linux (WSL2 on Windows)"
    return Sign(name="grading", well=linux, found=f"{platform.system()} {platform.machine()}", advice=advice)


def _sandbox(working: Mapping[str, bool], around: Surroundings) -> Iterator[Sign]:
    found = {
        Layer.IDENTITY: "root is given up for nobody",
        Layer.NAMESPACES: "each worker has processes and memory segments of its own",
        Layer.LANDLOCK: "submissions see no file but what they need",
        Layer.SECCOMP: "submissions make no system call but what computing needs",
        Layer.BUBBLEWRAP: "the file system around the workers holds nothing but an interpreter and NumPy",
    }
    for layer, meaning in found.items():
        works = working.get(layer, False)
        # An ordinary user has no root to give up, and bubblewrap is a wall behind other walls.
        optional = layer in {Layer.IDENTITY, Layer.BUBBLEWRAP}
        well = works or optional
        reason = "" if well else why_not(layer, around)
        missing = f"not used here: {reason}" if reason else "not used here"
        advice = "" if well else remedy(layer, around)
        yield Sign(name=layer.value, well=well, found=meaning if works else missing, advice=advice)
    try:
        tier = choose(working, None).tier
    except UsageError:
        tier = Tier.NONE
    yield Sign(name="sandbox", well=tier is not Tier.NONE, found=f"tier {tier}", advice=more_than(tier))


def _cores(cores: int) -> Sign:
    return Sign(name="jobs", well=True, found=f"{cores} of {os.cpu_count()} cores")


def _package(name: str) -> Sign:
    return Sign(name=name, well=True, found=importlib.metadata.version(name))
