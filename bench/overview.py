"""How long the overview of a large class takes: to write, and to open in a browser until its tables are there.

Run: ``grader grade`` on a sample class, then ``python bench/overview.py out/02_linear_regression``. Its reports, each
under many names, are a class. Needs Chromium and Playwright.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, sync_playwright

from grader.grading.folder import read_reports
from grader.pages.findings import find
from grader.pages.overview import render_overview
from grader.pages.pictures import draw
from grader.report.model import Report

# From the beginning of navigation, by the browser's own clock, to the end of loading; scripts run before that.
OPENED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
DRAWN = "document.querySelectorAll('#students tbody tr').length > 0"


def main() -> int:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path, help="a folder that `grader grade` wrote")
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    reports = enlarge(list(read_reports(arguments.run)), arguments.students)
    began = time.perf_counter()
    page = render_overview(reports, pictures=draw(find(reports)))
    wrote = time.perf_counter() - began
    seconds = opening(page, arguments.rounds)
    sys.stdout.write(f"{len(reports)} students, {len(page.encode()) / 1e6:.2f} MB, written in {wrote:.2f} s\n")
    sys.stdout.write(f"opened in {statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})\n")
    return 0


def enlarge(reports: list[Report], students: int) -> list[Report]:
    """Return as many reports, each of a student of its own."""
    return [
        msgspec.structs.replace(report, student=f"student-{number:04}")
        for number, report in enumerate(islice(cycle(reports), students), 1)
    ]


def opening(page: str, rounds: int) -> list[float]:
    """Return the seconds that opening the page took, each time in a profile of its own."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "overview.html"
        file.write_text(page, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = [_open(browser, file) for _ in range(rounds)]
        browser.close()
    return found


def _open(browser: Browser, file: Path) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri(), wait_until="load")
    if not page.evaluate(DRAWN):
        raise SystemExit("the page was loaded without its rows")
    seconds = float(page.evaluate(OPENED)) / 1000
    context.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
