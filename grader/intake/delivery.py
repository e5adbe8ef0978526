"""One attempt of one student in a delivery: how the platform knows the student, when, and which files."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

import msgspec

from grader.archive.directory import ArchiveError
from grader.archive.members import MAX_ARCHIVE, is_clutter, read_members
from grader.clock import Moment
from grader.intake.listing import Listing
from grader.language import said
from grader.printable import one_line
from grader.submission import UnreadableError

_LISTED, _SHOWN = 5, 60


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """``known_as`` are names for the roster to look up, best first, ``name`` what the student is called without one.

    ``files`` are by the name that the student gave them, each with its path in the listing. Attempts of one
    student are sorted by ``order``; ``number`` and ``count`` are the platform's own, where it knows of attempts that it
    does not deliver.
    """

    key: str
    known_as: tuple[str, ...]
    name: str
    files: tuple[tuple[str, str], ...]
    order: tuple[int, ...] = ()
    number: int = 0
    count: int = 0
    submitted: Moment | None = None
    marked_late: bool = False


class DeliveredFiles:
    """The files of an attempt, read from the listing when they are asked for."""

    def __init__(self, listing: Listing, files: Iterable[tuple[str, str]]) -> None:
        self._listing = listing
        self._files = tuple((called, path) for called, path in files if not is_clutter(PurePosixPath(called).name))

    def forms(self, module: str, wanted: re.Pattern[str], limit: Callable[[str], int]) -> Mapping[str, bytes]:
        """Return the files whose names match, the one nearest to the top of each, or else the only file."""
        found: dict[str, str] = {}
        for name in {PurePosixPath(called).name for called, _ in self._files}:
            if wanted.fullmatch(name):
                found[name] = self._nearest(name)
        if found:
            return {name: self._listing.read(path, limit(name)) for name, path in found.items()}
        archives = [path for called, path in self._files if called.casefold().endswith(".zip")]
        if len(archives) == 1:
            return self._unzipped(archives[0], module, wanted, limit)
        if len(self._files) == 1:
            ((called, path),) = self._files
            name = module + PurePosixPath(called).suffix
            return {name: self._listing.read(path, limit(name))}
        names = sorted(one_line(called, _SHOWN) for called, _ in self._files)
        there = said("part", "nothing is there")
        if names:
            more = " …" if len(names) > _LISTED else ""
            there = said("part", "there are {names}", names=", ".join(names[:_LISTED]) + more)
        raise UnreadableError(
            said("told", "there is no {name}.py ({there}); name your file {name}.py", name=module, there=there)
        )

    def _nearest(self, name: str) -> str:
        paths = [(called.count("/"), path) for called, path in self._files if PurePosixPath(called).name == name]
        depth = min(depth for depth, _ in paths)
        nearest = [path for here, path in paths if here == depth]
        if len(nearest) > 1:
            raise UnreadableError(
                said("told", "{name} is there {count} times; keep one of them", name=name, count=len(nearest))
            )
        return nearest[0]

    def _unzipped(
        self, path: str, module: str, wanted: re.Pattern[str], limit: Callable[[str], int]
    ) -> Mapping[str, bytes]:
        try:
            return read_members(self._listing.read(path, MAX_ARCHIVE), f"{module}.py", wanted, limit)
        except ArchiveError as error:
            raise UnreadableError(str(error)) from None
