"""Forbidden names are found wherever an honest student would write them, and nowhere else."""

from typing import Any

import numpy as np
import pytest

from grader.worker.shortcuts import ForbiddenError, Tripwire, find_all

FORBIDDEN = ("numpy.linalg.lstsq", "numpy.linalg.pinv", "scipy", "eval")


def found(source: str, *, exercise: str = "f") -> tuple[str, int] | None:
    """Return what is found in the exercise of that name; g is another exercise's."""
    rules = {name: (FORBIDDEN, (name,)) for name in ("f", "g")}
    return find_all(source, rules).get(exercise)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import numpy as np\ndef f(x): return np.linalg.lstsq(x)", ("numpy.linalg.lstsq", 2)),
        ("import numpy\ndef f(x): return numpy.linalg.pinv(x)", ("numpy.linalg.pinv", 2)),
        ("import numpy.linalg as la\ndef f(x): return la.pinv(x)", ("numpy.linalg.pinv", 2)),
        ("from numpy import linalg\ndef f(x): return linalg.pinv(x)", ("numpy.linalg.pinv", 2)),
        ("from numpy.linalg import lstsq as q\ndef f(x): return q(x)", ("numpy.linalg.lstsq", 2)),
        ("import numpy as np\nq = np.linalg.lstsq\ndef f(x): return q(x)", ("numpy.linalg.lstsq", 3)),
        ("import numpy as np\ndef f(x): return getattr(np.linalg, 'pinv')(x)", ("numpy.linalg.pinv", 2)),
        ("def f(x):\n    import numpy as n\n    return n.linalg.pinv(x)", ("numpy.linalg.pinv", 3)),
        ("import numpy as np\ndef h(x): return np.linalg.pinv(x)\ndef f(x): return h(x)", ("numpy.linalg.pinv", 2)),
        ("import numpy as np\nclass f:\n    def m(self): return np.linalg.pinv", ("numpy.linalg.pinv", 3)),
        ("import scipy.linalg\ndef f(x): return x", ("scipy.linalg", 1)),
        ("def f(x):\n    from scipy import linalg\n    return linalg", ("scipy.linalg", 2)),
        ("def f(x): return eval('x')", ("eval", 1)),
    ],
)
def test_a_shortcut_is_found(source: str, expected: tuple[str, int]) -> None:
    """By whatever name it was imported, in a helper or a method, with the line to look at."""
    assert found(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\ndef f(x): return np.linalg.solve(x, x)",
        "import numpy as np\ndef lstsq(x): return x\ndef f(x): return lstsq(x)",
        "import numpy as np\ndef g(x): return np.linalg.lstsq(x)\ndef f(x): return g(x)",
        "import numpy as np\ndef f(x): return x.lstsq",
        "from numpy.linalg import lstsq\ndef f(x): return x",
        "def eval(x): return x\ndef f(x): return eval(x)",
        "def g(x): return 'numpy.linalg.lstsq'",
        "from . import scipy_of_my_own\ndef f(x): return x",
    ],
)
def test_what_is_allowed_is_not_found(source: str) -> None:
    """Another function of that name, another exercise's use, an import that is not used."""
    assert found(source) is None


def test_a_use_belongs_to_its_own_exercise() -> None:
    """The exercise that is built on it is not blamed."""
    source = "import numpy as np\ndef g(x): return np.linalg.lstsq(x)\ndef f(x): return g(x)"
    assert found(source, exercise="g") == ("numpy.linalg.lstsq", 2)


def test_a_tripwire_raises_until_it_is_set_anew() -> None:
    """What was replaced comes back; what is not loaded is passed over."""
    wire, original = Tripwire(), np.linalg.pinv
    try:
        wire.set(("numpy.linalg.pinv", "scipy.nothing", "scipy"))
        with pytest.raises(ForbiddenError, match=r"numpy\.linalg\.pinv"):
            np.linalg.pinv(np.eye(2))
    finally:
        wire.set(())
    assert np.linalg.pinv is original


def test_a_tripwire_lets_the_exempt_module_through() -> None:
    """What its own functions call is theirs; what is called with their help is not."""
    wire = Tripwire()
    given = {"np": np}
    exec("def inverse(x, f=None):\n    return (f or np.linalg.pinv)(x)", given)  # noqa: S102  as a worker does
    wire.exempt = given
    try:
        wire.set(("numpy.linalg.pinv",))
        inverse: Any = given["inverse"]
        assert inverse(np.eye(1)).tolist() == [[1.0]]
        with pytest.raises(ForbiddenError):
            inverse(np.eye(1), lambda x: np.linalg.pinv(x))  # noqa: PLW0108  the frame is what counts
    finally:
        wire.set(())
