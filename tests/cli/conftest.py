"""The command in a folder of the test's own."""

from pathlib import Path

import pytest
from commanding import Command, Inside


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run the real command, a process each time."""
    return Command(tmp_path)


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Inside:
    """Run the command in this process."""
    return Inside(tmp_path, monkeypatch, capfd)
