"""The search for loose comparisons: each kind is found, strict ones are not, wherever the student's value went."""

from pathlib import Path

import pytest

from grader.errors import CourseError
from grader.proof.strictness import Loose, find_loose

ROOT = Path(__file__).parents[2]
HEAD = """\
import math
import numpy as np
import pytest
from numpy.testing import assert_allclose as agree
from grader.testing import assert_close, assert_gradient, raises, unchanged

"""
TEST = "def test(student, reference, rng, x, tol):\n    "


def loose(tmp_path: Path, text: str) -> tuple[Loose, ...]:
    """Search a suite of this text."""
    path = tmp_path / "test_hidden.py"
    path.write_text(text, encoding="utf-8")
    return find_loose(path)


def sentences(tmp_path: Path, body: str) -> list[str]:
    """Search a test of this body."""
    indented = body.replace("\n", "\n    ")
    return [one.sentence for one in loose(tmp_path, f"{HEAD}{TEST}{indented}\n")]


def lines(tmp_path: Path, text: str) -> list[int]:
    """Search a suite and return the lines of what is found, the first line of the text being 1."""
    return [one.line for one in loose(tmp_path, text)]


@pytest.mark.parametrize(
    ("statement", "start"),
    [
        ("assert np.allclose(student.f(x), 1)", "`allclose` broadcasts"),
        ("assert not np.allclose(student.f(x), 1)", "`allclose` broadcasts"),
        ("ok = np.isclose(student.f(x), 1)", "`isclose` takes any type"),
        ("assert math.isclose(1, b=student.f(x))", "`isclose` takes any type"),
        ("np.testing.assert_allclose(student.f(x), 1)", "`assert_allclose` broadcasts"),
        ("agree(student.f(x), 1)", "`assert_allclose` broadcasts"),
        ("np.testing.assert_almost_equal(student.f(x), 1)", "`assert_almost_equal` broadcasts"),
        ("assert np.array_equal(student.f(x), x)", "`array_equal` takes any dtype"),
        ("assert 1 == pytest.approx(student.f(x))", "`approx` takes any type"),
        ("assert student.f(x) == pytest.approx(1)", "`==` with a student's value takes"),
        ("assert np.all(student.f(x) == x)", "`all` over comparisons passes on an empty value"),
        ("assert (abs(student.f(x) - x) < tol).all()", "`all` over comparisons passes on an empty value"),
        ("assert all(a < b for a, b in zip(student.f(x), x))", "`all` over comparisons passes on an empty value"),
        ("assert not np.any(student.f(x) != x)", "`any` over comparisons passes on an empty value"),
        ("assert not (abs(student.f(x)) > tol).any()", "`any` over comparisons passes on an empty value"),
        ("assert student.f(x) == 1", "`==` with a student's value takes 1, 1.0 and True for one"),
        ("assert 1 == student.f(x), 'no'", "`==` with a student's value takes 1, 1.0 and True for one"),
        ("assert 0 < x == student.f(x)", "`==` with a student's value takes 1, 1.0 and True for one"),
        ("assert student.f(x) != 1", "`!=` with a student's value passes on NaN"),
        ("assert student.f(x) in (1, 2)", "`in` with a student's value takes 1, 1.0 and True for one"),
        ("assert 1 not in student.f(x)", "`not in` with a student's value passes on NaN"),
        ("assert x and (tol or student.f(x) == 1)", "`==` with a student's value"),
        ("assert not student.f(x) == 1", "`==` with a student's value"),
        ("assert not student.f(x) > tol", "every ordering of NaN is false"),
        ("assert not (abs(student.f(x) - x) > tol)", "every ordering of NaN is false"),
        ("assert not max(abs(student.f(x)) >= tol)", "every ordering of NaN is false"),
        ("assert x and not (tol or student.f(x) <= x)", "every ordering of NaN is false"),
        ("student.f(x) == 1", "a comparison without assert checks nothing"),
        ("not student.f(x) < 1", "a comparison without assert checks nothing"),
        ("x and student.f(x) < 1", "a comparison without assert checks nothing"),
        ("assert student.f(x)", "the truth of a student's value decides"),
        ("assert not student.Model().fit(x).converged", "the truth of a student's value decides"),
        ("assert np.isfinite(student.f(x)).all()", "the truth of a student's value decides"),
        ("assert (y := student.f(x))", "the truth of a student's value decides"),
        ("if student.f(x) > 0: pass", "a student's value decides what is tested"),
        ("while student.f(x): pass", "a student's value decides what is tested"),
        ("y = 1 if student.f(x) else 2", "a student's value decides what is tested"),
        ("y = [e for e in x if e < student.f(e)]", "a student's value decides what is tested"),
        ("match student.f(x):\n    case 1: pass", "a student's value decides what is tested"),
    ],
)
def test_each_kind_is_found_once(tmp_path: Path, statement: str, start: str) -> None:
    """Each loose form has one finding, which says what is loose and what to write."""
    (sentence,) = sentences(tmp_path, statement)
    assert sentence.startswith(start)
    assert "assert_close" in sentence or "without `not`" in sentence


@pytest.mark.parametrize(
    "body",
    [
        "assert_close(student.f(x), expected)",
        "assert isinstance(student.f(x), float)",
        "assert type(student.f(x)) is float",
        "assert len(student.f(x)) == 3 and type(student.f(x)) == float",
        "assert student.f(x) is None",
        "assert student.f(x) is not x",
        "assert all(isinstance(y, float) for y in student.f(x))",
        "assert [isinstance(y, float) for y in student.f(x)] == [True, True]",
        "assert 1 <= student.f(x) < 2",
        "assert abs(student.f(x) - 1) <= tol",
        "with pytest.raises(ValueError) as caught:\n    student.f(x)\nassert 'axis' in str(caught.value)",
        "assert raises(lambda: student.f(x)) == 'ValueError'",
        "assert unchanged(student.f, x)",
        "if isinstance(student.f(x), tuple): pass",
        "y = student.f(x)\ny = reference.f(x)\nassert y == 1",
        "y, z = student.f(x), reference.f(x)\nassert z == 1",
        "[(y, w), z] = (student.f(x), student.f(1)), 2\nassert z == 1",
        "for y, z in zip(student.f(x), [1, 2]):\n    assert z != 3",
        "for i, y in enumerate(student.f(x)):\n    if i == 0: assert_close(y, 1.0)",
        "assert np.allclose(reference.f(x), 1) and x == tol and not x > tol",
        "assert np.all(x == 1)\nx == 1\nif x == 1: pass",
        "before = x.copy()\nstudent.f(x)\nassert np.array_equal(before, x)",
        "student.isclose(x, x)",
        "assert reference.isclose(x, 1)",
        "z = [(y := e) for e in x]\nassert y == 1",
        "y = []\ny.append(1)\nassert y == [1]",
        "shape = (1, 2) if student.f(x) is None else (3,)\nassert shape == (3,)",
    ],
)
def test_what_is_strict_is_let_through(tmp_path: Path, body: str) -> None:
    """Facts that Python establishes, orderings that NaN fails, and the suite's own values are no findings."""
    assert sentences(tmp_path, body) == []


@pytest.mark.parametrize(
    "taint",
    [
        "y = student.f(x)",
        "y: float = student.f(x)",
        "y = z = student.f(x)",
        "_, y = student.f(x)",
        "_, *y = student.f(x)",
        "_, y = (*student.f(x), 1)",
        "(_, y), w = student.f(x), 1",
        "y = 0\ny += student.f(x)",
        "y = {}\ny['a'] = student.f(x)",
        "y = []\ny.append(student.f(x))",
        "y = student.f(x)\ny[0] = 1",
        "for y in student.f(x): pass",
        "for y, z in student.f(x): pass",
        "for z, y in [(1, student.f(x)), (2, 3)]: pass",
        "for _, y in enumerate(student.f(x)): pass",
        "for _, y in zip(*student.f(x)): pass",
        "for _ in x:\n    y = z\n    z = w\n    w = student.f(x)",
        "while x:\n    y = student.f(x)",
        "if x:\n    y = student.f(x)\nelse:\n    y = 1",
        "try:\n    y = student.f(x)\nexcept ValueError:\n    y = 1",
        "try:\n    pass\nexcept ValueError:\n    y = student.f(x)",
        "match x:\n    case 1 if x:\n        y = student.f(x)",
        "match x:\n    case 1 if (y := student.f(x)): pass",
        "match student.f(x):\n    case [y, *z]: pass",
        "with student.f(x) as y: pass",
        "with open(x) as z, student.f(x) as (y, w): pass",
        "print(y := student.f(x))",
        "z = [(y := e) for e in student.f(x)]",
        "y = [e + 1 for e in student.f(x)]",
        "y = {k: student.f(k) for k in x}",
        "y = (lambda e: student.f(e))(x)",
        "y = (lambda student: student.f(1))(student)",
        "y = x + 2 * student.f(x).weights[0].T",
        "y = np.mean(student.f(x))",
        "y = -student.f(x) if x else 1",
        "y = f'{student.f(x)}'",
        "f = student.f\ny = f(x)",
        "m = student.Model()\nm.fit(x)\ny = m.weights",
        "def f(e):\n    return student.f(e)\ny = f(x)",
        "def f(e=(y := student.f(x))):\n    return 1",
        "class Box:\n    a = 1\nbox = Box()\nbox.a = student.f(x)\ny = box.a",
        "y = student.f(x)\nassert_close(y, student.f(x))",
        "y = student.f(x)\nassert_close(x, y)",
        "y = student.f(x)\nassert_close(y[0], 1.0)",
        "y = student.f(x)\nif x: assert_close(y, x)",
        "y = student.f(x)\nfor _ in x: assert_close(y, x)",
        "y = student.f(x)\nwith pytest.raises(AssertionError): assert_close(y, x)",
        "y = student.f(x)\nassert_close(y, x)\ny = student.f(x)",
    ],
)
def test_a_value_is_followed(tmp_path: Path, taint: str) -> None:
    """Whatever holds, computes from or passes on a student's value is the student's."""
    found = [s for s in sentences(tmp_path, f"{taint}\nassert y == 1") if not s.startswith("a student's value")]
    assert len(found) == 1


@pytest.mark.parametrize(
    "check",
    [
        "assert_close(y, x)",
        "assert_close(actual=y, expected=x)",
        "assert_close(y, x, rtol=1e-3)",
        "assert_gradient(f, x, y)",
        "assert_gradient(f, x, gradient=y)",
        "if x:\n    assert_close(y, x)\nelse:\n    assert_close(y, 1.0)",
        "with np.errstate(all='ignore'): assert_close(y, x)",
        "with x: assert_close(y, x)",
    ],
)
def test_a_name_that_was_compared_strictly_is_trusted(tmp_path: Path, check: str) -> None:
    """After it the type, the shape and the values are known."""
    assert len(sentences(tmp_path, "y = student.f(x)\nassert np.all(y > 0)")) == 1
    assert sentences(tmp_path, f"y = student.f(x)\n{check}\nassert np.all(y > 0) and y[0] != y[1]") == []


def test_a_name_is_not_trusted_before_the_comparison(tmp_path: Path) -> None:
    """Trust begins where the comparison stands and ends with the function."""
    text = (
        "def test_one(student):\n    y = student.f()\n    assert y == 1\n    assert_close(y, 1)\n    assert y == 1\n"
        "def test_two(student):\n    y = student.f()\n    assert y == 1\n"
    )
    assert lines(tmp_path, text) == [3, 8]


def test_a_helper_is_followed_where_it_is_given_a_students_value(tmp_path: Path) -> None:
    """A helper's parameter is the student's if any call says so, through other helpers, in any order."""
    text = """\
def check(got, expected):
    assert got == 1
    assert expected == 1
def first(value, *rest, tol=0, **more):
    check(value, 1)
    assert rest == ()
    assert more == {}
    assert tol == 0
def unused(value):
    assert value == 1
def test(student):
    first(student.f(), tol=1)
"""
    assert lines(tmp_path, text) == [2]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("f(student.f(), 1)", [2]),
        ("f(1, b=student.f())", [3]),
        ("f(1, 2, student.f())", [2, 3, 4, 5]),
        ("f(*student.f())", [2, 3, 4, 5]),
        ("f(1, 2, c=student.f())", [2, 3, 4, 5]),
        ("f(1, **student.f())", [2, 3, 4, 5]),
        ("f(1, 2)", []),
        ("g(student.f(), 1)", []),
    ],
)
def test_arguments_are_matched_with_parameters(tmp_path: Path, call: str, expected: list[int]) -> None:
    """By position and by name where that is plain, otherwise all of them are the student's."""
    text = f"""\
def f(a, b, *rest, **more):
    assert a == 1
    assert b == 1
    assert rest == 1
    assert more == 1
def test(student):
    {call}
"""
    assert lines(tmp_path, text) == expected


def test_what_a_helper_returns_is_followed(tmp_path: Path) -> None:
    """A helper that returns what it was given passes it on; one that returns a fact does not."""
    text = """\
def same(value): return value
def double(value): yield 2 * same(value)
def size(value): return len(value)
def allclose(one, other): return len(one) == len(other)
def test(student):
    assert double(student.f()) == 1
    assert same(2) == 1
    assert size(student.f()) == 1
    assert allclose(student.f(), [1])
"""
    assert lines(tmp_path, text) == [6]


def test_a_fixture_that_gives_a_students_value_is_followed(tmp_path: Path) -> None:
    """A parameter named after such a fixture is the student's, as the fixture's own argument is."""
    text = """\
@pytest.fixture
def model(student):
    yield student.Model()
@pytest.fixture
def size(student): return 3
def test(model, size):
    assert model.w == 1
    assert size == 3
"""
    assert lines(tmp_path, text) == [7]


def test_methods_are_followed(tmp_path: Path) -> None:
    """A method of the suite is a helper whose parameters begin after self, unless it is static."""
    text = """\
class TestF:
    def check(self, a, b):
        assert a == 1
        assert self.x == b
    @staticmethod
    def plain(a, b):
        assert a == 1
        assert b == 1
    async def test(self, student):
        self.check(student.f(), 1)
        self.plain(1, student.f())
        async with student.f() as y: pass
        async for z in student.f(): assert z == 1
"""
    assert lines(tmp_path, text) == [3, 8, 13]


def test_findings_are_sorted_and_say_where(tmp_path: Path) -> None:
    """A finding reads path, line, what is loose, what to write instead; a line may have two."""
    path = tmp_path / "test_hidden.py"
    found = loose(tmp_path, "def test(student):\n    assert student.f() != 1 and student.f()\n    assert student.f()\n")
    assert [(one.line, one.sentence[:4]) for one in found] == [(2, "`!=`"), (2, "the "), (3, "the ")]
    assert str(found[0]) == (
        f"{path}:2: `!=` with a student's value passes on NaN; write assert_close(value, expected)"
    )


def test_a_suite_is_read_and_not_run(tmp_path: Path) -> None:
    """A suite that would raise, or that begins with a byte order mark, is searched all the same."""
    text = "\ufeffraise SystemExit\ndef test(student): assert student.f()\n"
    assert lines(tmp_path, text) == [2]


def test_what_is_no_python_is_an_authors_fault(tmp_path: Path) -> None:
    """A suite that cannot be parsed is named with its line."""
    with pytest.raises(CourseError, match=r"test_hidden\.py:2: this is not Python \(.*\); mend it"):
        loose(tmp_path, "x = 1\nx = = 1\n")


@pytest.mark.parametrize("suite", ["test_public.py", "test_hidden.py"])
def test_the_bundled_suites_are_read_without_false_alarms(suite: str) -> None:
    """What is found there is an `all` over an ordering, which an empty history of losses would pass."""
    found = find_loose(ROOT / "solutions" / "02_linear_regression" / suite)
    assert [one.sentence for one in found if not one.sentence.startswith("`all` over comparisons")] == []


def test_an_expected_value_computed_too_late_is_loose(tmp_path: Path) -> None:
    """A student who zeroes the argument and returns the answer for zeros would agree with it."""
    suite = tmp_path / "test_hidden.py"
    suite.write_text(
        "def test_f(student, reference, x):\n"
        "    assert_close(student.f(x), reference.f(x))\n"
        "    expected = reference.f(x)\n"
        "    assert_close(student.f(x), expected)\n"
    )
    (loose,) = find_loose(suite)
    assert (loose.line, "`x` is used after it was handed out" in loose.sentence) == (2, True)
