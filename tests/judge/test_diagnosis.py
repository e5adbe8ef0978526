"""A mistake is named where one misconception answers every call as the submission did, and nowhere else."""

import math
import time
from functools import partial
from typing import Any

import numpy as np
import pytest
from judging import Bailiff, replaced

from grader.course.manifest import Exercise
from grader.judge import recording, second_look
from grader.judge.alarm import AVAILABLE
from grader.judge.diagnosis import NotReplayableError, Replay, Variant, distance, load_variant, recognise
from grader.judge.handle import Handle, know_members
from grader.judge.plugin import Judgement
from grader.judge.recording import Call
from grader.verdict import Outcome, Relation

REFERENCE = '''
"""Five small exercises."""
import numpy as np

def softmax(x, axis=-1):
    shifted = x - x.max(axis=axis, keepdims=True)
    weights = np.exp(shifted)
    return weights / weights.sum(axis=axis, keepdims=True)

def slope(function, x, h=1e-3):
    return (function(x + h) - function(x - h)) / (2 * h)

def draw(rng, n):
    return 2.0 * rng.normal(size=n) + 1.0

def root(x):
    if np.any(x < 0):
        raise ValueError("negative")
    return np.sqrt(x)

class Average:
    def __init__(self, start=0.0):
        self.total, self.count = start, 0
    def add(self, x):
        self.total, self.count = self.total + x.sum(), self.count + x.size
        return self
    def value(self):
        return float(self.total / self.count)
'''

SUITE = """
@exercise("softmax")
class TestSoftmax:
    @pytest.mark.parametrize("shape", [(3, 4), (2, 3, 5), (4,)])
    def test_agrees(self, student, reference, rng, shape):
        x = rng.normal(size=shape)
        assert_close(student.softmax(x), reference.softmax(x))
    def test_axis(self, student, reference, rng):
        x = rng.normal(size=(3, 4))
        assert_close(student.softmax(x, axis=0), reference.softmax(x, axis=0))

@exercise("slope")
class TestSlope:
    def test_callback(self, student):
        assert_close(student.slope(lambda x: x**3, 2.0), 12.000001, rtol=1e-6)
    def test_step(self, student):
        assert_close(student.slope(lambda x: x**3, np.array([1.0, 2.0]), h=0.5), np.array([3.25, 12.25]))

@exercise("draw")
def test_draws(student, reference, rng):
    state = rng.bit_generator.state
    expected = reference.draw(rng, 4)
    rng.bit_generator.state = state
    assert_close(student.draw(rng, 4), expected)

@exercise("root")
class TestRoot:
    def test_agrees(self, student): assert_close(student.root(np.array([4.0, 9.0])), np.array([2.0, 3.0]))
    def test_refuses(self, student):
        with pytest.raises(ValueError): student.root(np.array([-4.0]))

@exercise("average")
def test_average(student):
    model = student.Average()
    assert_close(model.add(np.array([1.0, 2.0])).value(), 1.5)
    model.add(np.array([6.0]))
    assert model.count == 3
    assert_close(model.value(), 3.0)
    assert_close(student.Average(start=3.0).add(np.ones(2)).value(), 2.5)
"""
EXERCISES = (
    *(Exercise(name=name, points=2) for name in ("softmax", "slope", "draw", "root")),
    Exercise(name="average", points=2, definitions=("Average",)),
)
CHANGES = {
    ("softmax", "first_axis"): ("weights.sum(axis=axis,", "weights.sum(axis=0,"),
    ("softmax", "all_axes"): ("weights.sum(axis=axis,", "weights.sum("),
    ("softmax", "no_exponential"): ("np.exp(shifted)", "shifted"),
    ("slope", "one_sided"): ("(function(x + h) - function(x - h)) / (2 * h)", "(function(x + h) - function(x)) / h"),
    ("slope", "not_halved"): ("/ (2 * h)", "/ h"),
    ("draw", "variance"): ("2.0 * rng", "4.0 * rng"),
    ("draw", "no_mean"): (" + 1.0", ""),
    ("root", "another_class"): ("raise ValueError", "raise TypeError"),
    ("root", "nan"): ('raise ValueError("negative")', "return np.full_like(x, np.nan)"),
    ("average", "of_averages"): ("self.total + x.sum(), self.count + x.size", "self.total + x.mean(), self.count + 1"),
    ("average", "forgets"): ("self.total + x.sum(), self.count + x.size", "x.sum(), x.size"),
}


changed = partial(replaced, REFERENCE)


VARIANTS = tuple(
    Variant(exercise=exercise, name=name, source=changed(change)) for (exercise, name), change in CHANGES.items()
)

RIGHT = """
import math
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x)
    return e / np.sum(e, axis, keepdims=True)

def slope(function, x, h=1e-3):
    up, down = function(x + h), function(x - h)
    return 0.5 * (up - down) / h

def draw(rng, n):
    return np.array([1.0 + 2.0 * rng.normal() for _ in range(n)])

def root(x):
    if min(x) < 0: raise ValueError
    return x**0.5

class Average:
    def __init__(self, start=0.0):
        self._seen, self._start, self.count = [], start, 0
    def add(self, x):
        self._seen.extend(x.tolist())
        self.count = len(self._seen)
        return self
    def value(self):
        return (self._start + math.fsum(self._seen)) / len(self._seen)
"""
# The same mistakes as above, made in other words.
OWN_WORDS = {
    ("softmax", "first_axis"): (
        "    return e / np.sum(e, axis, keepdims=True)",
        "    e /= np.max(e, axis, keepdims=True)\n    return e * sum(row for row in e) ** -1",
    ),
    ("softmax", "all_axes"): (
        "    return e / np.sum(e, axis, keepdims=True)",
        "    e = np.exp(x - np.amax(x, axis, keepdims=True))\n    return e * (1 / sum(e.ravel().tolist()))",
    ),
    ("slope", "one_sided"): ("0.5 * (up - down) / h", "(up - function(x)) * (1 / h)"),
    ("slope", "not_halved"): ("0.5 * (up - down) / h", "up / h - down / h"),
    ("draw", "variance"): ("1.0 + 2.0 * rng.normal()", "rng.normal(1.0, 4.0)"),
    ("draw", "no_mean"): ("1.0 + 2.0 * rng.normal()", "rng.normal(scale=2)"),
    ("root", "another_class"): ("raise ValueError", "raise TypeError('nothing below zero')"),
    ("root", "nan"): ("    if min(x) < 0: raise ValueError\n", "    np.seterr(all='ignore')\n"),
    ("average", "of_averages"): (
        "        self._seen.extend(x.tolist())",
        "        self._seen.append(math.fsum(x) / len(x))",
    ),
    ("average", "forgets"): ("        self._seen.extend(x.tolist())", "        self._start, self._seen = 0, list(x)"),
}


def mistaken(*mistakes: tuple[str, str]) -> str:
    """Return a right submission but for these mistakes."""
    text = RIGHT
    for mistake in mistakes:
        before, after = OWN_WORDS[mistake]
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def named(judgement: Judgement) -> dict[str, str | None]:
    """Return the misconception of each exercise that was looked at again."""
    return {look.exercise: look.misconception for look in judgement.looks}


def look(
    bailiff: Bailiff, *sources: str, suite: str = SUITE, variants: tuple[Variant, ...] = VARIANTS
) -> list[Judgement]:
    """Judge sources and look again."""
    return bailiff.look(suite, *sources, reference=REFERENCE, exercises=EXERCISES, variants=variants)


def test_a_mistake_in_other_words_is_named(bailiff: Bailiff) -> None:
    """Each by its own name: of functions, callbacks, generators, exceptions, and a class over several calls."""
    judgements = look(bailiff, *(mistaken(mistake) for mistake in OWN_WORDS))
    assert [named(judgement) for judgement in judgements] == [{exercise: name} for exercise, name in OWN_WORDS]
    assert all(found.relation is None for judgement in judgements for found in judgement.looks)


def test_a_mistake_in_the_authors_words_is_named(bailiff: Bailiff) -> None:
    """Each variant is its own."""
    judgements = look(bailiff, *(variant.source for variant in VARIANTS))
    assert [named(judgement) for judgement in judgements] == [{v.exercise: v.name} for v in VARIANTS]


def test_two_mistakes_in_two_exercises_are_both_named(bailiff: Bailiff) -> None:
    """Neither stands in the other's way."""
    (judgement,) = look(bailiff, mistaken(("softmax", "first_axis"), ("average", "forgets")))
    assert named(judgement) == {"softmax": "first_axis", "average": "forgets"}


def test_two_mistakes_in_one_exercise_are_neither(bailiff: Bailiff) -> None:
    """No variant answers as both."""
    both = changed(CHANGES["draw", "variance"], CHANGES["draw", "no_mean"])
    (judgement,) = look(bailiff, both)
    assert named(judgement) == {"draw": None}


def test_a_right_submission_is_not_looked_at_again(bailiff: Bailiff) -> None:
    """However it is written; nor is one that has written nothing."""
    right, empty = look(bailiff, RIGHT, "def draw(rng, n): raise NotImplementedError\n" * 2)
    assert right.looks == ()
    assert {verdict.outcome for verdict in right.verdicts} == {Outcome.PASSED}
    assert "draw" not in named(empty)


def test_a_mistake_on_no_list_is_silent(bailiff: Bailiff) -> None:
    """But for what it has to do with the right answer."""
    (judgement,) = look(bailiff, changed(("return np.sqrt(x)", "return np.sqrt(x) + 0.25")))
    assert named(judgement) == {"root": None}
    (judgement,) = look(bailiff, changed(("weights / weights.sum", "-weights / weights.sum")))
    (found,) = judgement.looks
    assert (found.misconception, found.relation) == (None, Relation(kind="negated"))


def test_a_mistake_close_to_a_listed_one_is_silent(bailiff: Bailiff) -> None:
    """One call of many that differs is enough."""
    first_axis_but_for_vectors = changed(
        ("weights.sum(axis=axis,", "weights.sum(axis=0 if x.ndim != 1 else axis,"),
        ("x.max(axis=axis, keepdims=True)", "x.max(axis=axis, keepdims=True)\n    if x.ndim == 1: return shifted"),
    )
    (judgement,) = look(bailiff, first_axis_but_for_vectors)
    assert named(judgement) == {"softmax": None}


def test_variants_that_behave_alike_are_silent(bailiff: Bailiff) -> None:
    """Neither is more likely than the other."""
    twin = Variant(exercise="draw", name="twin", source=changed(("2.0 * rng", "8.0 / 2.0 * rng")))
    (judgement,) = look(bailiff, mistaken(("draw", "variance")), variants=(*VARIANTS, twin))
    assert named(judgement) == {"draw": None}


def test_an_exceptions_class_is_an_answer(bailiff: Bailiff) -> None:
    """One that no variant raises is on no list; a class of the student's own is its nearest builtin one."""
    other = changed(("raise ValueError", "raise KeyError"))
    own = changed(("raise ValueError", "raise type('OwnError', (TypeError,), {})"))
    assert [named(judgement) for judgement in look(bailiff, other, own)] == [{"root": None}, {"root": "another_class"}]


CALLS_BACK = """
@exercise("softmax")
def test_softmax(student): student.softmax(np.ones(3))

@exercise("slope")
class TestSlope:
    def test_own(self, student):
        assert_close(student.slope(lambda x: float(student.softmax(np.array([x, 0.0]))[0]), 0.0), 0.25, rtol=1e-4)
    def test_last(self, student): student.last()
"""


def test_a_callback_that_asks_the_student_is_replayed(bailiff: Bailiff) -> None:
    """While the worker is there; where it has ended in a later case nothing is said, and judging goes on."""
    lives = mistaken(("slope", "not_halved")) + "\ndef last(): raise LookupError\n"
    answers = Variant(
        exercise="slope",
        name="here",
        source=changed(CHANGES["slope", "not_halved"]) + "\ndef last(): raise LookupError\n",
    )
    dies = mistaken(("slope", "not_halved")) + "\ndef last():\n    import os; os._exit(1)\n"
    judgements = look(bailiff, lives, dies, lives, suite=CALLS_BACK, variants=(*VARIANTS, answers))
    assert [named(judgement)["slope"] for judgement in judgements] == ["here", None, "here"]


@pytest.mark.skipif(not AVAILABLE, reason="Windows has no alarm")
def test_a_variant_that_never_ends_is_given_up(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge goes on with the next submission."""
    monkeypatch.setattr(second_look, "_SECONDS", 0.3)
    endless = Variant(
        exercise="draw", name="endless", source=changed(("return 2.0 * rng", "while True: pass\n    return 2.0 * rng"))
    )
    first, second = look(
        bailiff, mistaken(("draw", "no_mean")), mistaken(("slope", "not_halved")), variants=(*VARIANTS, endless)
    )
    assert (named(first), named(second)) == ({"draw": None}, {"slope": "not_halved"})


def test_a_submission_that_hangs_is_diagnosed_by_what_came_before(bailiff: Bailiff) -> None:
    """Looking on would take as long again."""
    more = '\n@exercise("draw")\ndef test_{0}(student): student.{0}()\n'
    suite = SUITE + more.format("more") + more.format("most")
    source = mistaken(("draw", "no_mean")) + "\ndef more():\n    import os; os._exit(1)\n"
    (judgement,) = look(bailiff, source, suite=suite)
    assert named(judgement) == {"draw": "no_mean"}


def test_more_calls_than_are_kept_are_not_diagnosed(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part that was kept might be another's as well; the verdicts are the same all the same."""
    monkeypatch.setattr(recording, "_MAX_BYTES", 100)
    (judgement,) = look(bailiff, mistaken(("softmax", "first_axis")))
    (found,) = judgement.looks
    assert (found.misconception, found.relation) == (None, None)
    assert Outcome.ERRORED not in {verdict.outcome for verdict in judgement.verdicts}


def test_what_holds_itself_many_times_holds_nobody_up(bailiff: Bailiff) -> None:
    """A list that holds the next one twice, thirty deep, is recorded and compared like any other."""
    bomb = RIGHT.replace("    return x**0.5", "    for _ in range(30): x = [x, x]\n    return x")
    began = time.monotonic()
    (judgement,) = look(bailiff, bomb)
    assert named(judgement) == {"root": None}
    assert time.monotonic() - began < 60


def test_a_module_that_cannot_be_imported_is_not_diagnosed(bailiff: Bailiff) -> None:
    """There is nothing to compare."""
    (judgement,) = look(bailiff, "1 / 0\n")
    assert set(named(judgement).values()) == {None}
    assert len(judgement.looks) == len(EXERCISES)


def test_what_is_printed_is_told_once(bailiff: Bailiff) -> None:
    """The second look says the same again."""
    (judgement,) = look(bailiff, "print('hello')\n" + mistaken(("draw", "no_mean")))
    assert judgement.printed == "hello\n"


def stays() -> Handle:
    """Return an object of a student's."""
    return Handle(lambda _: None, 1, "Model")


class Thing:
    """Something that crosses by no value."""


NEAR: list[tuple[Any, Any]] = [
    (1.0, 1.0 + 1e-12),
    (1, np.int64(1)),
    (2, 2.0),
    (bool(1), np.bool_(1)),
    ("a", "a"),
    (None, None),
    (b"a", b"a"),
    ([1.0, (2, {"a": np.ones(2)})], [1.0, (2, {"a": np.ones(2) + 1e-13})]),
    (np.array([np.nan, np.inf, 1.0]), np.array([np.nan, np.inf, 1.0])),
    (np.array([np.nan]), np.array([np.nan])),
    (np.zeros(0), np.zeros(0)),
    (np.array(["a", "b"]), np.array(["a", "b"])),
    (np.str_("a"), np.str_("a")),
    (ValueError("a"), ValueError),
    (stays(), Thing()),
    (abs, len),
    (np.random.default_rng(1), np.random.default_rng(2)),
    ([], []),
]
FAR: list[tuple[Any, Any]] = [
    (1.0, np.ones(())),
    (np.ones(2), np.ones(2, dtype=np.float32)),
    (np.ones(2), np.ones((1, 2))),
    (np.ones(2), np.ones(2, dtype=int)),
    (np.array([1, 2]), np.array([1, 3])),
    (np.array([np.nan, 1.0]), np.array([1.0, np.nan])),
    (np.array([np.inf]), np.array([-np.inf])),
    ("a", "b"),
    ("1", 1),
    (None, 0.0),
    ([1.0], (1.0,)),
    ([1.0], [1.0, 1.0]),
    ({"a": 1}, {"b": 1}),
    ({"a": 1}, {"a": 2}),
    (np.array(["a", "b"]), np.array(["a", "c"])),
    (np.array(["a"]), np.array(["ab"])),
    (np.str_("a"), np.array("a")),
    (np.str_("a"), "a"),
    (ValueError("a"), TypeError),
    (ValueError("a"), 1.0),
    (1.0, ValueError),
    (stays(), 1.0),
    (stays(), ValueError),
    (stays(), np.random.default_rng(1)),
    (1.0, Thing()),
    (Thing(), Thing()),
]


@pytest.mark.parametrize(("ours", "theirs"), NEAR)
def test_equal_answers_are_near(ours: object, theirs: object) -> None:
    """Whether a number is Python's or NumPy's, wherever it is held."""
    assert distance(ours, theirs) < 1e-9


@pytest.mark.parametrize(("ours", "theirs"), FAR)
def test_other_answers_are_far(ours: object, theirs: object) -> None:
    """Of another type, shape, dtype, class or content."""
    assert distance(ours, theirs) > 0.1


def test_a_distance_is_a_fraction_of_the_size() -> None:
    """The largest counts; next to zero the size is not what rounding left."""
    assert math.isclose(distance(100.0, 101.0), 1 / 101)
    assert math.isclose(distance(np.array([1e6, 1.0]), np.array([1e6, 2.0])), 1e-6)
    assert distance(1e-17, 0.0) < 1e-9
    assert math.isclose(distance(3 + 4j, 3 + 4.5j), 0.5 / abs(3 + 4.5j))


def test_what_a_replay_does_not_know_is_not_replayed() -> None:
    """An object that no recorded call has given ends it, in the reference's replay and in a variant's."""
    module, given, unknown = (Handle(lambda _: None, number, "Model") for number in (1, 2, 3))
    know_members(module, {"f": given})
    known = Call("call", given, (2,), {}, None, 5.0, ((2,), {}))
    lost = Call("call", given, ([unknown],), {"x": {"a": (unknown,)}}, None, 5.0, ((2,), {}))
    right, wrong = (load_variant(Variant(exercise="f", name="v", source=f"def f(x): return {n}.0")) for n in (4, 5))

    def replay(ground: object) -> Replay:
        return Replay(ground, module, {2: "f"})

    assert replay(right).answer(known)[0] == 4.0
    with pytest.raises(NotReplayableError):
        replay(right).answer(lost)
    answers = replay(right).answers([known])
    heard = recording.Recording()
    assert recognise([(known, heard)], answers, [("five", lambda: replay(wrong))]) == "five"
    # A variant that lost what the reference has kept is not the one.
    assert recognise([(known, heard)], answers, [("lost", lambda: Replay(wrong, module, {}))]) is None
    assert recognise([(known, heard)], replay(wrong).answers([known]), [("four", lambda: replay(right))]) is None


def recorded(*calls: Call, passed: bool = False) -> list[tuple[Call, recording.Recording]]:
    """Return calls as those of one case."""
    kept = recording.Recording()
    kept.calls, kept.passed = list(calls), passed
    return [(call, kept) for call in calls]


def named_by(source: str, other: str, calls: list[tuple[Call, recording.Recording]]) -> str | None:
    """Recognise what ``f`` answered by the one variant that there is, beside a reference."""
    module = Handle(lambda _: None, 1, "Model")
    modules = [load_variant(Variant(exercise="f", name="f", source=text)) for text in (source, other)]
    reference, variant = (partial(Replay, one, module, {2: "f"}) for one in modules)
    return recognise(calls, reference().answers([call for call, _ in calls]), [("variant", variant)])


def asked(x: np.ndarray[Any, Any], result: object) -> Call:
    """Return a call of ``f``."""
    return Call("call", Handle(lambda _: None, 2, "f"), (x,), {}, None, result, ((x,), {}))


SINGLE, DOUBLE = np.full(2, 3.0, dtype=np.float32), np.full(2, 3.0)
SUM, MEAN = "def f(x): return float(x.sum())", "def f(x): return float(x.mean())"


def test_rounding_is_that_of_what_was_given() -> None:
    """What is computed of single precision is no more exact, also as a Python float."""
    assert named_by(SUM, MEAN, recorded(asked(SINGLE, 3.000001))) == "variant"
    assert named_by(SUM, MEAN, recorded(asked(DOUBLE, 3.001))) == "variant"
    assert named_by(SUM, MEAN, recorded(asked(DOUBLE, 3.01))) is None


def test_what_a_case_took_for_right_is_so_for_a_variant_that_is_right_there() -> None:
    """And no farther; nor does a case that passed show any mistake."""
    wrong = recorded(asked(np.array([1.0, 5.0]), 3.0))
    near = asked(np.zeros(2), 0.01)
    assert named_by(SUM, MEAN, wrong + recorded(near, passed=True)) == "variant"
    assert named_by(SUM, MEAN, wrong + recorded(near)) is None
    assert named_by(SUM, MEAN, recorded(asked(np.array([1.0, 5.0]), 3.0), passed=True)) is None


def test_noise_says_only_of_which_kind_it_is() -> None:
    """What a singular matrix gives is any number; what other inputs give must agree all the same."""
    careless = "import numpy as np\ndef f(x): return np.linalg.inv(x)"
    careful = careless.replace("return", "return 1 / 0 if np.linalg.matrix_rank(x) < 2 else")
    singular, regular = np.array([[1.0, 0.1], [3.0, 0.3]]), np.eye(2)
    noise, other_kind = np.full((2, 2), 1e17), np.full(2, 1e17)
    assert named_by(careful, careless, recorded(asked(singular, noise), asked(regular, regular))) == "variant"
    assert named_by(careful, careless, recorded(asked(singular, other_kind), asked(regular, regular))) is None
    assert named_by(careful, careless, recorded(asked(singular, noise), asked(regular, 2 * regular))) is None
    assert named_by(careless, careless, recorded(asked(singular, noise))) is None


def test_a_reference_that_cannot_follow_relates_nothing() -> None:
    """Nor does it end the judge."""
    module, unknown = (Handle(lambda _: None, number, "Model") for number in (1, 2))
    kept = recording.Recording()
    kept.calls.append(Call("call", unknown, (), {}, None, 5.0, ((), {})))
    diagnostician = second_look.Diagnostician(EXERCISES, ())
    assert diagnostician.diagnose(EXERCISES[0], object(), module, [kept]) == (None, None)
