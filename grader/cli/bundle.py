"""The encrypted suite for continuous integration: the verb that makes it, and how `grade` opens it."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from grader.cli.console import find_course, out, write_file
from grader.cli.options import CourseFolder
from grader.course.manifest import Course
from grader.errors import UsageError
from grader.export.pipeline import bundle_name
from grader.grading.bundle import pack, unpack

KEY = "GRADER_BUNDLE_KEY"


def bundle(
    name: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's folder name.")],
    *,
    to: Annotated[Path | None, typer.Option("--to", help="The file to write [default: ASSIGNMENT.bundle].")] = None,
    course: CourseFolder = None,
) -> None:
    """Encrypt the hidden suite for CI, under the key in GRADER_BUNDLE_KEY or a new one, which is printed once."""
    encryption = _encryption()
    loaded = find_course(course)
    assignment = loaded.assignment(Path(name).name)
    key = os.environ.get(KEY) or encryption.write_key(secrets.token_bytes(encryption.KEY_BYTES))
    data = encryption.seal(pack(loaded, assignment), key, secrets.token_bytes(encryption.NONCE_BYTES))
    target = Path(bundle_name(assignment)) if to is None else to
    write_file(target, data)
    out(f"{target}: commit it to the students' repositories")
    if not os.environ.get(KEY):
        out(f"{KEY}={key}")


@contextmanager
def opened(path: Path) -> Iterator[Course]:
    """Unpack an encrypted bundle into a private folder for as long as it is needed."""
    encryption = _encryption()
    key = os.environ.pop(KEY, "")
    if not key:
        raise UsageError(f"--bundle needs the key in {KEY}; a fork's pull request has none, use `grader check` there")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); `grader bundle` makes it") from None
    with tempfile.TemporaryDirectory(prefix="grader-") as folder:
        yield unpack(encryption.unseal(data, key, str(path)), Path(folder))


def _encryption() -> ModuleType:
    try:
        from grader.export import encryption  # noqa: PLC0415  only who encrypts needs it installed
    except ModuleNotFoundError as error:
        raise UsageError(f"a bundle needs {error.name}; install it with pip install 'grader[ci]'") from None
    return encryption
