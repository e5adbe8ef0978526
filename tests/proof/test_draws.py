"""A case draws unless it is plain to see that it does not."""

from pathlib import Path

import pytest

from grader.proof.draws import drawing_cases
from grader.verdict import Case

SUITE = """\
import pytest
from grader.testing import exercise, universal_battery

pairs = pytest.mark.parametrize(("a", "b"), [(1, 2)])


@exercise("f")
class TestF:
    def test_fixed(self, student, reference): ...

    def test_drawn(self, student, rng): ...

    @pytest.mark.parametrize("shape", [(2, 3)])
    @pytest.mark.parametrize(("n", "m"), [(2, 3)])
    def test_written_down(self, student, shape, n, m): ...

    @pytest.mark.parametrize("shape", [(2, 3)])
    def test_written_down_and_drawn(self, student, shape, rng): ...

    @pairs
    def test_not_understood(self, student, a, b): ...


@pytest.mark.parametrize("base", [2, 10])
class TestG:
    def test_fixed(self, student, base): ...

    def test_whatever(self, student, request): ...


class TestInherited(TestG): ...


TestBattery = universal_battery("f", lambda rng: (rng.normal(size=3),))


def test_alone(student): ...
"""

IDS = (
    *("TestF::test_fixed", "TestF::test_drawn", "TestF::test_written_down[2-3-shape0]"),
    *("TestF::test_written_down_and_drawn[shape0]", "TestF::test_not_understood[1-2]"),
    *("TestG::test_fixed[2]", "TestG::test_whatever[2]", "TestInherited::test_fixed[2]", "TestBattery::test_new"),
    "test_alone",
)
FIXED = {"TestF::test_fixed", "TestF::test_written_down[2-3-shape0]", "TestG::test_fixed[2]", "test_alone"}


def drawing(folder: Path, suite: str) -> list[str]:
    """Return which of the cases draw, in a suite of this text."""
    (folder / "test_hidden.py").write_text(suite)
    return list(drawing_cases(folder / "test_hidden.py", [Case(id=name, exercise="f") for name in IDS]))


def test_a_case_without_rng_draws_nothing(tmp_path: Path) -> None:
    """With the student, the reference and written-down parameters alone; whatever else there is, draws."""
    assert drawing(tmp_path, SUITE) == [name for name in IDS if name not in FIXED]


@pytest.mark.parametrize("fixture", ["@pytest.fixture(autouse=True)\n", "@pytest.fixture\n"])
def test_with_a_fixture_of_its_own_every_case_may_draw(tmp_path: Path, fixture: str) -> None:
    """The fixture may have drawn, and need not be asked for."""
    assert drawing(tmp_path, f"{SUITE}\n\n{fixture}def student(rng): ...\n") == list(IDS)
    imported = "from pytest import fixture as given\n"
    assert drawing(tmp_path, imported + SUITE) == list(IDS)
