"""What a platform's image is installed from without a network: this grader as a wheel, and those of what it needs."""

import base64
import hashlib
import importlib.metadata
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import grader
from grader.errors import UsageError
from grader.rendering import templates_folder

PYTHON: Final = "3.11"
"""Ubuntu 22.04, which Gradescope builds on, has no later one among its own packages."""
_PLATFORMS: Final = ("manylinux_2_28_x86_64", "manylinux2014_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64")
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
_PLAIN, _EXECUTABLE = 0o100644, 0o100755


def own_wheel() -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel of the grader that is running, installed or in a checkout."""
    package = Path(grader.__file__).parent
    files = _files(package, "grader")
    if not (package / "templates").is_dir():
        files |= _files(templates_folder(), "grader/templates")
    distribution = importlib.metadata.distribution("grader")
    info = f"grader-{grader.__version__}.dist-info"
    for name in ("METADATA", "entry_points.txt"):
        files[f"{info}/{name}"] = (distribution.read_text(name) or "").encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: grader\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()
    return f"grader-{grader.__version__}-py3-none-any.whl", pack_zip(files)


def download_wheels(folder: Path) -> None:
    """Let pip download what grader needs, for Linux and Python 3.11; UsageError with what pip says where it cannot."""
    wanted = [line for line in importlib.metadata.requires("grader") or () if "extra ==" not in line]
    platforms = [f"--platform={platform}" for platform in _PLATFORMS]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", f"--python-version={PYTHON}"]
    done = subprocess.run(  # noqa: S603  our own interpreter and our own requirements
        [*command, *platforms, f"--dest={folder}", *wanted], check=False, capture_output=True, text=True
    )
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        raise UsageError(f"pip cannot download the wheels ({last}); give a folder of them with --wheels")


def read_wheels(folder: Path) -> Mapping[str, bytes]:
    """Return the wheels in a folder by name; UsageError where there is none."""
    found = {path.name: path.read_bytes() for path in sorted(folder.glob("*.whl"))}
    if not found:
        raise UsageError(f"{folder}: there is no wheel here; leave --wheels out and pip downloads them")
    return found


def pack_zip(files: Mapping[str, bytes], executable: Iterable[str] = ()) -> bytes:
    """Return a zip that is the same for the same files, whenever and by whomever it is made."""
    data = io.BytesIO()
    able = frozenset(executable)
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            entry.external_attr = (_EXECUTABLE if name in able else _PLAIN) << 16
            archive.writestr(entry, content)
    return data.getvalue()


def _files(folder: Path, inside: str) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {f"{inside}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
