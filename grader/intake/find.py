"""The door for submissions: whatever a path holds, found as one ``Located`` for each attempt of each student."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from grader.archive.directory import ArchiveError
from grader.clock import Moment, read_moment
from grader.errors import UsageError
from grader.intake.clones import read_clones
from grader.intake.delivery import DeliveredFiles, Delivery
from grader.intake.gradescope import read_gradescope
from grader.intake.listing import ArchiveListing, FolderListing, Inside, Listing, only_folder
from grader.intake.naming import read_canvas, read_class, read_moodle
from grader.intake.nbgrader import read_nbgrader
from grader.printable import one_line
from grader.roster import Roster, read_roster
from grader.submission import Attempt, Located, check_unique, locate

_SHOWN: Final = 60


class Times:
    """When students handed in, by a platform's table; what the delivery itself says goes before."""

    def __init__(self, moments: Mapping[str, Moment], people: Roster) -> None:
        self._moments = moments
        self._people = people

    def find(self, *names: str) -> Moment | None:
        """Return the moment of whoever has one of the names."""
        person = self._people.find(*names)
        return None if person is None else self._moments[person.student]


def read_times(path: Path) -> Times:
    """Read a CSV with a column that tells who, and ``submitted``: moments in ISO 8601, each with its offset."""
    people = read_roster(path)
    moments = {}
    for person in people.people:
        moment = read_moment(person.get("submitted"))
        if moment is None:
            shown = one_line(f"{person.student}: {person.get('submitted')!r}", 2 * _SHOWN)
            raise UsageError(f"{path}: {shown} is no moment; write it like 2026-03-09T23:59:00+09:00")
        moments[person.student] = moment
    return Times(moments, people)


def find(
    paths: Iterable[Path], name: str, module: str, roster: Roster | None = None, times: Times | None = None
) -> tuple[Located, ...]:
    """Find the submissions to the assignment of this name at these paths, sorted by student and attempt.

    Names become the roster's where it has them. UsageError where there is nothing, or where there are submissions of
    one student that are not attempts of each other.
    """
    found: list[Located] = []
    apart: list[Located] = []
    for path in paths:
        for attempts in _find(path, name, module, roster or Roster(), times):
            found += attempts
            apart.append(attempts[0])
    check_unique(apart)
    return tuple(sorted(found, key=lambda one: (one.student, one.attempt.number if one.attempt else 0)))


def _find(path: Path, name: str, module: str, roster: Roster, times: Times | None) -> Iterator[list[Located]]:
    """Give the attempts of each student at a path."""
    kept = read_nbgrader(path, name, module)
    delivered = None if kept else _delivered(path, module, roster)
    if delivered is None:
        yield from ([_renamed(one, roster, times)] for one in kept or locate(path, module))
        return
    listing, deliveries = delivered
    attempts: dict[str, list[Delivery]] = {}
    for one in deliveries:
        attempts.setdefault(one.key, []).append(one)
    for several in attempts.values():
        yield _attempts(listing, sorted(several, key=lambda one: one.order), roster, times)


def _delivered(path: Path, module: str, roster: Roster) -> tuple[Listing, tuple[Delivery, ...]] | None:
    """Return what a platform delivered; None for what is no platform's: files and folders by student, or one's own."""
    try:
        whole = _listing(path)
    except (OSError, ArchiveError):
        return None  # as one student's own it is rejected with a sentence
    if whole is None:
        return None
    clones = read_clones(whole, roster) if isinstance(whole, FolderListing) else None
    if clones is not None:
        return whole, clones
    folder = only_folder(whole)
    for listing in (whole, Inside(whole, folder)) if folder else (whole,):
        found = read_gradescope(listing) or read_canvas(listing.names, module) or read_moodle(listing.names)
        if found is None and isinstance(whole, ArchiveListing):
            found = read_class(listing.names, module)
        if found is not None:
            return listing, found
    return None


def _listing(path: Path) -> FolderListing | ArchiveListing | None:
    if path.is_dir():
        return FolderListing(path)
    return ArchiveListing(path) if path.suffix == ".zip" and path.is_file() and not path.is_symlink() else None


def _attempts(listing: Listing, ordered: list[Delivery], roster: Roster, times: Times | None) -> list[Located]:
    """Return the attempts of one student in their order; of the last one, a table of times knows when it was made."""
    last = ordered[-1]
    person = roster.find(*last.known_as)
    student = unicodedata.normalize("NFC", person.student if person else last.name)
    known = times.find(student, *last.known_as) if times else None
    return [
        Located(
            student=student,
            path=listing.path / (one.files[0][1] if one.files else ""),
            content=DeliveredFiles(listing, one.files),
            attempt=Attempt(
                number=one.number or place,
                count=max(one.count, len(ordered)),
                submitted=one.submitted or (known if one is last else None),
                marked_late=one.marked_late,
            ),
        )
        for place, one in enumerate(ordered, start=1)
    ]


def _renamed(located: Located, roster: Roster, times: Times | None) -> Located:
    """Return a submission under its student's name on the roster, with the time that a table knows."""
    person = roster.find(located.student)
    student = person.student if person else located.student
    submitted = times.find(student, located.student) if times else None
    attempt = Attempt(submitted=submitted) if times else None
    return msgspec.structs.replace(located, student=student, attempt=attempt)
