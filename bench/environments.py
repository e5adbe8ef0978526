"""A virtual environment for each peer, made once and again when its pinned versions change."""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PINNED = HERE / "peers.toml"
FOLDER = HERE / ".venvs"


def python_of(peer: str) -> Path:
    """Return the interpreter of a peer's environment."""
    return FOLDER / peer / "bin" / "python"


def make_all() -> str:
    """Make what is missing or outdated; return the versions of the peers."""
    pinned: dict[str, Any] = tomllib.loads(PINNED.read_text(encoding="utf-8"))
    checks, peers = pinned["checks"], pinned["peers"]
    if f"numpy=={version('numpy')}" not in checks:
        raise ValueError(f"{PINNED}: another NumPy than {version('numpy')}, which is here; pin that one")
    for peer, own in peers.items():
        requirements = [*checks, *own]
        stamp = FOLDER / peer / "installed.txt"
        text = "\n".join([sys.version, *requirements])
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != text:
            _call(sys.executable, "-m", "venv", "--clear", str(FOLDER / peer))
            _call(str(python_of(peer)), "-m", "pip", "install", "--quiet", *requirements)
            stamp.write_text(text, encoding="utf-8")
    return ", ".join(own[0].replace("==", " ") for own in peers.values() if own)


def _call(*arguments: str) -> None:
    subprocess.run(arguments, check=True)  # noqa: S603  the bench's own commands
