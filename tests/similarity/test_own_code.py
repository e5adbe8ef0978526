"""What students wrote themselves is what is left of their text without the stub's lines."""

from pathlib import Path

from grader.course.regions import parse
from grader.similarity.own import ELSEWHERE, MAX_LINES, read_stub, written

SOLUTION = '''"""A module."""

import numpy as np


def scale(x):
    """Divide by the largest."""
    # BEGIN SOLUTION scale: divide
    return x / x.max()
    # END SOLUTION


def shift(x):
    """Take the mean away."""
    x = np.asarray(x)
    # BEGIN SOLUTION shift: subtract
    return x - x.mean()
    # END SOLUTION
'''
STUB = read_stub(parse(SOLUTION, Path("m.py")))
SCALE = '    raise NotImplementedError("scale")\n'


def test_of_the_stub_nothing_is_the_students() -> None:
    """Nor in another layout."""
    assert written(STUB, STUB.text) == {}
    assert written(STUB, STUB.text.replace("    ", "\t").replace("\n", "\n\n")) == {}


def test_what_stands_in_a_region_is_its_exercises() -> None:
    """Whether the line that raises is still there or not."""
    top = "    top = x.max()\n    return x / top\n"
    assert written(STUB, STUB.text.replace(SCALE, top)) == {"scale": top}
    assert written(STUB, STUB.text.replace(SCALE, top + SCALE)) == {"scale": top}


def test_a_function_of_ones_own_is_outside_of_the_exercises() -> None:
    """It may serve several."""
    own = "def largest(x):\n    return sorted(x)[-1]\n"
    text = STUB.text.replace("import numpy as np\n", f"import numpy as np\n{own}")
    assert written(STUB, text) == {ELSEWHERE: own}


def test_more_lines_than_are_compared_are_none() -> None:
    """However little each of them is."""
    assert written(STUB, "x\n" * MAX_LINES) is not None
    assert written(STUB, "x\n" * (MAX_LINES + 1)) is None
