"""What is remembered in a released folder: the last verdicts and the hints shown; safe to delete at any time.

The folder belongs to the student's machine alone. What cannot be read there counts as never remembered.
"""

import contextlib
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.course.layout import MEMORY_FOLDER
from grader.verdict import Case, Verdict

_T = TypeVar("_T")
_CHECKED, _HINTS = "checked.json", "hints.json"


class Checked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdicts on one exercise, and what of the student's file they are about.

    ``content`` is a digest of the code, ``placed`` one of the code and of the lines where it stands.
    """

    content: str
    placed: str
    verdicts: tuple[Verdict, ...]


class Memory(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last check: ``key`` is a digest of all that decides a verdict besides the student's file."""

    key: str
    cases: tuple[Case, ...]
    exercises: dict[str, Checked]


class Hinted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many hints of each exercise have been shown."""

    shown: dict[str, int] = {}


def recall(folder: Path) -> Memory | None:
    """Return what the last check in an assignment's folder found, None where nothing is known."""
    return _read(folder / MEMORY_FOLDER / _CHECKED, Memory)


def remember(folder: Path, memory: Memory) -> None:
    """Keep what a check has found; where the folder cannot be written, nothing is kept."""
    _write(folder, _CHECKED, memory)


def recall_hints(folder: Path) -> Hinted:
    """Return which hints have been shown."""
    return _read(folder / MEMORY_FOLDER / _HINTS, Hinted) or Hinted()


def count_hint(folder: Path, exercise: str, total: int) -> None:
    """Note that one more of an exercise's hints is shown, ``total`` at most."""
    shown = recall_hints(folder).shown
    _write(folder, _HINTS, Hinted(shown={**shown, exercise: min(shown.get(exercise, 0) + 1, total)}))


def _read(path: Path, kind: type[_T]) -> _T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind, dec_hook=_from_text)
    except (OSError, msgspec.DecodeError, ValueError):
        return None


def _write(folder: Path, name: str, value: object) -> None:
    place = folder / MEMORY_FOLDER
    with contextlib.suppress(OSError):
        place.mkdir(exist_ok=True)
        (place / ".gitignore").write_text("*\n", encoding="utf-8")
        # In two steps, so that an interrupted check leaves the old file or the new one.
        part = place / f"{name}.part"
        part.write_bytes(msgspec.json.encode(value, enc_hook=str))
        part.replace(place / name)


def _from_text(kind: type[Any], value: Any) -> Any:  # noqa: ANN401  the signature is msgspec's
    if kind is not Fraction:
        raise NotImplementedError(kind)
    return Fraction(value)
