"""Gradescope's export: a folder for each submission, and ``submission_metadata.yml``, which says whose and when.

The file is parsed, nothing in it is ever constructed: tags mean nothing, and every scalar is text.
"""

from collections.abc import Iterator
from typing import Final, TypeAlias

from grader.clock import read_moment
from grader.errors import UsageError
from grader.intake.delivery import Delivery
from grader.intake.listing import Listing, beneath
from grader.submission import UnreadableError

METADATA: Final = "submission_metadata.yml"
MAX_METADATA: Final = 64 << 20
_MAX_SUBMISSIONS: Final = 20_000
_MAX_DEPTH: Final = 50

_Tree: TypeAlias = "str | list[_Tree] | dict[str, _Tree]"


def read_gradescope(listing: Listing) -> tuple[Delivery, ...] | None:
    """Return the submissions of an export, one for each member of a group; None where it is none."""
    if METADATA not in listing.names:
        return None
    problem = f"{listing.path}: {METADATA}"
    try:
        node = _tree(listing.read(METADATA, MAX_METADATA))
    except (ValueError, UnreadableError) as error:
        raise UsageError(f"{problem} cannot be read ({error}); download the export again") from None
    submissions = _mapping(node)
    if not submissions or len(submissions) > _MAX_SUBMISSIONS:
        raise UsageError(f"{problem} names no submission; download the export again")
    return tuple(one for folder, told in submissions.items() for one in _deliveries(listing, folder, told))


def _deliveries(listing: Listing, folder: str, told: _Tree) -> Iterator[Delivery]:
    about = _mapping(told)
    history = [_mapping(node) for node in _sequence(about.get(":history", ""))]
    attempts = [*((f"submission_{_text(one.get(':id', ''))}", one) for one in history), (folder, about)]
    for who in map(_mapping, _sequence(about.get(":submitters", ""))):
        known = tuple(filter(None, (_text(who.get(key, "")) for key in (":email", ":sid", ":name"))))
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
                    submitted=read_moment(_text(attempt.get(":created_at", ""))),
                )


def _tree(text: bytes) -> _Tree:
    """Return the document as texts, lists and dictionaries; ValueError where it is none.

    From the parser's events, since composing goes down by recursion, which deep nesting makes end the process.
    """
    within: list[list[_Tree] | _Pairs] = [[]]
    for kind, value in _events(text):
        if kind in {"{", "["}:
            within.append(_Pairs() if kind == "{" else [])
            if len(within) > _MAX_DEPTH:
                raise ValueError(f"deeper than {_MAX_DEPTH} levels")
        elif kind == "end":
            done = within.pop()
            within[-1].append(done.as_dict() if isinstance(done, _Pairs) else done)
        else:
            within[-1].append(value)
    return within[0][0] if within[0] else ""


def _events(text: bytes) -> Iterator[tuple[str, str]]:
    """Give what opens, ends and stands in the document; null and aliases are empty texts."""
    try:
        import yaml  # noqa: PLC0415  only who reads Gradescope's exports needs it installed
    except ModuleNotFoundError as error:
        raise UsageError(f"an export of Gradescope needs {error.name}; pip install 'grader[instructor]'") from None
    kinds = {
        yaml.MappingStartEvent: "{",
        yaml.SequenceStartEvent: "[",
        yaml.MappingEndEvent: "end",
        yaml.SequenceEndEvent: "end",
        yaml.ScalarEvent: "text",
        yaml.AliasEvent: "text",
    }
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            value = getattr(event, "value", "")
            is_null = getattr(event, "style", None) is None and value in {"~", "null"}
            if type(event) in kinds:
                yield kinds[type(event)], "" if is_null else value.strip()
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


class _Pairs(list["_Tree"]):
    """Keys and values in turn."""

    def as_dict(self) -> dict[str, "_Tree"]:
        """Return them as a dictionary; a key that is no text is left out."""
        return {key: value for key, value in zip(self[::2], self[1::2], strict=True) if isinstance(key, str)}


def _mapping(node: _Tree) -> dict[str, _Tree]:
    return node if isinstance(node, dict) else {}


def _sequence(node: _Tree) -> list[_Tree]:
    return node if isinstance(node, list) else []


def _text(node: _Tree) -> str:
    return node if isinstance(node, str) else ""
