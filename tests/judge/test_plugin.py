"""The judge's plugin, under real pytest and with real workers: every submission meets the suite as if it were new."""

import dataclasses
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from judging import DOUBLE, PREAMBLE, SEED, Bailiff, quick

from grader.errors import CourseError
from grader.judge import alarm
from grader.judge.alarm import CaseTimeoutError, deadline
from grader.judge.collecting import collect_and_serve
from grader.judge.plugin import Judgement, JudgePlugin
from grader.judge.reference import load_reference
from grader.judge.running import Slot
from grader.testing.randomness import case_rng
from grader.verdict import Outcome


def messages(judgement: Judgement) -> list[str]:
    """Return what was said of each case."""
    return [verdict.message for verdict in judgement.verdicts]


def outcomes(judgement: Judgement) -> list[str]:
    """Return how each case ended."""
    return [str(verdict.outcome) for verdict in judgement.verdicts]


def test_cases_are_collected_before_any_submission(bailiff: Bailiff) -> None:
    """The cases stand in the suite's order with what their marks say, parametrized ones by their ids."""
    suite = """
@pytest.mark.parametrize("n", [1, 2], ids=["one", "two"])
@pytest.mark.group("edge")
def test_many(n): pass

class TestF:
    @pytest.mark.weight(3)
    @pytest.mark.expects_error
    def test_method(self): pass
"""
    seen: list[JudgePlugin] = []
    bailiff.serve(suite, seen.append)
    cases = [(c.id, c.exercise, c.group, int(c.weight), c.expects_error) for c in seen[0].cases]
    assert cases == [
        ("test_many[one]", "f", "edge", 1, False),
        ("test_many[two]", "f", "edge", 1, False),
        ("TestF::test_method", "f", "core", 3, True),
    ]


def test_a_case_calls_the_student_and_the_reference(bailiff: Bailiff) -> None:
    """The two fixtures are two modules, one behind the wire and one here."""
    suite = """
def test_f(student, reference):
    x = np.arange(3.0)
    assert_close(student.f(x), reference.f(x))
    assert student is not reference
"""
    assert bailiff.said(suite, DOUBLE, reference="def f(x):\n    return 2 * x\n") == ("passed", "")


def test_a_classs_state_is_new_for_each_submission(bailiff: Bailiff) -> None:
    """What a case leaves on its instance is gone when the next submission comes."""
    suite = """
class TestF:
    def test_a(self):
        assert not hasattr(self, "left")
        self.left = True

    def test_b(self):
        assert not hasattr(self, "left")
"""
    first, second = bailiff.judge(suite, DOUBLE, DOUBLE)
    assert outcomes(first) == outcomes(second) == ["passed", "passed"]


@pytest.mark.parametrize(
    ("scope", "seen"), [("function", [1, 2, 3, 4]), ("class", [1, 1, 2, 2]), ("module", [1, 1, 2, 2])]
)
def test_a_fixture_is_made_anew_for_each_submission(bailiff: Bailiff, scope: str, seen: list[int]) -> None:
    """Of whatever scope, no fixture's value is shared by two submissions, and each is taken down."""
    suite = f"""
made, unmade = [], []

@pytest.fixture(scope="{scope}")
def shared():
    made.append(1)
    assert len(made) == len(unmade) + 1
    yield len(made)
    unmade.append(1)

class TestF:
    def test_a(self, shared): pytest.fail(str(shared))
    def test_b(self, shared): pytest.fail(str(shared))
"""
    first, second = bailiff.judge(suite, DOUBLE, DOUBLE)
    assert messages(first) + messages(second) == [str(number) for number in seen]


def test_parametrized_fixtures_and_cases_run_for_each_submission(bailiff: Bailiff) -> None:
    """Every combination has a verdict, each time."""
    suite = """
@pytest.fixture(params=[2, 3], scope="module")
def factor(request):
    return request.param

@pytest.mark.parametrize("x", [5, 7])
def test_f(student, factor, x):
    assert student.f(x) == factor * x
"""
    judgements = bailiff.judge(suite, DOUBLE, DOUBLE.replace("2", "3"), DOUBLE)
    for judgement, factor in zip(judgements, (2, 3, 2), strict=True):
        passed = {verdict.case for verdict in judgement.verdicts if verdict.outcome is Outcome.PASSED}
        assert passed == {f"test_f[{factor}-5]", f"test_f[{factor}-7]"}
        assert len(judgement.verdicts) == 4


def test_setup_methods_and_patches_are_those_of_one_case(bailiff: Bailiff) -> None:
    """Pytest's own ways of preparing a case work, and are undone after it."""
    suite = """
import os

class TestF:
    def setup_method(self): self.x = [1]
    def test_a(self, monkeypatch, tmp_path):
        assert self.x == [1] and not list(tmp_path.iterdir())
        self.x.append(2)
        (tmp_path / "a").touch()
        assert "JUDGED" not in os.environ
        monkeypatch.setenv("JUDGED", "yes")
"""
    first, second = bailiff.judge(suite, DOUBLE, DOUBLE)
    assert outcomes(first) == outcomes(second) == ["passed"]


def test_randomness_is_the_cases_own(bailiff: Bailiff) -> None:
    """Each submission meets the same numbers, each case others, and they are those of the seed and the case's id."""
    suite = """
def test_a(rng): pytest.fail(repr(float(rng.normal())))
def test_b(rng): pytest.fail(repr(float(rng.normal())))
"""
    first, second = bailiff.judge(suite, DOUBLE, DOUBLE)
    drawn = [repr(float(case_rng(SEED, case).normal())) for case in ("test_a", "test_b")]
    assert messages(first) == messages(second) == drawn


def test_the_students_exceptions_can_be_expected(bailiff: Bailiff) -> None:
    """``pytest.raises`` sees the builtin class and the text."""
    suite = """
def test_raises(student):
    with pytest.raises(ValueError, match="no good"):
        student.f(1)
"""
    assert bailiff.said(suite, "def f(x):\n    raise ValueError('no good')\n") == ("passed", "")
    assert bailiff.said(suite, DOUBLE)[0] == "failed"
    assert bailiff.said(suite, "def f(x):\n    raise TypeError('no')\n") == ("failed", "raised TypeError on line 2: no")


def test_the_students_warnings_can_be_expected(bailiff: Bailiff) -> None:
    """``pytest.warns`` sees what the submission warned of, for every submission again."""
    suite = """
def test_warns(student):
    with pytest.warns(UserWarning, match="careful"):
        student.f(1)
"""
    source = "import warnings\ndef f(x):\n    warnings.warn('careful')\n"
    first, quiet, second = bailiff.judge(suite, source, DOUBLE, source)
    assert [outcomes(judgement) for judgement in (first, quiet, second)] == [["passed"], ["failed"], ["passed"]]


def test_a_students_warning_that_nobody_expects_costs_nothing(bailiff: Bailiff) -> None:
    """A case is judged by its results."""
    source = "import warnings\ndef f(x):\n    warnings.warn('careful')\n    return x\n"
    assert bailiff.said("def test_f(student): assert student.f(1) == 1", source) == ("passed", "")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("assert student.f(1) == 3, 'f(1) is 3'", ("failed", "f(1) is 3\nassert 2 == 3")),
        ("pytest.fail('not this way')", ("failed", "not this way")),
        ("pytest.skip('later')", ("missing", "the suite skipped this case")),
        ("pytest.xfail('known')", ("failed", "known")),
        ("raise MemoryError('ours')", ("errored", "grader: MemoryError: ours")),
        ("{}[student.f(1)]", ("failed", "the result could not be checked: KeyError: 2")),
        ("student.g(1)", ("failed", "module 'small' has no attribute 'g'")),
    ],
)
def test_what_a_case_raises_decides_its_outcome(bailiff: Bailiff, body: str, found: tuple[str, str]) -> None:
    """Checks fail, skips are missing, and only what is our fault is errored."""
    outcome, message = bailiff.said(f"def test_f(student):\n    {body}\n", DOUBLE)
    assert (outcome, message.partition("\n +")[0]) == found


def test_an_argument_that_cannot_be_sent_is_our_fault(bailiff: Bailiff) -> None:
    """A suite that hands out a module blames no student."""
    outcome, message = bailiff.said("def test_f(student): student.f(np)", DOUBLE)
    assert outcome == "errored"
    assert "a module must not reach a student" in message


@pytest.mark.parametrize(
    "use",
    ["len(y)", "bool(y)", "y == 1", "float(y)", "np.asarray(y)", "y.__dict__", "assert_close(y, 2.0)", "y.nothing"],
)
def test_an_object_in_place_of_a_value_is_the_students_fault(bailiff: Bailiff, use: str) -> None:
    """A suite that checks a value, and was given an instance, never errs on it."""
    source = "class Y:\n    pass\n\ndef f(x):\n    return Y()\n"
    suite = f"def test_f(student):\n    y = student.f(1)\n    {use}\n"
    assert bailiff.said(suite, source)[0] == "failed"


def test_a_mark_of_pytests_that_skips_leaves_the_case_missing(bailiff: Bailiff) -> None:
    """A skipped case is no pass."""
    assert bailiff.said("@pytest.mark.skip\ndef test_f(): pass") == ("missing", "the suite skipped this case")


def test_what_is_not_written_yet_is_told_apart(bailiff: Bailiff) -> None:
    """NotImplementedError is the student's word, with its line, even where a suite expects another error."""
    source = "def f(x):\n    raise NotImplementedError('f')\n"
    suite = "def test_f(student):\n    with pytest.raises(ValueError): student.f(1)\n"
    assert bailiff.said(suite, source) == ("not_implemented", "f: not implemented yet on line 2")


@pytest.mark.parametrize("kind", ["RuntimeError", "Exception", "NotImplementedError"])
def test_what_is_not_written_yet_earns_nothing_where_an_error_is_expected(bailiff: Bailiff, kind: str) -> None:
    """An untouched stub raises, too, and a suite may take that for the error it waits for."""
    suite = f"def test_f(student):\n    with pytest.raises({kind}): student.f(1)\n"
    source = "def f(x):\n    raise NotImplementedError('f')\n"
    assert bailiff.said(suite, source) == ("not_implemented", "f: not implemented yet")


def test_a_suites_own_not_implemented_is_a_failure(bailiff: Bailiff) -> None:
    """What the suite raises says nothing about what the student wrote."""
    assert bailiff.said("def test_f(student): raise NotImplementedError", DOUBLE)[0] == "failed"


def test_a_module_that_cannot_be_imported_fails_every_case(bailiff: Bailiff) -> None:
    """The reason is told at each case that asks for the module, and the others run."""
    suite = "def test_a(student): pass\ndef test_b(student): pass\ndef test_c(): pass\n"
    found = bailiff.verdicts(suite, "x = 1\n1 / 0\n")
    message = "importing small.py: raised ZeroDivisionError on line 2: division by zero"
    assert [(str(v.outcome), v.message) for v in found.values()] == [
        ("failed", message),
        ("failed", message),
        ("passed", ""),
    ]


def test_what_is_no_python_is_rejected_without_a_case(bailiff: Bailiff) -> None:
    """A rejection has no verdicts, and the next submission is judged."""
    broken, right = bailiff.judge("def test_f(student): student.f(1)", "def f(:\n", DOUBLE)
    assert broken.rejection == "line 1 of small.py is not valid Python (syntax error): invalid syntax"
    assert (broken.verdicts, broken.transcripts) == ((), {})
    assert outcomes(right) == ["passed"]


def test_a_judge_that_loops_is_stopped_and_goes_on(bailiff: Bailiff) -> None:
    """Checking that never ends costs that case, not the next one, nor the next submission."""
    suite = """
def test_a(student):
    if student.f(1) == 2:
        while True: pass
def test_b(student): student.f(1)
"""
    judgements = bailiff.judge(suite, DOUBLE, "def f(x): return 1", DOUBLE, limits=quick(case_seconds=0.1))
    assert [outcomes(judgement) for judgement in judgements] == [
        ["timed_out", "passed"],
        ["passed", "passed"],
        ["timed_out", "passed"],
    ]
    assert messages(judgements[0])[0] == "checking the results took too long"


def test_a_fixture_that_loops_is_stopped(bailiff: Bailiff) -> None:
    """Taking a case down is part of its time, and what pytest then leaves undone reaches no other case."""
    suite = """
@pytest.fixture(scope="module")
def shared():
    return []
@pytest.fixture
def slow(student, shared):
    yield
    while student.SLOW: pass
def test_b(student, shared):
    shared.append(student.f(1))
    assert shared == [2]
def test_a(student, slow, shared): shared.append(student.f(1))
"""
    sources = [f"{DOUBLE}\nSLOW = {slow}\n" for slow in (True, False)]
    slow, next_one = bailiff.judge(suite, *sources, limits=quick(case_seconds=0.1))
    assert outcomes(slow) == ["passed", "timed_out"]
    assert outcomes(next_one) == ["passed", "passed"]


@pytest.mark.parametrize("scope", ["function", "class", "module"])
@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_submission_that_hangs_in_a_fixture_costs_nobody_else(bailiff: Bailiff, scope: str, phase: str) -> None:
    """A fixture that calls the student may be cut short in any phase, and is whole for the next submission."""
    before, after = ("student.f(1)", "") if phase == "before" else ("", "student.f(1)")
    suite = f"""
@pytest.fixture(scope="{scope}")
def outer():
    yield []

@pytest.fixture
def called(student, outer):
    {before}
    outer.append(1)
    yield outer
    {after}

class TestF:
    def test_a(self, called): pass
    def test_b(self, called): assert called == ([1] if "{scope}" == "function" else [1, 1])
"""
    hangs = "def f(x):\n    while True: pass\n"
    slow, right = bailiff.judge(suite, hangs, DOUBLE, limits=quick(call_seconds=0.2))
    assert outcomes(slow) == ["timed_out", "timed_out"]
    assert outcomes(right) == ["passed", "passed"]


def test_a_case_that_fails_and_is_then_cut_short_costs_no_other(bailiff: Bailiff) -> None:
    """The first fault decides the outcome, the last one what must be made anew."""
    suite = """
@pytest.fixture
def called(student):
    yield student
    student.f(1)
def test_a(called): assert called.g(1) == 2
def test_b(student): assert student.g(1) == 1
"""
    hangs = "def f(x):\n    while True: pass\ndef g(x): return x\n"
    (judgement,) = bailiff.judge(suite, hangs, limits=quick(call_seconds=0.2))
    assert outcomes(judgement) == ["timed_out", "passed"]


def test_a_forbidden_case_leaves_nothing_undone(bailiff: Bailiff) -> None:
    """Cases that do not run still end the fixtures and classes of those before them."""
    suite = """
made = []

@pytest.fixture(scope="module")
def shared():
    made.append(1)
    return len(made)

class TestA:
    @exercise("f")
    def test_f(self, student, shared): assert shared == student.NUMBER
    @exercise("g")
    def test_g(self, student): student.g(1)

class TestB:
    @exercise("f")
    def test_f(self, student, shared): assert shared == student.NUMBER
    @exercise("g")
    def test_g(self, student): student.g(1)
"""
    uses = "import numpy\ndef f(x): return x\ndef g(x): return numpy.linalg.norm(x)\nNUMBER = {}\n"
    rules = {"g": (("numpy.linalg",), ("g",))}
    first, second = bailiff.judge(suite, uses.format(1), uses.format(2), rules=rules)
    assert outcomes(first) == outcomes(second) == ["passed", "forbidden", "passed", "forbidden"]
    assert "numpy.linalg" in messages(first)[1]


def test_a_fixture_that_loops_costs_no_other_case(bailiff: Bailiff) -> None:
    """The case that follows has a worker and fixtures of its own."""
    suite = """
@pytest.fixture
def slow():
    yield
    while True: pass
def test_a(student, slow): student.f(1)
def test_b(student): student.f(1)
"""
    (judgement,) = bailiff.judge(suite, DOUBLE, limits=quick(case_seconds=0.1))
    assert outcomes(judgement) == ["timed_out", "passed"]


def test_a_deadline_that_was_lost_comes_again(bailiff: Bailiff) -> None:
    """Python ignores what is raised in some places; a judge must not be kept for that."""
    suite = """
import time
def loop(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end: pass
def test_a():
    try: loop(9)
    except BaseException: loop(9)
"""
    assert bailiff.said(suite, DOUBLE, limits=quick(case_seconds=0.1))[0] == "timed_out"


@dataclasses.dataclass(eq=False)
class _Item:
    """A stand-in for pytest's."""

    config: object


def test_a_deadline_between_the_phases_of_a_case_is_the_cases(bailiff: Bailiff) -> None:
    """The alarm may ring while pytest itself is at work."""

    def ring(**_: object) -> None:
        raise CaseTimeoutError

    judgements: list[Judgement] = []

    def serve(plugin: JudgePlugin) -> None:
        ((name, slot),) = plugin._slots.items()
        item = _Item(config=SimpleNamespace(hook=SimpleNamespace(pytest_runtest_protocol=ring)))
        plugin._slots = {name: Slot(slot.case, item, None)}  # type: ignore[arg-type]  # a stand-in for pytest's
        judgements.append(plugin.judge(DOUBLE, seed=SEED))
        plugin._slots = {name: slot}
        judgements.append(plugin.judge(DOUBLE, seed=SEED))

    bailiff.serve("def test_f(student): student.f(1)", serve)
    assert [outcomes(judgement) for judgement in judgements] == [["timed_out"], ["passed"]]


def test_the_students_hang_is_the_calls(bailiff: Bailiff) -> None:
    """A call has its own limit, and a suite that expects any exception does not take it for one."""
    suite = """
def test_a(student):
    with pytest.raises(Exception): student.f(1)
def test_b(student): student.g(1)
"""
    source = "def f(x):\n    while True: pass\ndef g(x): pass\n"
    (judgement,) = bailiff.judge(suite, source, limits=quick(call_seconds=0.2))
    assert outcomes(judgement) == ["timed_out", "passed"]
    assert messages(judgement)[0] == "took longer than 0.2 seconds"


def test_what_a_submission_prints_is_kept_apart(bailiff: Bailiff) -> None:
    """The output of a submission comes with its judgement and not with the next."""
    suite = "def test_f(student): student.f(1)"
    loud, quiet = bailiff.judge(suite, "print('hello')\ndef f(x): print('world')\n", DOUBLE)
    assert (loud.printed, quiet.printed) == ("hello\nworld\n", "")


def test_transcripts_tell_submissions_apart_by_what_they_answer(bailiff: Bailiff) -> None:
    """Two submissions with equal answers have equal transcripts; errors and objects count by their class's name."""
    suite = """
def test_a(student): student.f(1)
def test_b(student):
    with pytest.raises(Exception): student.g(1)
def test_c(student): student.H()
"""
    rest = "def g(x): raise {}\nclass H: pass\n"
    one, same, value, error = bailiff.judge(
        suite,
        DOUBLE + rest.format("ValueError"),
        "def f(y): return y + y\n" + rest.format("ValueError('another text')"),
        DOUBLE.replace("2", "3") + rest.format("ValueError"),
        DOUBLE + rest.format("TypeError"),
    )
    assert one.transcripts == same.transcripts
    assert [case for case in one.transcripts if one.transcripts[case] != value.transcripts[case]] == ["test_a"]
    assert [case for case in one.transcripts if one.transcripts[case] != error.transcripts[case]] == ["test_b"]


def test_shared_memory_is_seen_by_a_suite(bailiff: Bailiff) -> None:
    """``assert_no_shared_memory`` asks the worker, for each submission anew."""
    suite = """
from grader.testing import assert_no_shared_memory
def test_f(student):
    x = np.arange(4.0)
    assert_no_shared_memory(student.f(x), x)
"""
    view, copy = bailiff.judge(suite, "def f(x): return x[:2]", "def f(x): return x[:2].copy()")
    assert [outcomes(view), outcomes(copy)] == [["failed"], ["passed"]]


def test_a_public_suite_has_no_reference(bailiff: Bailiff) -> None:
    """A case that asks for one is the author's fault, not the student's."""
    outcome, message = bailiff.said("def test_f(student, reference): pass", DOUBLE)
    assert outcome == "errored"
    assert "a public suite has none; compare with numbers instead" in message


@pytest.mark.parametrize(
    ("suite", "problem"),
    [
        ("def broken(:\n", "cannot be collected"),
        ("1 / 0\n", "ZeroDivisionError"),
        ("@pytest.mark.parametrize('x', [1])\ndef test_f(): pass\n", "cannot be collected"),
        ("@pytest.mark.no_such_mark\ndef test_f(): pass\n", "no_such_mark"),
    ],
)
def test_a_suite_that_cannot_be_collected_is_named(bailiff: Bailiff, suite: str, problem: str) -> None:
    """The error begins with the file's whole path and says what is wrong."""
    with pytest.raises(CourseError, match=problem) as caught:
        bailiff.judge(suite, DOUBLE)
    assert str(caught.value).startswith(str(bailiff.folder / "test_hidden.py"))


def test_a_suite_that_is_not_there_is_named(bailiff: Bailiff, tmp_path: Path) -> None:
    """What pytest refuses to begin with is said with the path."""
    served: list[JudgePlugin] = []
    bailiff.serve("def test_f(): pass", served.append)
    with pytest.raises(CourseError, match=r"test_nowhere\.py: pytest ended with"):
        collect_and_serve(tmp_path / "test_nowhere.py", served[0])


def test_a_suite_that_ends_pytest_is_named(bailiff: Bailiff) -> None:
    """A suite has no say in when judging is over."""
    with pytest.raises(CourseError, match="pytest ended with"):
        bailiff.judge("def test_f(): pytest.exit('enough')", DOUBLE)


def test_a_solution_that_cannot_be_imported_is_named(bailiff: Bailiff, tmp_path: Path) -> None:
    """The author hears what importing it raised."""
    with pytest.raises(CourseError, match=r"small\.py: importing it raised NameError: name 'no' is not defined"):
        bailiff.judge("def test_f(): pass", DOUBLE, reference="no\n")
    with pytest.raises(CourseError, match="this is no Python file"):
        load_reference(tmp_path / "small.txt")


def test_a_suite_prints_nothing_into_the_judgement(bailiff: Bailiff) -> None:
    """What is printed here is not the student's."""
    (judgement,) = bailiff.judge("def test_f(student): print('from the suite')", DOUBLE)
    assert judgement.printed == ""


def test_plugins_and_files_beside_the_suite_are_not_read(bailiff: Bailiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a conftest nor a configuration changes how a suite is judged."""
    (bailiff.folder / "conftest.py").write_text("raise RuntimeError('read')\n")
    (bailiff.folder / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    monkeypatch.chdir(bailiff.folder)
    assert bailiff.said("def test_f(student): student.f(1)", DOUBLE)[0] == "passed"


def test_the_alarm_is_the_callers_again_after_a_case(bailiff: Bailiff) -> None:
    """A judgement leaves no timer behind."""
    import signal  # noqa: PLC0415  not there on every platform

    before = signal.getsignal(signal.SIGALRM)
    bailiff.judge("def test_f(student): student.f(1)", DOUBLE)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_without_interval_timers_a_case_runs_without_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has none, and a student's own run works there."""
    monkeypatch.setattr(alarm, "AVAILABLE", False)
    with deadline(1e-9), alarm.held(), alarm.released():
        assert np.sum(np.arange(1000)) == 499500


def test_the_preamble_is_what_the_lines_above_take_for_granted() -> None:
    """Every suite here belongs to the exercise ``f``."""
    assert 'exercise("f")' in PREAMBLE


def test_what_is_given_is_there_for_reference_and_suite_alone_and_while_they_serve(bailiff: Bailiff) -> None:
    """The judge's own module, not the student's; and none is left when the suite is done."""
    suite = """
import given
def test_f(student, reference):
    expected = reference.f()
    assert expected == given.value == 3
    assert_close(student.f(), expected)
    import sys
    assert sys.modules["given"] is given
"""
    source = "import given\ngiven.value += {}\ndef f():\n    return given.value\n"
    judged = bailiff.judge(
        suite,
        source.format(1),
        source.format(0),
        reference="from given import value\ndef f(): return value",
        given="value = 3",
    )
    assert [outcomes(one) for one in judged] == [["failed"], ["passed"]]
    assert "given" not in sys.modules


def test_what_is_given_and_cannot_be_imported_is_an_authors_fault(bailiff: Bailiff) -> None:
    """Before the suite is collected."""
    with pytest.raises(CourseError, match=r"given\.py: importing it raised ZeroDivisionError"):
        bailiff.judge("def test_f(): pass", DOUBLE, given="1 / 0")


ORDERED = """
made = []

@pytest.fixture(scope="module")
def shared():
    made.append(1)
    return len(made)

class TestA:
    def test_a(self, student, shared): assert shared == student.NUMBER
    def test_b(self, student, shared): assert student.f(1) == 1

class TestB:
    def test_c(self, student, shared): assert shared == student.NUMBER
"""
IDS = ("TestA::test_a", "TestA::test_b", "TestB::test_c")


def test_cases_are_judged_in_the_order_asked_for(bailiff: Bailiff) -> None:
    """Some or all, in any order, each once; the next submission has them all again."""
    source = "NUMBER = {}\ndef f(x): return x\n"
    found: list[Judgement] = []

    def serve(plugin: JudgePlugin) -> None:
        found.append(plugin.judge(source.format(1), seed=0, cases=IDS[::-1]))
        found.append(plugin.judge(source.format(2), seed=0, cases=IDS[1:2]))
        found.append(plugin.judge(source.format(3), seed=0))

    bailiff.serve(ORDERED, serve)
    assert [[verdict.case for verdict in one.verdicts] for one in found] == [[*IDS[::-1]], [IDS[1]], [*IDS]]
    assert all(outcome == "passed" for one in found for outcome in outcomes(one))


@pytest.mark.parametrize(("wrong", "count"), [("x", 3), ("-x", 2)])
def test_judging_may_end_with_the_first_fault(bailiff: Bailiff, wrong: str, count: int) -> None:
    """What comes after it is not run, and what was up for it is taken down before the next submission."""
    found: list[Judgement] = []

    def serve(plugin: JudgePlugin) -> None:
        found.append(plugin.judge(f"NUMBER = 1\ndef f(x): return {wrong}\n", seed=0, until_fault=True))
        found.append(plugin.judge("NUMBER = 2\ndef f(x): return x\n", seed=0, until_fault=True))

    bailiff.serve(ORDERED, serve)
    assert outcomes(found[0]) == ["passed"] * (count - 1) + ["passed" if count == 3 else "failed"]
    assert outcomes(found[1]) == ["passed"] * 3
