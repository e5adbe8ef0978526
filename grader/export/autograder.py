"""Gradescope's autograder.zip, and what its container knows of the submission that it was started for."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader.clock import Moment
from grader.errors import UsageError
from grader.export.wheels import PYTHON, own_wheel, pack_zip
from grader.grading.bundle import Bundle
from grader.intake.delivery import DeliveredFiles
from grader.intake.listing import FolderListing
from grader.rendering import render
from grader.submission import Attempt, Located

COURSE = "course"
_SCRIPTS = ("setup.sh", "run_autograder")


class _User(msgspec.Struct, frozen=True):
    email: str = ""
    name: str = ""


class _Metadata(msgspec.Struct, frozen=True):
    """What grader takes from ``submission_metadata.json``; times are when it was handed in, never when it is judged."""

    created_at: Moment | None = None
    users: tuple[_User, ...] = ()
    previous_submissions: tuple[msgspec.Raw, ...] = ()


def pack_autograder(bundle: Bundle, wheels: Mapping[str, bytes], *, language: str) -> bytes:
    """Return the zip to upload: two scripts, the course's files of one assignment, every wheel."""
    values = {"assignment": bundle.assignment, "language": language, "python": PYTHON}
    files = {name: render(f"gradescope/{name}.j2", **values).encode() for name in _SCRIPTS}
    files |= {f"{COURSE}/{name}": data for name, data in bundle.files.items()}
    name, data = own_wheel()
    others = {f"wheels/{wheel}": content for wheel, content in wheels.items() if not wheel.startswith("grader-")}
    return pack_zip({**files, f"wheels/{name}": data, **others}, executable=_SCRIPTS)


def find_in_container(root: Path) -> Located:
    """Return the submission that a container was started for, with its student, attempt and time."""
    path = root / "submission_metadata.json"
    try:
        told = msgspec.json.decode(path.read_bytes(), type=_Metadata)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); this is Gradescope's to write") from None
    listing = FolderListing(root / "submission")
    number = len(told.previous_submissions) + 1
    return Located(
        student=next((user.email or user.name for user in told.users if user.email or user.name), "student"),
        path=listing.path,
        content=DeliveredFiles(listing, ((name, name) for name in listing.names)),
        attempt=Attempt(number=number, count=number, submitted=told.created_at),
    )
