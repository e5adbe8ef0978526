"""A virtual environment for each peer, made once and again when its pinned versions change."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PINNED = HERE / "peers.toml"
FOLDER = HERE / ".venvs"


def python_of(peer: str) -> Path:
    """Return the interpreter of a peer's environment."""
    return FOLDER / peer / "bin" / "python"


def make_all() -> dict[str, list[str]]:
    """Make what is missing or outdated; return each peer's requirements."""
    pinned: dict[str, Any] = tomllib.loads(PINNED.read_text(encoding="utf-8"))
    wanted = {peer: [*pinned["checks"], *own] for peer, own in pinned["peers"].items()}
    for peer, requirements in wanted.items():
        stamp = FOLDER / peer / "installed.txt"
        text = "\n".join([sys.version, *requirements])
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != text:
            _call(sys.executable, "-m", "venv", "--clear", str(FOLDER / peer))
            _call(str(python_of(peer)), "-m", "pip", "install", "--quiet", *requirements)
            stamp.write_text(text, encoding="utf-8")
    return wanted


def _call(*arguments: str) -> None:
    subprocess.run(arguments, check=True)  # noqa: S603  the bench's own commands
