"""Grader as others have it: built into a wheel, installed in an environment of its own, used outside the repository."""

import os
import site
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import grader

ROOT = Path(grader.__file__).parent.parent


class Installed(NamedTuple):
    """An environment with grader in it and what it needs."""

    folder: Path

    def run(self, command: str, where: Path) -> tuple[str, Path]:
        """Run a line of a shell there; return what was shown and the folder that it ended in."""
        after = self.folder / "after"
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
        environment["PATH"] = f"{self.folder / 'bin'}{os.pathsep}{environment['PATH']}"
        done = subprocess.run(
            ["bash", "-c", f'{command}\ncode=$?\npwd > "{after}"\nexit $code'],  # noqa: S607  a page is written for a shell
            cwd=where,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=600,
        )
        shown = done.stdout.decode()
        assert done.returncode in {0, 1}, f"$ {command}\n{shown}"
        return shown, Path(after.read_text().strip())


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel and install it; what it depends on is taken from here."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-index"]
    build = [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(folder / "wheels"), str(ROOT)]
    subprocess.run(build, check=True, timeout=600)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True, timeout=600)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = (folder / "wheels").glob("*.whl")
    subprocess.run([*pip, "--python", str(python), "install", *offline, str(wheel)], check=True, timeout=600)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    others = [path for path in (*sys.path, *site.getsitepackages()) if Path(path).name == "site-packages"]
    (packages / "others.pth").write_text("\n".join(dict.fromkeys(others)) + "\n")
    return Installed(folder / "venv")
