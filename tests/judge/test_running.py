"""A case is run as the plain call that it is or by pytest's protocol, and nobody can tell which by what came of it."""

import pytest
from judging import DOUBLE, SEED, Bailiff

from grader.judge import plugin as plugin_module
from grader.judge.plugin import Judgement, JudgePlugin

REFERENCE = DOUBLE


def plain(bailiff: Bailiff, suite: str) -> dict[str, bool]:
    """Tell of each case whether it is run as a plain call."""
    found: dict[str, bool] = {}

    def serve(plugin: JudgePlugin) -> None:
        found.update({case: slot.plain is not None for case, slot in plugin._slots.items()})

    bailiff.serve(suite, serve, reference=REFERENCE)
    return found


PLAIN = {
    "a function": "def test_f(student, reference, rng): pass",
    "a function of nothing": "def test_f(): pass",
    "a method": "class TestF:\n    def test_f(self, student): pass",
    "a nested class": "class TestF:\n    class TestG:\n        def test_f(self): pass",
    "parameters": "@pytest.mark.parametrize('x', [1])\ndef test_f(student, x): pass",
    "several parameters": (
        "@pytest.mark.parametrize('x', [1])\n@pytest.mark.parametrize(('y', 'z'), [(2, 3)])\ndef test_f(z, y, x): pass"
    ),
    "parameters of a class": "@pytest.mark.parametrize('x', [1])\nclass TestF:\n    def test_f(self, x): pass",
    "a parameter in a fixture's place": "@pytest.mark.parametrize('rng', [1])\ndef test_f(rng): assert rng == 1",
    "marks that describe": (
        "@pytest.mark.weight(2)\n@pytest.mark.group('edge')\n@pytest.mark.expects_error\ndef test_f(): pass\n"
    ),
    "a fixture that nobody asks for": "@pytest.fixture\ndef own(): pass\ndef test_f(): pass",
}
PROTOCOL = {
    "a fixture of the suite's own": "@pytest.fixture\ndef own(): return 3\ndef test_f(own): assert own == 3",
    "a fixture of pytest's": "def test_f(tmp_path): assert tmp_path.is_dir()",
    "the judge's fixture made over": "@pytest.fixture\ndef student(student): return 3\n"
    "def test_f(student): assert student == 3",
    "an autouse fixture": (
        "seen = []\n@pytest.fixture(autouse=True)\ndef own(): seen.append(1)\ndef test_f(): assert seen.pop()"
    ),
    "a fixture of the class": (
        "class TestF:\n    @pytest.fixture(scope='class')\n    def own(self): return 3\n"
        "    def test_f(self, own): assert own == 3"
    ),
    "a fixture of the module": "@pytest.fixture(scope='module')\ndef own(): return 3\ndef test_f(own): assert own == 3",
    "setup_method": "class TestF:\n    def setup_method(self): self.x = 3\n    def test_f(self): assert self.x == 3",
    "setup_class": (
        "class TestF:\n    @classmethod\n    def setup_class(cls): cls.x = 3\n    def test_f(self): assert self.x == 3"
    ),
    "setup_function": "seen = []\ndef setup_function(): seen.append(1)\ndef test_f(): assert seen",
    "setup_module": "seen = []\ndef setup_module(): seen.append(1)\ndef test_f(): assert seen",
    "a skip": "@pytest.mark.skip\ndef test_f(): assert False",
    "a skip that does not hold": "@pytest.mark.skipif(False, reason='no')\ndef test_f(): pass",
    "an expected failure": "@pytest.mark.xfail\ndef test_f(): assert False",
    "usefixtures": (
        "seen = []\n@pytest.fixture\ndef own(): seen.append(1)\n"
        "@pytest.mark.usefixtures('own')\ndef test_f(): assert seen.pop()"
    ),
    "warnings that are errors": "@pytest.mark.filterwarnings('error')\ndef test_f(): pass",
    "a static method": "class TestF:\n    @staticmethod\n    def test_f(student): assert student.f(1) == 2",
    "a class method": "class TestF:\n    @classmethod\n    def test_f(cls, student): assert student.f(1) == 2",
    "a coroutine": "async def test_f(): pass",
    "an asynchronous generator": "async def test_f():\n    yield",
    "an indirect parameter": (
        "@pytest.fixture\ndef own(request): return request.param + 1\n"
        "@pytest.mark.parametrize('own', [1], indirect=True)\ndef test_f(own): assert own == 2"
    ),
    "the judge's fixture as an indirect parameter": (
        "@pytest.mark.parametrize('student', [1], indirect=True)\ndef test_f(student): assert student.f(1) == 2"
    ),
}


@pytest.mark.parametrize("suite", PLAIN.values(), ids=PLAIN)
def test_a_case_that_is_a_plain_call_is_called(bailiff: Bailiff, suite: str) -> None:
    """A function or method on parameters and the judge's own fixtures needs no protocol, and does as it would there."""
    assert all(plain(bailiff, suite).values())
    assert {str(verdict.outcome) for verdict in bailiff.verdicts(suite, DOUBLE, reference=REFERENCE).values()} == {
        "passed"
    }


@pytest.mark.parametrize(("what", "suite"), PROTOCOL.items(), ids=PROTOCOL)
def test_what_pytest_does_for_a_case_is_done(bailiff: Bailiff, what: str, suite: str) -> None:
    """Whatever takes effect while a case runs leaves the case to pytest."""
    assert not any(plain(bailiff, suite).values())
    outcome, _ = bailiff.said(suite, DOUBLE, reference=REFERENCE)
    expected = {"a skip": "missing"} | dict.fromkeys(
        ("a coroutine", "an asynchronous generator", "an expected failure"), "failed"
    )
    assert outcome == expected.get(what, "passed")


MIXED = """
import warnings

made = []

@pytest.fixture(scope="class")
def shared():
    made.append(1)
    yield made
    made.clear()

@pytest.fixture
def own(student): return student

class TestF:
    def test_first(self, shared, student): assert_close(student.f(3), 6)
    def test_plain(self, student): assert_close(student.f(4), 8)
    def test_second(self, shared, own):
        assert made == [1]
        assert_close(own.f(5), 10)
    def test_wrong(self, student): assert_close(student.f(5), 11)

@pytest.mark.parametrize("x", [np.arange(3.0), np.arange(4.0)])
def test_drawn(student, reference, rng, x):
    x = x + rng.normal(size=x.shape)
    assert_close(student.f(x), reference.f(x))

def test_raises(student):
    with pytest.raises(TypeError): student.f(None)

def test_breaks(student): raise LookupError("suite")
def test_fails(): pytest.fail("said so")
def test_skips(): pytest.skip("today")
def test_dies(student): student.g()
def test_after(student): assert_close(student.f(1), 2)

def test_warns(student):
    warnings.warn("heard by nobody")
    with pytest.warns(UserWarning, match="careful"): student.warn()
"""
SOURCES = (
    DOUBLE + "def g():\n    import os; os._exit(3)\ndef warn():\n    import warnings; warnings.warn('careful')\n",
    "def f(x):\n    return x * 3\ndef g():\n    pass\ndef warn():\n    pass\n",
    "1 / 0\n",
    "def f(x):\n    raise NotImplementedError('f')\n",
)


def test_both_ways_give_the_same_verdicts(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outcomes and messages, for right and wrong submissions one after the other, wherever the two ways alternate."""

    def judged() -> list[Judgement]:
        return bailiff.judge(MIXED, *SOURCES, *SOURCES, reference=REFERENCE)

    alternating = judged()
    assert set(plain(bailiff, MIXED).values()) == {True, False}
    monkeypatch.setattr(plugin_module, "plain_run", lambda *_: None)
    assert not any(plain(bailiff, MIXED).values())
    by_protocol = judged()
    assert [judgement.verdicts for judgement in alternating] == [judgement.verdicts for judgement in by_protocol]
    assert [judgement.transcripts for judgement in alternating] == [judgement.transcripts for judgement in by_protocol]
    assert alternating[: len(SOURCES)] == alternating[len(SOURCES) :]
    assert len({str(verdict.outcome) for judgement in alternating for verdict in judgement.verdicts}) > 3


@pytest.mark.parametrize("own", ["", ", own"], ids=["plain", "protocol"])
def test_what_a_submission_changes_is_as_before_for_the_next(bailiff: Bailiff, own: str) -> None:
    """A parametrized array, list, dict or generator that is changed in place is its author's again."""
    suite = f"""
ARRAY, NESTED, DRAWS = np.arange(3.0), {{"a": [1, [2]], "b": np.zeros(2)}}, np.random.default_rng(3)

@pytest.fixture
def own(): pass

@pytest.mark.parametrize("again", [1, 2])
@pytest.mark.parametrize(("array", "nested", "draws"), [(ARRAY, NESTED, DRAWS)])
def test_f(student, array, nested, draws, again{own}):
    assert array.tolist() == [0, 1, 2]
    assert nested["a"] == [1, [2]] and nested["b"].tolist() == [0, 0] and list(nested) == ["a", "b"]
    assert draws.bit_generator.state == np.random.default_rng(3).bit_generator.state
    student.f(array, nested, draws)
    student.f(array, nested, draws)
    assert array.tolist() == [9, 9, 9]  # a suite sees the change
    pytest.fail("changed")
"""
    vandal = """
def f(array, nested, draws):
    array[:] = 9
    nested["a"][1].append(array)
    nested["a"][0] = 7
    nested["b"] += 1
    nested["c"] = nested.pop("a")
    nested["a"] = nested["c"]
    draws.normal(size=5)
"""
    for judgement in bailiff.judge(suite, vandal, vandal):
        assert [verdict.message for verdict in judgement.verdicts] == ["changed", "changed"]


def test_a_case_that_ends_its_worker_has_changed_nothing(bailiff: Bailiff) -> None:
    """What it changed before it died is undone as well."""
    suite = """
ARRAY = np.arange(3.0)
def test_a(student):
    student.f(ARRAY)
    student.die()
def test_b(): assert ARRAY.tolist() == [0, 1, 2]
"""
    dies = "import os\ndef f(x):\n    x[:] = 9\ndef die():\n    os._exit(1)\n"
    outcomes = [str(verdict.outcome) for verdict in bailiff.verdicts(suite, dies).values()]
    assert outcomes == ["killed", "passed"]


def test_a_change_to_what_a_suite_then_reshapes_costs_only_that_suite(bailiff: Bailiff) -> None:
    """What no longer fits cannot be given back; the judge goes on."""
    suite = """
ARRAY = np.arange(4.0)
def test_a(student):
    student.f(ARRAY)
    ARRAY.resize((2, 2), refcheck=False)
def test_b(student): assert student.g() == 1
"""
    source = "def f(x):\n    x[:] = 9\ndef g():\n    return 1\n"
    assert [str(verdict.outcome) for verdict in bailiff.verdicts(suite, source).values()] == ["passed", "passed"]


def test_cases_draw_the_same_numbers_either_way(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """Randomness is the seed's and the case's, whoever gives it."""
    suite = "def test_f(rng): pytest.fail(repr(float(rng.normal())))"
    first = bailiff.judge(suite, DOUBLE)
    monkeypatch.setattr(plugin_module, "plain_run", lambda *_: None)
    assert bailiff.judge(suite, DOUBLE) == first
    assert SEED == 5
