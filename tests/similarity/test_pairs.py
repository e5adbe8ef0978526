"""Who copied is found, who did not is not: of texts that differ in names and layout, in ideas, or in nothing."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from grader.course.regions import parse
from grader.similarity.own import read_stub

pairs = pytest.importorskip("grader.similarity.pairs", reason="copydetect is an extra")

SOLUTION = '''"""A module."""

import numpy as np


def given(x):
    """Return x, checked."""
    x = np.asarray(x, dtype=float)
    if x.ndim != 2 or x.shape[0] == 0 or x.shape[1] == 0:
        raise ValueError(f"x must be a matrix with entries, got the shape {x.shape}")
    if not np.isfinite(x).all():
        raise ValueError("x must be finite")
    return x


def standardise(x):
    """Return x with columns of mean 0 and variance 1."""
    # BEGIN SOLUTION standardise: subtract, divide
    return (x - x.mean(axis=0)) / x.std(axis=0)
    # END SOLUTION


def descend(gradient, start, rate, steps):
    """Return the points that gradient descent visits."""
    # BEGIN SOLUTION descend: go against the gradient
    return start
    # END SOLUTION
'''
STUB = read_stub(parse(SOLUTION, Path("m.py")))


def submission(standardise: str, descend: str, *, helper: str = "") -> str:
    """Return the stub with these lines in place of what raises."""
    text = STUB.text.replace('    raise NotImplementedError("standardise")\n', standardise)
    return helper + text.replace('    raise NotImplementedError("descend")\n', descend)


FIRST = submission(
    """\
    centre = x.mean(axis=0)
    spread = x.std(axis=0)
    spread[spread == 0] = 1.0
    return (x - centre) / spread
""",
    """\
    point = np.array(start, dtype=float)
    visited = [point.copy()]
    for step in range(steps):
        slope = gradient(point)
        point = point - rate * slope
        visited.append(point.copy())
        if np.linalg.norm(slope) < 1e-8:
            break
    return np.stack(visited)
""",
)
RENAMED = (
    FIRST.replace("centre", "mu")
    .replace("spread", "sigma")
    .replace("point", "w")
    .replace("visited", "path")
    .replace("slope", "g")
    .replace("    for step", "\n    # walk downhill\n    for k")
)
SECOND = submission(
    """\
    n = len(x)
    total = sum(row for row in x)
    squares = sum(row * row for row in x)
    variance = squares / n - (total / n) ** 2
    return np.where(variance > 0, (x - total / n) / np.sqrt(np.maximum(variance, 1e-300)), 0.0)
""",
    """\
    def walk(at, left):
        yield at
        while left:
            at = at + gradient(at) * -rate
            left -= 1
            yield at

    return np.array(list(walk(np.asarray(start), steps)))
""",
)
UNWRITTEN = STUB.text


def found(**texts: str | None) -> list[tuple[str, str]]:
    """Return who is paired with whom."""
    return [(pair.one, pair.other) for pair in pairs.compare(STUB, texts).pairs]


def test_a_copy_is_wholly_the_others() -> None:
    """In all together, and in each exercise that is large enough to say so."""
    (pair,) = pairs.compare(STUB, {"a": FIRST, "b": FIRST}).pairs
    assert (pair.one, pair.other, pair.share_of_one, pair.share_of_other) == ("a", "b", 1.0, 1.0)
    assert pair.exercises == ("descend",)


def test_other_names_and_another_layout_hide_nothing() -> None:
    """Nor do comments."""
    assert RENAMED != FIRST
    (pair,) = pairs.compare(STUB, {"a": FIRST, "b": RENAMED}).pairs
    assert min(pair.share_of_one, pair.share_of_other) > 0.95


def test_independent_solutions_are_no_pair() -> None:
    """Though the stub, most of the text, is the same in both."""
    assert found(a=FIRST, b=SECOND) == []


def test_unwritten_stubs_are_no_pair() -> None:
    """With each other, or with anybody."""
    assert found(a=UNWRITTEN, b=UNWRITTEN, c=FIRST) == []


def test_what_is_given_is_nobodys_own_wherever_it_stands() -> None:
    """A copy of the stub's function under another name is no sign."""
    body = SOLUTION[SOLUTION.index("def given") : SOLUTION.index("def standardise")]
    copies = {who: UNWRITTEN + "\n" + body.replace("given", name) for who, name in (("a", "mine"), ("b", "checked"))}
    assert found(**copies) == []


def test_a_copy_of_one_exercise_is_found() -> None:
    """However the others differ; it is named."""
    half = SECOND[: SECOND.index("def descend")] + FIRST[FIRST.index("def descend") :]
    (pair,) = pairs.compare(STUB, {"a": FIRST, "b": half}).pairs
    assert pair.exercises == ("descend",)
    assert pair.share_of_one < 1


def test_what_many_wrote_says_nothing() -> None:
    """Two of ten are a pair; of eleven that wrote the same nobody is."""
    assert len(found(**{f"s{n}": FIRST for n in range(10)})) == 45
    assert found(**{f"s{n}": FIRST for n in range(11)}) == []


def test_who_is_not_compared_is_told() -> None:
    """With the reason."""
    long = FIRST + "".join(f"value_{n} = {n}\n" for n in range(3000))
    assert pairs.compare(STUB, {"a": FIRST, "b": long, "c": None}).left_out == (
        ("b", "there is more of it than is compared"),
        ("c", "what was graded is not among these submissions"),
    )


def test_of_nobody_there_is_no_pair() -> None:
    """Nor of one."""
    assert found() == []
    assert found(a=FIRST) == []


def test_text_that_is_no_python_is_text() -> None:
    """It is compared like any other, and never raises."""
    noise = random.Random(7)  # noqa: S311  no secret
    broken = "".join(chr(noise.randrange(1, 0x3000)) for _ in range(3000))
    assert found(a=FIRST, b=broken, c=broken.replace("\n", "x")) == [("b", "c")]


CODE = """
import sys
sys.path[:0] = {path!r}
from test_pairs import FIRST, RENAMED, SECOND, STUB, pairs
import msgspec
print(msgspec.json.encode(pairs.compare(STUB, dict(a=FIRST, b=RENAMED, c=SECOND, d=FIRST[:-90]))).decode())
"""


def test_the_same_texts_give_the_same_bytes() -> None:
    """Whatever the salt of Python's hashes is."""
    code = CODE.format(path=[str(Path(__file__).parent)])
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": salt}, check=True, capture_output=True, text=True
        ).stdout
        for salt in ("1", "2")
    }
    assert len(runs) == 1
    assert '"one":"a"' in runs.pop()
