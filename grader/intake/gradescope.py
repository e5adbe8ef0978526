"""Gradescope's export: a folder for each submission, and ``submission_metadata.yml``, which says whose and when.

The file is composed, never constructed: tags mean nothing, and of the tree the few scalars that are needed are taken.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import yaml

from grader.clock import read_moment
from grader.errors import UsageError
from grader.intake.delivery import Delivery
from grader.intake.listing import Listing, beneath
from grader.submission import UnreadableError

METADATA: Final = "submission_metadata.yml"
MAX_METADATA: Final = 64 << 20
_MAX_SUBMISSIONS: Final = 20_000


def read_gradescope(listing: Listing) -> tuple[Delivery, ...] | None:
    """Return the submissions of an export, one for each member of a group; None where it is none."""
    if METADATA not in listing.names:
        return None
    problem = f"{listing.path}: {METADATA}"
    try:
        text = listing.read(METADATA, MAX_METADATA)
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnreadableError, RecursionError) as error:
        raise UsageError(f"{problem} cannot be read ({error}); download the export again") from None
    submissions = _mapping(node)
    if not submissions or len(submissions) > _MAX_SUBMISSIONS:
        raise UsageError(f"{problem} names no submission; download the export again")
    return tuple(one for folder, told in submissions.items() for one in _deliveries(listing, folder, told))


def _deliveries(listing: Listing, folder: str, told: yaml.Node) -> Iterator[Delivery]:
    about = _mapping(told)
    history = [_mapping(node) for node in _sequence(about.get(":history"))]
    attempts = [*((f"submission_{_text(one.get(':id'))}", one) for one in history), (folder, about)]
    for who in map(_mapping, _sequence(about.get(":submitters"))):
        known = tuple(filter(None, (_text(who.get(key)) for key in (":email", ":sid", ":name"))))
        if not known:
            problem = f"{METADATA}: {folder}: nobody submitted this; download the export again"
            raise UsageError(f"{listing.path}: {problem}")
        for number, (place, attempt) in enumerate(attempts, start=1):
            paths = beneath(listing.names, place)
            if paths or number == len(attempts):  # of the earlier ones Gradescope may deliver the times alone
                yield Delivery(
                    key="\0".join((folder, *known)),
                    known_as=known,
                    name=known[0],  # an email is a person's own, a name may be a namesake's
                    files=tuple((path.removeprefix(f"{place}/"), path) for path in paths),
                    number=number,
                    count=len(attempts),
                    order=(number,),
                    submitted=read_moment(_text(attempt.get(":created_at"))),
                )


def _mapping(node: yaml.Node | None) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {_text(key): value for key, value in node.value}


def _sequence(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _text(node: yaml.Node | None) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return ""
    return str(node.value).strip()
