"""The judge's end of the wire: it hands out little, and takes nothing the worker says for more than a value."""

import functools
import gc
import inspect
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from fake_workers import loaded, working

from grader.judge.endpoint import MAX_MESSAGE, StudentExitError, errstate, fault_of, student_exception
from grader.judge.handle import Handle
from grader.judge.worker import Worker, WorkerStoppedError
from grader.wire import Raised, UnsendableError

_SOURCE = """
import warnings
import numpy as np
class OwnError(KeyError):
    pass
def same(x): return x
def call(function, *arguments, **keywords): return function(*arguments, **keywords)
def get(target, name): return getattr(target, name)
def item(target, key): return target[key]
def walk(target): return list(target)
def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
def ask(target, operation, *arguments, **keywords):
    from grader.wire import Request
    try:
        return target._ask(Request(operation, target, arguments, keywords))
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
def ask_of(remote, target, operation, *arguments):
    from grader.wire import Request
    try:
        return remote._ask(Request(operation, target, arguments))
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
def forge(remote, number):
    remote._number = number
    return remote(1)
def own(): raise OwnError("k")
def leave(): raise SystemExit("bye")
def leave_silently(): raise KeyboardInterrupt
def long(): raise ValueError("x" * 100_000)
def warn(): warnings.warn("careful", DeprecationWarning)
def warn_long(): warnings.warn("x" * 100_000)
def warn_and_raise():
    warnings.warn("careful")
    raise ValueError
def view(x): return x[1:], x.copy()
def ratio(x): return x / 0
def spoil(x, draws):
    x["inner"].append(9)
    x["array"] += 1
    x["new"] = 1
    draws.normal()
class Model:
    def predict(self, x): return x
"""


@pytest.fixture
def session() -> Iterator[tuple[Worker, Any]]:
    """Give a worker and the module in it."""
    with loaded(_SOURCE) as found:
        yield found


@pytest.fixture
def student(session: tuple[Worker, Any]) -> Any:
    """Give the module."""
    return session[1]


def test_a_builtin_exception_is_raised_as_it_is(student: Any) -> None:
    """Through its nearest builtin class, marked with the student's own name and line."""
    with pytest.raises(KeyError) as caught:
        student.own()
    fault = fault_of(caught.value)
    assert fault is not None
    assert (fault.name, fault.line) == ("OwnError", _SOURCE.splitlines().index('def own(): raise OwnError("k")') + 1)


def test_an_exit_is_an_exception(student: Any) -> None:
    """Neither SystemExit nor KeyboardInterrupt of the student's ends the judge."""
    with pytest.raises(StudentExitError, match=r"^SystemExit: bye$"):
        student.leave()
    with pytest.raises(StudentExitError, match=r"^KeyboardInterrupt$"):
        student.leave_silently()


def test_a_long_message_is_cut(student: Any) -> None:
    """An exception's or a warning's."""
    with pytest.raises(ValueError, match=r"^x+$") as caught:
        student.long()
    assert len(str(caught.value)) == MAX_MESSAGE
    with pytest.warns(UserWarning, match=r"^x+$") as warned:
        student.warn_long()
    assert len(str(warned[0].message)) == MAX_MESSAGE


def test_an_exception_without_names_is_one() -> None:
    """A worker may claim no class at all; that is no exception of Python's."""
    error = student_exception(Raised((), "text", 1))
    assert type(error) is StudentExitError
    assert str(error) == "Exception: text"


def test_an_exception_of_the_suites_bears_no_mark() -> None:
    """A mark is only what this module makes."""
    error = ValueError()
    assert fault_of(error) is None
    error.student_fault = "forged"  # type: ignore[attr-defined]  # instances take attributes
    assert fault_of(error) is None


def test_a_warning_is_a_warning(student: Any) -> None:
    """Of its category, issued where the suite called, and an error where the suite says so."""
    with pytest.warns(DeprecationWarning, match="careful") as caught:
        student.warn()
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DeprecationWarning, match="careful"):
            student.warn()


def test_a_warning_before_an_exception_is_heard(student: Any) -> None:
    """Both come."""
    with pytest.warns(UserWarning, match="careful"), pytest.raises(ValueError, match=r"^$"):
        student.warn_and_raise()


def test_the_suites_error_handling_holds_in_the_worker(student: Any) -> None:
    """What is NumPy's default here is the default there, and an ``errstate`` of the suite's crosses."""
    one = np.ones(1)
    assert errstate() is None
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        student.ratio(one)
    with np.errstate(divide="raise"):
        assert errstate() == {"divide": "raise", "over": "warn", "under": "ignore", "invalid": "warn"}
        with pytest.raises(FloatingPointError):
            student.ratio(one)
    with np.errstate(divide="ignore"):
        assert student.ratio(one)[0] == np.inf


def test_what_the_worker_says_of_memory_is_known(session: tuple[Worker, Any]) -> None:
    """A view of an argument shares its memory, a copy and another argument's view do not."""
    worker, student = session
    first, second = np.arange(3.0), np.arange(3.0)
    view, copied = student.view(first)
    assert worker.shares_memory(view, first)
    assert not worker.shares_memory(view, second)
    assert not worker.shares_memory(copied, first)
    assert worker.shares_memory(first, first)
    assert worker.shares_memory(student.same(first), first)


def test_what_was_said_of_a_result_ends_with_it(session: tuple[Worker, Any]) -> None:
    """A new array at an old one's address is not taken for it."""
    worker, student = session
    first, second = np.arange(3.0), np.arange(3.0)
    student.view(first)
    student.view(second)
    gc.collect()
    assert worker._endpoint._sharing == {}


def test_several_arguments_may_be_shared() -> None:
    """Each pair that the worker names counts, and what is no array does not."""
    with working() as worker:
        endpoint = worker._endpoint
        result, first, second = np.zeros(2), np.zeros(2), np.zeros(2)
        for argument in (first, second):
            endpoint._note_sharing(result, argument)
        endpoint._note_sharing([], first)
        assert worker.shares_memory(result, first)
        assert worker.shares_memory(result, second)
        assert not worker.shares_memory([], first)


def test_a_callable_is_called_back(student: Any) -> None:
    """With the student's arguments, by value, and the student's objects as handles."""
    model = student.Model()
    assert student.call(lambda *items, **named: (items, named), 1, k=[2]) == ((1,), {"k": [2]})
    assert student.call(lambda x: x is model, model) is True
    assert student.call(lambda x: x.predict(3), model) == 3


def test_an_object_is_read_indexed_and_walked(student: Any) -> None:
    """What a student's code does with an object that it is given."""
    box = types.SimpleNamespace(value=[1], compute=lambda x: 2 * x)
    assert student.get(box, "value") == [1]
    assert student.get(box, "compute")(4) == 8
    assert student.item({1.5: "by a float"}, 1.5) == "by a float"
    assert student.walk(range(3)) == [0, 1, 2]
    assert student.same(box) is box


def test_what_a_callback_raises_reaches_the_student(student: Any) -> None:
    """As it would in process, its text cut."""

    def fail(text: str) -> None:
        raise ValueError(text)

    assert student.attempt(fail, "no") == "ValueError: no"
    assert student.attempt(fail, "x" * 100_000) == "ValueError: " + "x" * MAX_MESSAGE
    with pytest.raises(ValueError, match=r"^no$"):
        student.call(fail, "no")


@pytest.mark.parametrize(
    "value",
    [
        *(np, ValueError, Handle, list[int], fault_of.__code__, np.array([None]), np.zeros(1).view(np.matrix)),
        *(np.dtype("O"), np.random.RandomState(1), np.random.Generator(np.random.MT19937(1)), np.random.MT19937(1)),
        inspect.currentframe(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_leads_on_to_everything_is_not_handed_out(student: Any, value: object) -> None:
    """Modules, classes, code, frames, arrays with objects, generators whose state is memory: not even as handles."""
    with pytest.raises(UnsendableError, match="must not reach a student"):
        student.same([value])
    box = types.SimpleNamespace(value=value)
    assert "must not reach a student" in student.attempt(student.get, box, "value")
    assert "must not reach a student" in student.attempt(lambda: value)


@pytest.mark.parametrize("name", ["_private", "__globals__", "__class__", "__self__", "__reduce_ex__", "__dict__"])
def test_a_private_name_is_refused(student: Any, name: str) -> None:
    """Even where the student's side asks for it all the same."""
    box = types.SimpleNamespace(_private=1)
    for target in (box, len, functools.partial(len)):
        assert student.ask(target, "getattr", name) == "TypeError: 'getattr' cannot be asked of the caller's object"


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        *(("setattr", ("value", 1)), ("setitem", (0, 1)), ("isinstance", (1,)), ("compile", ("", ""))),
        *(("execute", ("m",)), ("contains", (1,)), ("add", (1,)), ("", ()), ("getattr", ())),
        *(("getattr", (1,)), ("getattr", ("value", 2)), ("getitem", ()), ("iter", (1,)), ("next", (1,))),
    ],
)
def test_other_operations_are_refused(student: Any, operation: str, arguments: tuple[object, ...]) -> None:
    """An object of the judge's is called, read, indexed and iterated, and nothing else is done to it."""
    box = types.SimpleNamespace(value=0)
    said = student.ask(box, operation, *arguments)
    assert said == f"TypeError: {operation!r} cannot be asked of the caller's object"
    assert box.value == 0


@pytest.mark.parametrize("target", ["a text", b"bytes", [1], {"k": 1}, None, 3, 1.5, (), np.zeros(2)], ids=repr)
@pytest.mark.parametrize("operation", ["getattr", "call", "getitem"])
def test_only_what_was_handed_out_can_be_asked(student: Any, target: object, operation: str) -> None:
    """A value of the student's own is no object of the judge's: ``"{0.__class__}".format`` is not to be had."""
    said = student.ask_of(lambda: None, target, operation, "format")
    assert said == "TypeError: this is no object of the caller's"


def test_a_students_own_object_is_no_object_of_the_judges(student: Any) -> None:
    """A handle that comes back to where it was made is not operated on here."""
    assert student.ask_of(lambda: None, student.Model(), "call") == "TypeError: this is no object of the caller's"


@pytest.mark.parametrize("number", [1, 99, 1 << 39, 1 << 41, -1, 1 << 64])
def test_a_forged_number_ends_the_worker(session: tuple[Worker, Any], number: int) -> None:
    """What was never handed out is not found by trying."""
    worker, student = session
    if 0 <= number < 1 << 64:
        with pytest.raises(WorkerStoppedError, match="broke its protocol"):
            student.forge(len, number)
        assert worker.stopped is not None
    else:  # not even a worker's own codec can write it
        with pytest.raises(Exception, match=r"format|argument"):
            student.forge(len, number)


def test_a_handle_of_another_worker_is_refused(student: Any) -> None:
    """It means nothing to this one, or another object."""
    other: Callable[[], Handle]
    handle = Handle(lambda _: None, 0, "Model")
    with pytest.raises(UnsendableError, match="a handle of a worker that is gone"):
        student.same(handle)
    other = functools.partial(student.same, [handle])
    with pytest.raises(UnsendableError):
        other()
    assert student.same(1) == 1


def test_what_was_changed_can_be_given_back(student: Any, session: tuple[Worker, Any]) -> None:
    """Arrays, lists, dicts and generators, nested ones as well; the state before the first change counts."""
    array, draws = np.zeros(3), np.random.default_rng(5)
    inner: list[object] = [1]
    outer: dict[str, object] = {"inner": inner, "array": array}
    state = draws.bit_generator.state
    for _ in range(2):
        student.spoil(outer, draws)
    assert array.tolist() == [2, 2, 2]
    assert outer == {"inner": inner, "array": array, "new": 1}
    assert inner == [1, 9, 9]
    assert draws.bit_generator.state != state
    session[0].undo_changes()
    assert (array.tolist(), inner, list(outer)) == ([0, 0, 0], [1], ["inner", "array"])
    assert outer["inner"] is inner
    assert outer["array"] is array
    assert draws.bit_generator.state == state


def test_what_fits_no_longer_is_left_as_it_is(student: Any, session: tuple[Worker, Any]) -> None:
    """A suite may reshape its own array meanwhile; the others are given back all the same."""
    one, other = np.zeros(4), [1]
    student.spoil({"inner": other, "array": one}, np.random.default_rng(5))
    one.resize((2, 2), refcheck=False)
    session[0].undo_changes()
    assert np.array_equal(one, np.ones((2, 2)))
    assert other == [1]
