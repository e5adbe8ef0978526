"""Under Landlock a process reads what it was given and nothing else, for good."""

import os
import platform
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from grader.worker import landlock

offered = pytest.mark.skipif(landlock.version() == 0, reason="this kernel offers no Landlock")

_CONFINED = """
import os, socket, sys
from grader.worker import landlock
allowed, action = sys.argv[1:]
landlock.restrict(landlock.make_ruleset([allowed, "/no/such/path"]))
try:
    exec(action)
except PermissionError:
    print("refused")
else:
    print("done")
"""


def _confined(allowed: Path, action: str) -> str:
    """Do something in a process that may read below ``allowed`` alone."""
    command = [sys.executable, "-c", _CONFINED, str(allowed), action]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that may be read, beside one that may not."""
    for name in ("open", "shut"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path


@offered
@pytest.mark.parametrize(
    "action", ["open('{0}/open/file').read()", "os.listdir('{0}/open')", "os.stat('{0}/shut/file')"]
)
def test_what_is_allowed_can_be_done(folder: Path, action: str) -> None:
    """Reading and listing below the path; ``stat``, which Landlock does not cover, anywhere."""
    assert _confined(folder / "open", action.format(folder)) == "done"


@offered
@pytest.mark.parametrize(
    "action",
    [
        "open('{0}/shut/file').read()",
        "os.listdir('{0}/shut')",
        "os.listdir('{0}')",
        "open('{0}/open/new', 'w')",
        "open('{0}/open/file', 'a')",
        "os.remove('{0}/open/file')",
        "os.rename('{0}/open/file', '{0}/open/other')",
        "os.mkdir('{0}/open/new')",
        "os.symlink('/', '{0}/open/new')",
        "os.truncate('{0}/open/file', 0)",
        "os.execv('/bin/true', ['true'])",
    ],
)
def test_everything_else_is_refused(folder: Path, action: str) -> None:
    """Other folders, writing, creating, removing, renaming, executing."""
    if "truncate" in action and landlock.version() < 3:
        pytest.skip("this kernel's Landlock does not cover truncation")
    assert _confined(folder / "open", action.format(folder)) == "refused"
    assert sorted(os.listdir(folder / "open")) == ["file"]  # noqa: PTH208  as the worker does
    assert (folder / "open" / "file").read_text() == "open"


@offered
def test_a_single_file_can_be_allowed(folder: Path) -> None:
    """And not what stands beside it."""
    (folder / "open" / "beside").touch()
    assert _confined(folder / "open" / "file", f"open('{folder}/open/file')") == "done"
    assert _confined(folder / "open" / "file", f"open('{folder}/open/beside')") == "refused"


@offered
def test_connections_are_refused(folder: Path) -> None:
    """Over TCP, where the kernel can."""
    if landlock.version() < 4:
        pytest.skip("this kernel's Landlock does not cover the network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert _confined(folder, f"socket.create_connection(('127.0.0.1', {port}))") == "refused"
    assert _confined(folder, "socket.socket().bind(('127.0.0.1', 0))") == "refused"


@offered
def test_what_cannot_be_put_on_is_an_error() -> None:
    """A descriptor that is no rule set does not pass for confinement."""
    code = (
        "from grader.worker import landlock\ntry:\n    landlock.restrict(0)\nexcept OSError as e:\n    print(type(e))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, check=True, text=True
    )
    assert "Error" in done.stdout


def test_a_kernel_that_refuses_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule set is made of nothing."""
    monkeypatch.setattr(landlock, "_syscall", lambda *_: -1)
    assert landlock.version() == 0
    with pytest.raises(OSError, match=r".*"):
        landlock.make_ruleset([])


@pytest.mark.parametrize(("system", "machine"), [("darwin", "arm64"), ("win32", "AMD64"), ("linux", "riscv64")])
def test_other_systems_offer_none(monkeypatch: pytest.MonkeyPatch, system: str, machine: str) -> None:
    """Nothing is asked of a kernel whose numbers are not known."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert landlock.version() == 0
