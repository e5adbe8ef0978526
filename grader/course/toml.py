"""What an author writes in TOML, into frozen, validated types; what does not fit is said with its path and key."""

import re
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from grader.errors import CourseError

_T = TypeVar("_T")
_AT = re.compile(r" - at `\$\.?(?P<key>.*)`$")


def read_toml(path: Path, kind: type[_T]) -> _T:
    """Read a TOML file of an author's into a type; CourseError says where it does not fit."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise CourseError(path, "there is no such file; `grader new` makes one") from None
    except IsADirectoryError:
        raise CourseError(path, "this is a folder; a manifest is a file") from None
    except UnicodeDecodeError:
        raise CourseError(path, "this is not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise CourseError(path, f"cannot be read ({error.strerror}); make it readable") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CourseError(path, f"this is not TOML: {error}; mend the syntax") from None
    # Before all else: another format may well have other fields.
    if document.get("format", 1) != 1:
        problem = f"format {document['format']!r} is unknown to this grader; write 1"
        raise CourseError(path, problem, key="format")
    return convert(path, document, kind)


def convert(path: Path, document: object, kind: type[_T], prefix: str = "") -> _T:
    """Fit what was read into a type; ``prefix`` is the key that it stood under."""
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        message = str(error)
        found = _AT.search(message)
        key = ".".join(part for part in (prefix, found["key"] if found else "") if part)
        problem = _AT.sub("", message).rstrip(".")
        advice = "" if ";" in problem else "; see the manifest's reference"
        raise CourseError(path, f"{problem[:1].lower()}{problem[1:]}{advice}", key=key or "top level") from None
