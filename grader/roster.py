"""The roster: which names and numbers of which platform are whose, read from a CSV and given back as they were.

A platform's own export is a roster as it is: Canvas's gradebook, Moodle's participants or worksheet, GitHub Classroom's
roster. A name that two students share identifies nobody.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from grader.errors import UsageError
from grader.printable import one_line

_MAX_ROSTER: Final = 16 << 20
_SHOWN: Final = 60
_TRAILING: Final = re.compile(r"[0-9]+$")

# Our name of a column, and how platforms head theirs.
_HEADINGS: Final = MappingProxyType(
    {
        "student": ("student", "student id", "roster identifier"),
        "name": ("name", "full name"),
        "first_name": ("first name", "firstname"),
        "last_name": ("last name", "surname", "lastname"),
        "email": ("email", "email address", "e-mail"),
        "id_number": ("id number", "sid", "idnumber"),
        "username": ("username",),
        "sis_login_id": ("sis login id", "login"),
        "sis_user_id": ("sis user id",),
        "canvas_id": ("id", "canvas id"),
        "moodle_id": ("identifier",),
        "github": ("github username", "github"),
        "gitlab": ("gitlab username", "gitlab"),
        "section": ("section",),
        "submitted": ("submitted", "submitted at", "submission time", "submission timestamp"),
    }
)
# What may name a student where no column is headed "student", best first.
_NAMING: Final = (
    "student",
    "sis_login_id",
    "username",
    "email",
    "id_number",
    "github",
    "gitlab",
    "moodle_id",
    "canvas_id",
    "name",
)
_DESCRIPTIVE: Final = frozenset({"section", "first_name", "last_name", "submitted"})


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One student: what reports call them, and what platforms do, by our names of the columns."""

    student: str
    known_as: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return what is written in that column, as it is written; empty where nothing is."""
        return self.known_as.get(column, "")

    @property
    def name(self) -> str:
        """The full name."""
        return self.get("name") or " ".join(filter(None, (self.get("first_name"), self.get("last_name"))))


class Roster:
    """The students of a course, found by whatever identifies them."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people = tuple(people)

    def find(self, *identifiers: str) -> Person | None:
        """Return who is meant by the first of the identifiers that means somebody."""
        for identifier in identifiers:
            found = self._index.get(_key(identifier))
            if found is not None:
                return found
        return None

    @cached_property
    def _index(self) -> Mapping[str, Person]:
        keys = [
            (key, person)
            for person in self.people
            for key in {_key(identifier) for identifier in _identifiers(person)} - {""}
        ]
        counts = Counter(key for key, _ in keys)
        return {key: person for key, person in keys if counts[key] == 1}


def read_roster(path: Path) -> Roster:
    """Read a CSV with a row of headings, comma or semicolon; UsageError with the line where it is wrong."""
    lines = read_table(path)
    if not lines:
        raise UsageError(f"{path}: the roster is empty; give a CSV whose first row names the columns")
    columns = _columns(lines[0])
    if not set(columns) & set(_NAMING):
        raise UsageError(f"{path}:1: no column tells who a student is; head one of them `student`")
    people: dict[str, Person] = {}
    for line, cells in enumerate(lines[1:], start=2):
        known = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell.strip()}
        if not known or "points possible" in cells[0].casefold():
            continue
        student = next((known[column].strip() for column in _NAMING if column in known), "")
        if not student:
            raise UsageError(f"{path}:{line}: this row names no student; fill one of its columns")
        student = unicodedata.normalize("NFC", student)
        if student in people:
            raise UsageError(f"{path}:{line}: {one_line(student, _SHOWN)} is there twice; keep one row")
        people[student] = Person(student=student, known_as=known)
    return Roster(people.values())


def read_table(path: Path) -> list[list[str]]:
    """Read the rows of a CSV file of bounded size."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_ROSTER + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a CSV file") from None
    if len(data) > _MAX_ROSTER:
        raise UsageError(f"{path}: is larger than {_MAX_ROSTER >> 20} MiB; give a CSV file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8; save it as UTF-8") from None
    first = text.partition("\n")[0]
    try:
        rows = csv.reader(
            text.splitlines(keepends=True), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True
        )
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UsageError(f"{path}: is no CSV ({error}); export it again") from None


def _columns(headings: Iterable[str]) -> list[str]:
    plain = [heading.strip().casefold().replace("_", " ") for heading in headings]
    known = {spelled: column for column, spellings in _HEADINGS.items() for spelled in spellings}
    if "sis user id" in plain or "sis login id" in plain:
        known["student"] = "name"  # Canvas heads the name with it
    if "github username" in plain:
        known["identifier"] = "student"  # as GitHub Classroom does
    return [known.get(heading, "") for heading in plain]


def _identifiers(person: Person) -> Iterable[str]:
    yield person.student
    yield person.name
    yield from (text for column, text in person.known_as.items() if column not in _DESCRIPTIVE)
    if number := _TRAILING.search(person.get("moodle_id")):
        yield f"Participant {number[0]}"  # whatever the language of the worksheet


def _key(identifier: str) -> str:
    # Platforms differ in letter case and in how they compose Hangul; students do not.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", identifier).casefold()).strip()
