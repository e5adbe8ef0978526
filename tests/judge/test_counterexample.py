"""A counterexample is the smallest input found on which a submission differs, and says what it does when pasted."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from judging import MODULE, Bailiff, quick, replaced

from grader.course.manifest import Exercise, Limits
from grader.errors import CourseError
from grader.judge import counterexample
from grader.judge.alarm import AVAILABLE, CaseTimeoutError
from grader.judge.drawing import BATCHES, Drawn, draw_batch
from grader.judge.plugin import Judgement, JudgePlugin
from grader.judge.worker import Worker
from grader.testing.programs import Inputs
from grader.testing.strategies import arrays, sizes
from grader.verdict import Counterexample
from grader.wire import Request

REFERENCE = """
import numpy as np

def total(x):
    return float(np.sum(x))

def mean(x):
    return total(x) / len(x)

def root(x):
    if np.any(x < 0):
        raise ValueError("negative")
    return np.sqrt(x)

def fill(x):
    x[:] = 1.0

class Model:
    def fit(self, x):
        self.level = mean(x)
        return self
    def predict(self, n):
        return np.full(n, self.level)
"""
SUITE = """
@exercise("total")
class TestTotal:
    def test_total(self, student): assert_close(student.total(np.array([1.0, 2.0, 4.0])), 7.0)
    def test_more(self, student): assert_close(student.total(np.array([1.0, 2.0, 4.0, 8.0])), 15.0)

@exercise("mean")
def test_mean(student): assert_close(student.mean(np.array([1.0, 2.0, 6.0])), 3.0)

@exercise("root")
def test_root(student): assert_close(student.root(np.array([4.0])), np.array([2.0]))

@exercise("fill")
def test_fill(student):
    x = np.zeros(2)
    student.fill(x)
    assert_close(x, np.ones(2))

@exercise("model")
def test_model(student): assert_close(student.Model().fit(np.array([1.0, 3.0])).predict(2), np.array([2.0, 2.0]))
"""
STRATEGIES = """
from grader.testing.strategies import arrays, inputs, numbers, sizes

@inputs("total")
def total(draw, student):
    return student.total(draw(arrays(draw(sizes()))))

@inputs("mean")
def mean(draw, student):
    return student.mean(draw(arrays(draw(sizes()))))

@inputs("root")
def root(draw, student):
    return student.root(draw(arrays(draw(sizes()), of=numbers(0.0, 1.0, 4.0, -1.0))))

@inputs("fill")
def fill(draw, student):
    x = draw(arrays(draw(sizes())))
    student.fill(x)
    return x

@inputs("model")
def model(draw, student):
    return student.Model().fit(draw(arrays(draw(sizes())))).predict(draw(sizes()))
"""
EXERCISES = (
    Exercise(name="total", points=2),
    Exercise(name="mean", points=2, needs=("total",)),
    Exercise(name="root", points=2),
    Exercise(name="fill", points=2),
    Exercise(name="model", points=2, definitions=("Model",), needs=("mean",)),
)


changed = partial(replaced, REFERENCE)


MEAN_OF_TOTAL = ("return float(np.sum(x))", "return float(np.mean(x))")


def judge(
    bailiff: Bailiff, *sources: str, strategies: str = STRATEGIES, limits: Limits | None = None
) -> list[Judgement]:
    """Judge sources and look again."""
    limits = limits or quick()
    return bailiff.look(SUITE, *sources, reference=REFERENCE, exercises=EXERCISES, strategies=strategies, limits=limits)


def found(judgement: Judgement) -> dict[str, Counterexample]:
    """Return what was found, by exercise."""
    return {look.exercise: look.counterexample for look in judgement.looks if look.counterexample is not None}


def body(one: Counterexample) -> str:
    """Return the code of a counterexample but for its imports."""
    return "\n".join(line for line in one.call.splitlines() if not line.startswith(("import ", "from ")))


CASES = {
    "total": (MEAN_OF_TOTAL, "total(np.array([0.0, 1.0]))", "1.0", "0.5"),
    "root": (("return np.sqrt(x)", "return x / 4"), "root(np.array([1.0]))", "np.array([1.0])", "np.array([0.25])"),
    "fill": (
        ("    x[:] = 1.0", "    x = np.ones(len(x))"),
        "a = np.array([0.0])\nfill(a)\na",
        "np.array([1.0])",
        "np.array([0.0])",
    ),
    "model": (
        ("np.full(n, self.level)", "self.level"),
        "Model().fit(np.array([0.0])).predict(1)",
        "np.array([0.0])",
        "0.0",
    ),
}


@pytest.mark.parametrize("exercise", CASES)
def test_the_smallest_input_is_found(bailiff: Bailiff, exercise: str) -> None:
    """Of a function, of one that changes its argument, of a class over several calls; with both answers."""
    change, code, expected, got = CASES[exercise]
    (judgement,) = judge(bailiff, changed(change))
    one = found(judgement)[exercise]
    assert (body(one), one.expected, one.got, one.lent) == (code, expected, got, False)


@pytest.mark.parametrize("exercise", CASES)
def test_what_is_shown_does_what_it_says(bailiff: Bailiff, exercise: str) -> None:
    """Pasted beside the student's file it gives what came, and beside the reference what should have."""
    change = CASES[exercise][0]
    (judgement,) = judge(bailiff, changed(change))
    one = found(judgement)[exercise]
    *statements, value = one.call.splitlines()
    for source, said in ((changed(change), one.got), (REFERENCE, one.expected)):
        (bailiff.folder / f"{MODULE}.py").write_text(source)
        code = "\n".join([*statements, "from grader.testing.writing import write", f"print(write({value}))"])
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=bailiff.folder, capture_output=True, text=True, check=True
        )
        assert ran.stdout == said + "\n"


def test_an_exception_is_an_answer(bailiff: Bailiff) -> None:
    """One that came and should not have, and one that should have and did not."""
    raises = changed(("return np.sqrt(x)", "raise KeyError('x')"))
    silent = changed(("return np.sqrt(x)", "return 2 * x"), ('raise ValueError("negative")', "return x"))
    other = changed(("return np.sqrt(x)", "return np.sqrt(abs(x))"), ("if np.any(x < 0)", "if np.any(x == 4)"))
    first, second, third = (found(judgement)["root"] for judgement in judge(bailiff, raises, silent, other))
    assert (first.expected, first.got) == ("np.array([0.0])", "KeyError: 'x'")
    assert (second.expected, second.got) == ("np.array([1.0])", "np.array([2.0])")
    assert (body(third), third.expected) == ("root(np.array([4.0]))", "np.array([2.0])")
    assert third.got == "ValueError: negative"
    no_four = STRATEGIES.replace("1.0, 4.0, -1.0", "1.0, -1.0")
    (judgement,) = judge(bailiff, other, strategies=no_four)
    one = found(judgement)["root"]
    assert (body(one), one.expected, one.got) == (
        "root(np.array([-1.0]))",
        "ValueError: negative",
        "np.array([1.0])",
    )


def test_another_class_of_exception_is_another_answer(bailiff: Bailiff) -> None:
    """One of a class that is derived from the right one is as good."""
    wrong = ("return np.sqrt(x)", "return np.sqrt(x) + (x == 4)")
    no_four = STRATEGIES.replace("1.0, 4.0, -1.0", "1.0, -1.0")
    other = changed(wrong, ("raise ValueError", "raise TypeError"))
    derived = changed(wrong, ("raise ValueError", "raise type('Own', (ValueError,), {})"))
    first, second = (found(judgement) for judgement in judge(bailiff, other, derived, strategies=no_four))
    assert (body(first["root"]), first["root"].got) == ("root(np.array([-1.0]))", "TypeError: negative")
    assert second == {}


def test_what_is_wrong_because_of_another_exercise_has_none(bailiff: Bailiff) -> None:
    """It passes when it is carried; the other has one."""
    (judgement,) = judge(bailiff, changed(MEAN_OF_TOTAL))
    assert list(found(judgement)) == ["total"]
    assert {look.exercise for look in judgement.looks} == {"total", "mean", "model"}


def test_what_is_wrong_by_itself_is_shown_on_right_ground(bailiff: Bailiff) -> None:
    """And says so; on the submission's own where that is right."""
    wrong_mean = ("return total(x) / len(x)", "return total(x) / 2")
    both, alone = (
        found(judgement)["mean"]
        for judgement in judge(bailiff, changed(MEAN_OF_TOTAL, wrong_mean), changed(wrong_mean))
    )
    assert (both.lent, alone.lent) == (True, False)
    assert (body(both), both.expected, both.got) == (body(alone), alone.expected, alone.got)
    assert (body(both), both.expected, both.got) == ("mean(np.array([1.0]))", "1.0", "0.5")


def test_what_is_not_written_yet_is_no_counterexample(bailiff: Bailiff) -> None:
    """Nor is it sought of what passed, or of a module that cannot be imported."""
    unwritten = changed(("return float(np.sum(x))", "raise NotImplementedError"))
    half = changed(("return float(np.sum(x))", "raise NotImplementedError if len(x) < 4 else ValueError"))
    assert [found(judgement) for judgement in judge(bailiff, unwritten, half, REFERENCE, "1 / 0\n")] == [{}, {}, {}, {}]


def test_an_input_that_ends_the_process_is_one(bailiff: Bailiff) -> None:
    """The search ends there, and the next submission is judged."""
    at_once = changed(("    return np.sqrt(x)", "    __import__('os')._exit(3)"))
    first, second = judge(bailiff, at_once, changed(MEAN_OF_TOTAL))
    assert found(first)["root"].got == "the code ended its own process (exit code 3)"
    assert body(found(second)["total"]) == CASES["total"][1]


def test_an_input_that_does_not_end_is_one(bailiff: Bailiff) -> None:
    """Where the cases themselves end; where they do not, nothing is sought."""
    hangs = changed(("    return np.sqrt(x)", "    while 4.0 not in x: pass\n    return x"))
    always = changed(("    return np.sqrt(x)", "    while True: pass"))
    first, second = judge(bailiff, hangs, always, limits=quick(call_seconds=0.5))
    assert found(first)["root"].got == "took longer than 0.5 seconds"
    assert "root" not in found(second)


def test_the_same_submission_has_the_same_whatever_came_before(bailiff: Bailiff) -> None:
    """One that answers otherwise each time as well."""
    fickle = changed(("return float(np.sum(x))", "return float(np.random.normal())"))
    wrong = changed(CASES["root"][0])
    first, _, second = judge(bailiff, fickle, wrong, fickle)
    assert found(first) == found(second)
    assert list(found(first)) == ["total"]
    (alone,) = judge(bailiff, fickle)
    assert found(alone) == found(first)


DRAWING = """
{before}
from grader.judge.drawing import BATCHES, draw_batch
from grader.testing.programs import Inputs
from grader.testing.strategies import arrays, sizes
inputs = Inputs("f", lambda draw, student: student.f(draw(arrays(draw(sizes()), draw(sizes()))), draw(sizes(0, 20))))
for number in range(len(BATCHES)):
    print(*(one.code for one in draw_batch(inputs, "m", number)), sep="\\n\\n")
"""


def test_the_programs_are_the_same_in_every_process(tmp_path: Path) -> None:
    """Whatever the hashes of strings are, and whatever modules are loaded; and they leave nothing behind."""
    (tmp_path / "constants.py").write_text("A, B, C, D = 17, 13, 2.0, -2.0\n" + "N = 11\n")

    def run(before: str, seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", DRAWING.format(before=before)]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    drawn = run("", "1")
    assert drawn == run("import constants, json, csv", "2")
    assert drawn.count("f(") > 100
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "__pycache__") == ["constants.py"]


def test_a_batch_has_the_short_ones_first() -> None:
    """And no two that are the same."""
    inputs = Inputs("f", lambda draw, student: student.f(draw(arrays(draw(sizes()))), draw(sizes(0, 1))))
    for number in range(len(BATCHES)):
        codes = [one.code for one in draw_batch(inputs, "m", number)]
        assert codes == sorted(codes, key=len)
        assert len(set(codes)) == len(codes)


def test_a_batch_is_drawn_once(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many submissions are asked."""
    numbers: list[int] = []

    def counted(inputs: Inputs, module: str, number: int) -> list[Drawn]:
        numbers.append(number)
        return draw_batch(inputs, module, number)

    monkeypatch.setattr("grader.judge.drawing.draw_batch", counted)
    wrong = changed(CASES["root"][0])
    assert [list(found(judgement)) for judgement in judge(bailiff, wrong, wrong, wrong)] == [["root"]] * 3
    assert numbers == [0]


def test_an_alarm_while_drawing_is_no_fault_of_the_inputs(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis takes a drawing that ended early for a faulty one, and says so in the alarm's place."""

    def interrupted(*_: object) -> None:
        fault = LookupError()
        fault.__context__ = CaseTimeoutError()
        raise fault

    monkeypatch.setattr("grader.judge.drawing.draw_batch", interrupted)
    judgements: list[Judgement] = []

    def serve(plugin: JudgePlugin) -> None:
        judgements.append(plugin.judge(REFERENCE, seed=1, cases=(), seek=("root",)))

    bailiff.serve(SUITE, serve, reference=REFERENCE, strategies=STRATEGIES)
    assert found(judgements[0]) == {}


@pytest.mark.skipif(not AVAILABLE, reason="Windows has no alarm")
def test_a_search_that_does_not_end_finds_nothing(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge goes on."""
    monkeypatch.setattr(counterexample, "_SECONDS", 3.0)
    endless = STRATEGIES.replace("    return student.root", "    while True: pass\n    return student.root")
    first, second = judge(bailiff, changed(CASES["root"][0]), changed(CASES["fill"][0]), strategies=endless)
    assert "root" not in found(first)
    assert list(found(second)) == ["fill"]


def test_without_strategies_or_hypothesis_nothing_is_sought(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is said about it."""
    wrong = changed(CASES["root"][0])
    (judgement,) = judge(bailiff, wrong, strategies="")
    assert found(judgement) == {}
    monkeypatch.setattr(counterexample, "find_spec", lambda _: None)
    (judgement,) = judge(bailiff, wrong)
    assert found(judgement) == {}


@pytest.mark.parametrize(
    ("strategies", "problem"),
    [
        ("1 / 0\n", "importing it raised ZeroDivisionError"),
        ("def f(:\n", "importing it raised SyntaxError"),
        (
            STRATEGIES.replace("    return student.root(", "    return 1 / 0 or student.root("),
            "the inputs of root raised Zero",
        ),
        (
            STRATEGIES.replace("    return student.root(", "    return student.root or ("),
            "the inputs of root raised TypeError",
        ),
    ],
)
def test_a_fault_of_the_authors_is_told(bailiff: Bailiff, strategies: str, problem: str) -> None:
    """By the file's name, to who seeks: what raises, and what ends with no value to compare. A class is graded."""
    wrong = changed(CASES["root"][0])

    def serve(plugin: JudgePlugin) -> None:
        plugin.judge(wrong, seed=1, cases=(), seek=("root",))

    with pytest.raises(CourseError, match=problem):
        bailiff.serve(SUITE, serve, reference=REFERENCE, strategies=strategies)
    (judgement,) = judge(bailiff, wrong, strategies=strategies)
    assert "root" in {look.exercise for look in judgement.looks}
    assert found(judgement) == {}


HOSTILE = "'\\x1b[31m' + 'x' * 10**6, ['\\u202e'] * 10**6, np.zeros(10**6), 10**9000, float('nan')"


def test_what_came_is_printable_and_short(bailiff: Bailiff) -> None:
    """Whatever it is; a list that holds itself many times as well."""
    bomb = "    for _ in range(40): x = [x, x]\n    return x"
    sources = [
        changed(("    return np.sqrt(x)", f"    return {HOSTILE}")),
        changed(("    return np.sqrt(x)", "    raise ValueError('\\x1b[31m' + 'x' * 10**6 + '\\n')")),
        changed(("    return np.sqrt(x)", bomb)),
        changed(("    return np.sqrt(x)", "    return type('Own\\n', (), {})()")),
    ]
    for judgement in judge(bailiff, *sources):
        got = found(judgement)["root"].got
        assert got.isprintable()
        assert len(got) <= 1500


def test_no_expected_value_reaches_the_worker(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it is asked is what the code shows."""
    asked: list[str] = []
    ask = Worker.ask

    def overheard(worker: Worker, request: Request) -> Any:
        asked.append(f"{request.operation} {request.arguments!r}")
        return ask(worker, request)

    monkeypatch.setattr(Worker, "ask", overheard)
    reference = changed(("x[:] = 1.0", "x[:] = 7391.25"))
    suite = SUITE.replace("np.ones(2))", "np.full(2, 7391.25))")
    (judgement,) = bailiff.look(
        suite, REFERENCE, reference=reference, exercises=EXERCISES, strategies=STRATEGIES, limits=quick()
    )
    one = found(judgement)["fill"]
    assert (one.expected, one.got) == ("np.array([7391.25])", "np.array([1.0])")
    assert len(asked) > 10
    assert not [text for text in asked if "7391" in text]
