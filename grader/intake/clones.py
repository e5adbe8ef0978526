"""A folder of git clones, one for each student: GitHub Classroom's, a GitLab group's, or cloned by a script.

Only the files that are checked out are looked at. When a commit was made is what the student's machine said, so no
time is taken from there: the platform's come with ``--times``.
"""

from grader.intake.delivery import Delivery
from grader.intake.listing import FolderListing, beneath, composed
from grader.roster import Roster

_CLASSROOM = "-submissions"


def read_clones(listing: FolderListing, roster: Roster) -> tuple[Delivery, ...] | None:
    """Return a submission for each clone; None where there is none."""
    if not listing.repositories or "" in listing.repositories:
        return None
    names = _distinct([tuple(folder.split("/")) for folder in listing.repositories])
    prefix = _prefix(listing, names, roster)
    deliveries = []
    for folder, name in zip(listing.repositories, names, strict=True):
        files = tuple((path.removeprefix(f"{folder}/"), path) for path in beneath(listing.names, folder))
        who = composed(name.removeprefix(prefix))
        deliveries.append(Delivery(key=folder, known_as=(who,), name=who, files=files))
    return tuple(deliveries)


def _distinct(folders: list[tuple[str, ...]]) -> list[str]:
    """Return what is each one's own in its path: groups and projects of the same name say nothing."""
    while len({parts[0] for parts in folders}) == 1 and all(len(parts) > 1 for parts in folders):
        folders = [parts[1:] for parts in folders]
    while len({parts[-1] for parts in folders}) == 1 and all(len(parts) > 1 for parts in folders):
        folders = [parts[:-1] for parts in folders]
    return ["-".join(parts) for parts in folders]


def _prefix(listing: FolderListing, names: list[str], roster: Roster) -> str:
    """Return what GitHub Classroom puts before an account: ``hw1-`` in ``hw1-submissions``, or as the roster shows."""
    home = listing.path.resolve().name
    prefix = home.removesuffix(_CLASSROOM) + "-"
    if home.endswith(_CLASSROOM) and all(name.startswith(prefix) for name in names):
        return prefix
    parts = names[0].split("-")
    for count in range(1, len(parts)):
        prefix = "-".join(parts[:count]) + "-"
        if all(name.startswith(prefix) and roster.find(name.removeprefix(prefix)) for name in names):
            return prefix
    return ""
