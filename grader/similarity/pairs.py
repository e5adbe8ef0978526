"""Pairs of students whose own code is much the same, by the fingerprints that copydetect takes of it.

They are those of winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003) with a window of one: every run of so many
characters counts, so that the salt of Python's hashes decides nothing. Names, comments and layout do not count.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt
from copydetect import CodeFingerprint

from grader.similarity.alike import Pair, Similarity
from grader.similarity.own import ELSEWHERE, Stub, written

Prints: TypeAlias = npt.NDArray[np.int64]

# Characters of tokens, each name being one letter: two statements or so. It is copydetect's own choice.
_LENGTH: Final = 25
# The least in common (a dozen lines have some 90) and the least share of either's own: of all, and of an exercise.
_LEAST, _SHARE = 60, 0.6
_LEAST_OF_EXERCISE, _SHARE_OF_EXERCISE = 40, 0.8
# A hostile text of this size takes the tokenizer a second, any other one some milliseconds.
_MAX_TEXT: Final = 1 << 15
# What so many wrote is the way to write it, and says nothing of any two of them: the larger of a number and a part.
_COMMON, _COMMON_PART = 10, 5
_COLUMNS: Final = 4096


class _Alike(msgspec.Struct, frozen=True):
    """Which students are alike, and by how much: a row and a column for each."""

    sizes: npt.NDArray[np.float32]
    shared: npt.NDArray[np.float32]
    much: npt.NDArray[np.bool_]


def compare(stub: Stub, texts: Mapping[str, str | None]) -> Similarity:
    """Return the pairs among students' texts, by student, None for one that is not there.

    The same texts give the same pairs.
    """
    given = _prints(stub.text)
    prints: dict[str, dict[str, Prints]] = {}
    left_out: list[tuple[str, str]] = []
    for student, text in sorted(texts.items()):
        if text is None:
            left_out.append((student, "what was graded is not among these submissions"))
        elif (own := written(stub, text)) is None or sum(map(len, own.values())) > _MAX_TEXT:
            left_out.append((student, "there is more of it than is compared"))
        else:
            prints[student] = {exercise: np.setdiff1d(_prints(piece), given) for exercise, piece in own.items()}
    more_than = max(_COMMON, len(prints) // _COMMON_PART)
    pairs = sorted(_pairs(stub, prints, more_than), key=_most_alike)
    return Similarity(pairs=tuple(pairs), left_out=tuple(left_out), more_than=more_than)


def _prints(text: str) -> Prints:
    found = CodeFingerprint("", k=_LENGTH, win_size=1, language="python", fp=io.StringIO(text))
    return np.array(sorted(found.hashes), dtype=np.int64)


def _pairs(stub: Stub, prints: Mapping[str, Mapping[str, Prints]], more_than: int) -> Iterator[Pair]:
    students = list(prints)
    whole = _alike([_union(prints[who].values()) for who in students], more_than, _LEAST, _SHARE)
    wanted = whole.much.copy()
    alike: dict[str, npt.NDArray[np.bool_]] = {}
    for exercise in dict.fromkeys(one for one in stub.exercises if one != ELSEWHERE):
        mine = [prints[who].get(exercise, _union(())) for who in students]
        found = _alike(mine, more_than, _LEAST_OF_EXERCISE, _SHARE_OF_EXERCISE)
        alike[exercise] = found.much
        wanted |= found.much & (found.shared >= _LEAST)
    for i, j in np.argwhere(wanted):
        shared = whole.shared[i, j]
        yield Pair(
            one=students[i],
            other=students[j],
            share_of_one=float(shared / whole.sizes[i]),
            share_of_other=float(shared / whole.sizes[j]),
            shared=int(shared),
            exercises=tuple(exercise for exercise, much in alike.items() if much[i, j]),
        )


def _alike(prints: Sequence[Prints], more_than: int, least: int, share: float) -> _Alike:
    """Compare each with each, by what no more than so many have."""
    every, having = np.unique(np.concatenate([_union(()), *prints]), return_counts=True)
    telling = every[(having > 1) & (having <= more_than)]
    sizes = np.array([np.isin(mine, every[having <= more_than]).sum() for mine in prints], dtype=np.float32)
    shared = np.zeros((len(prints), len(prints)), dtype=np.float32)  # whole numbers, exact
    for start in range(0, len(telling), _COLUMNS):
        columns = telling[start : start + _COLUMNS]
        has = np.array([np.isin(columns, mine) for mine in prints], dtype=np.float32)
        shared += has @ has.T
    much = (shared >= least) & (shared >= share * np.minimum.outer(sizes, sizes))
    return _Alike(sizes, shared, np.triu(much, k=1))


def _union(several: Iterable[Prints]) -> Prints:
    return np.unique(np.concatenate([np.empty(0, np.int64), *several]))


def _most_alike(pair: Pair) -> tuple[float, float, str, str]:
    shares = (-pair.share_of_one, -pair.share_of_other)
    return max(shares), min(shares), pair.one, pair.other
