"""A real browser for pages: what it complains of, what it asks for, and what axe finds.

Where there is no Chromium (Debian has a package) or no Playwright (the extra `dev` has it), whoever asks is skipped.
"""

import functools
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give a browser."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no Chromium here")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield found
        found.close()


class Shown:
    """A page that is open, and what it complained of or asked for."""

    def __init__(self, browser: Any, file: Path, text: str | None = None, **look: Any) -> None:
        if text is not None:
            file.write_text(text, encoding="utf-8")
        self.page = browser.new_context(**look).new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.open(file)

    def open(self, file: Path) -> None:
        """Go to a file."""
        self.page.goto(file.as_uri())

    @property
    def faults(self) -> list[tuple[str, list[str]]]:
        """What axe finds, as the page stands now."""
        self.page.evaluate(_axe())
        found = self.page.evaluate("axe.run()")
        return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]

    @property
    def overflows(self) -> bool:
        """Whether the page is wider than its window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@functools.cache
def _axe() -> str:
    return files(pytest.importorskip("axe_core_python")).joinpath("axe.min.js").read_text(encoding="utf-8")
