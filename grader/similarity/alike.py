"""What is found of submissions that look alike: values alone, so that a page needs no detector."""

import msgspec


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two students, how much of each one's own code is in the other's, and the exercises that are much the same."""

    one: str
    other: str
    share_of_one: float
    share_of_other: float
    shared: int
    exercises: tuple[str, ...]


class Similarity(msgspec.Struct, frozen=True, kw_only=True):
    """The pairs, those most alike first; who was left out and why; what ``more_than`` so many wrote is not counted."""

    pairs: tuple[Pair, ...]
    left_out: tuple[tuple[str, str], ...]
    more_than: int
