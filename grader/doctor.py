"""What this machine can do for grader and what it cannot, each found out by really trying."""

import importlib.metadata
import os
import platform
import sys

import msgspec

from grader.worker import landlock


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at: whether it is well, what was found, and what to do where it is not."""

    name: str
    well: bool
    found: str
    advice: str = ""


def examine(cores: int) -> tuple[Sign, ...]:
    """Look at the interpreter, the platform, confinement, and what is installed."""
    return (_python(), _platform(), _landlock(), _cores(cores), *map(_package, ("numpy", "pytest", "jinja2")))


def _python() -> Sign:
    found = f"{platform.python_implementation()} {platform.python_version()}"
    well = (3, 11) <= sys.version_info < (3, 14)
    return Sign(name="python", well=well, found=found, advice="" if well else "use Python 3.11, 3.12 or 3.13")


def _platform() -> Sign:
    linux = sys.platform.startswith("linux")
    advice = "" if linux else "`grader check` works here; run `grader grade` on Linux (WSL2 on Windows)"
    return Sign(name="grading", well=linux, found=f"{platform.system()} {platform.machine()}", advice=advice)


def _landlock() -> Sign:
    version = landlock.version()
    found = f"Landlock version {version}: submissions see no file but what they need" if version else "no Landlock"
    advice = "" if version else "use a kernel from 5.13 on that lists Landlock among its security modules"
    return Sign(name="files", well=version > 0, found=found, advice=advice)


def _cores(cores: int) -> Sign:
    return Sign(name="jobs", well=True, found=f"{cores} of {os.cpu_count()} cores")


def _package(name: str) -> Sign:
    return Sign(name=name, well=True, found=importlib.metadata.version(name))
