"""Lines of a terminal: within their cells, nothing of code lost, broken where a reader would break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import UNHURRIED, hostile
from rich.cells import cell_len

from grader.printable import printable
from grader.report.lines import CONTINUED, continued, wrapped

texts = st.one_of(hostile, st.text("ab 한_:(\n\t.", max_size=200)).map(lambda text: printable(text, 4_000))
widths = st.integers(8, 80)


@UNHURRIED
@given(texts, widths)
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    """Letters of two cells count as two."""
    assert all(cell_len(line) <= width for line in (*wrapped(text, width), *continued(text, width)))


@UNHURRIED
@given(texts, widths)
def test_prose_loses_nothing_but_blanks(text: str, width: int) -> None:
    """All its other letters are there, in order."""
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@UNHURRIED
@given(st.text("ab 한_:(.", max_size=200), widths)
def test_a_line_of_code_is_put_together_again(text: str, width: int) -> None:
    """What follows the sign belongs, as it stands, to the line above."""
    blanks = len(text) - len(text.lstrip(" "))
    margin = blanks if blanks <= width // 2 else 0
    first, *rest = continued(text, width)
    assert all(line[margin:].startswith(CONTINUED) for line in rest)
    assert first + "".join(line[margin + len(CONTINUED) :] for line in rest) == text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("    one two three", 12, ["    one two", "    three"]),
        ("가나다 라마", 8, ["가나다", "라마"]),
        ("TestLoss::test_of_nothing: failed", 20, ["TestLoss::", "test_of_nothing:", "failed"]),
        ("test_of_a_long_name", 12, ["test_of_a_", "long_name"]),
        ("x" * 10, 8, ["x" * 8, "xx"]),
        ("a\tb", 8, ["a   b"]),
        ("", 8, [""]),
    ],
)
def test_prose_is_broken_between_words(text: str, width: int, lines: list[str]) -> None:
    """Then where the parts of a name are joined, and within them at last."""
    assert wrapped(text, width) == lines


def test_a_path_may_stay_whole() -> None:
    """So that it can be copied."""
    assert wrapped("look at /a/long/path/to/it here", 10, split_words=False) == [
        "look at",
        "/a/long/path/to/it",
        "here",
    ]


def test_code_that_goes_on_says_so() -> None:
    """Lines that fit are as they were."""
    code = "import numpy as np\n    f(np.array([1.0]), np.array([2.0]))"
    assert continued(code, 28) == [
        "import numpy as np",
        "    f(np.array([1.0]),",
        "    ↳  np.array([2.0]))",
    ]
