"""What a bench writes: a table between two markers of docs/performance.md, and facts about the machine, by no name."""

import os
import platform
import re
import statistics
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def replace(marker: str, text: str) -> None:
    """Put the text between ``<!-- marker -->`` and ``<!-- /marker -->``."""
    page = PAGE.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {marker} -->\n).*?(<!-- /{marker} -->)", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"{PAGE}: there is no {marker!r} between markers")
    PAGE.write_text(pattern.sub(lambda found: f"{found[1]}{text.rstrip()}\n{found[2]}", page), encoding="utf-8")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, numbers to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows)) + "\n"


def machine() -> str:
    """Say what the figures were measured on."""
    cores = len(os.sched_getaffinity(0))
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pytest", "msgspec"))
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return f"{cores} cores ({_processor()}), {system}, Python {platform.python_version()}, {libraries}."


def spread(values: Sequence[float]) -> str:
    """Return the median, and what it lies between where there is more than one."""
    middle = _short(statistics.median(values))
    return middle if len(values) == 1 else f"{middle} [{_short(min(values))}, {_short(max(values))}]"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004  three digits


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
