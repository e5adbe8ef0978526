"""Outcomes: the student's fault, the suite's word and our own failure never share a code."""

import pytest

from grader.errors import JudgeError
from grader.judge.alarm import CaseTimeoutError
from grader.judge.bench import NoModuleError
from grader.judge.endpoint import student_exception
from grader.judge.handle import Handle, RefusedError
from grader.judge.outcomes import MAX_MESSAGE, outcome_of
from grader.judge.worker import WorkerStoppedError
from grader.verdict import Outcome
from grader.wire import Raised

KILLED = WorkerStoppedError(Outcome.KILLED, "the code crashed")


def student(*names: str, message: str = "no", line: int = 3) -> Exception:
    """Return an exception as it comes from a worker."""
    return student_exception(Raised((*names, "Exception", "BaseException"), message, line))


def raised(error: BaseException) -> BaseException:
    """Raise it here, so that it has a traceback, which ends in this file."""
    try:
        raise error  # noqa: TRY301  the traceback is what is wanted
    except BaseException as caught:  # noqa: BLE001  any
        return caught


def raised_in_the_judge() -> BaseException:
    """Let the judge's own code raise, asked by a suite for what it never gives."""
    try:
        Handle(lambda _: None, 1, "Model").__reduce_ex__(4)
    except RefusedError as error:
        return ValueError("inside").with_traceback(error.__traceback__)
    raise AssertionError


def test_nothing_raised_is_a_pass() -> None:
    """A case that ends quietly has passed, without a word."""
    assert outcome_of(None, None) == (Outcome.PASSED, "")


@pytest.mark.parametrize(
    ("error", "outcome", "message"),
    [
        (AssertionError("2 is not 3"), Outcome.FAILED, "2 is not 3"),
        (pytest.fail.Exception("no"), Outcome.FAILED, "no"),
        (RefusedError("no truth"), Outcome.FAILED, "no truth"),
        (CaseTimeoutError(), Outcome.TIMED_OUT, "checking the results took too long"),
        (pytest.skip.Exception("later"), Outcome.MISSING, "the suite skipped this case"),
        (MemoryError("too large"), Outcome.ERRORED, "grader: MemoryError: too large"),
        (KeyError("k"), Outcome.FAILED, "the result could not be checked: KeyError: 'k'"),
        (SystemExit(3), Outcome.FAILED, "the result could not be checked: SystemExit: 3"),
        (NotImplementedError("suite"), Outcome.FAILED, "the result could not be checked: NotImplementedError: suite"),
        (student("ValueError"), Outcome.FAILED, "raised ValueError on line 3: no"),
        (student("ValueError", message=""), Outcome.FAILED, "raised ValueError on line 3"),
        (student("ValueError", line=0), Outcome.FAILED, "raised ValueError: no"),
        (student("AssertionError"), Outcome.FAILED, "raised AssertionError on line 3: no"),
        (student("MemoryError"), Outcome.FAILED, "raised MemoryError on line 3: no"),
        (student("Mine", "ValueError"), Outcome.FAILED, "raised Mine on line 3: no"),
        (student("AttributeError", line=0, message="no f"), Outcome.FAILED, "no f"),
        (student("NotImplementedError", message="f"), Outcome.NOT_IMPLEMENTED, "f: not implemented yet on line 3"),
        (
            student("NotImplementedError", message="", line=0),
            Outcome.NOT_IMPLEMENTED,
            "this exercise: not implemented yet",
        ),
        (
            student("ForbiddenError", message="numpy.sort"),
            Outcome.FORBIDDEN,
            "called numpy.sort on line 3, which this exercise forbids",
        ),
        (KILLED, Outcome.KILLED, "the code crashed"),
    ],
)
def test_an_exception_has_an_outcome_and_a_sentence(error: BaseException, outcome: Outcome, message: str) -> None:
    """Each kind of exception says whose it is."""
    assert outcome_of(raised(error), None) == (outcome, message)


def test_an_exit_of_the_student_is_the_students() -> None:
    """What only an interpreter raises, raised by a student, fails the case."""
    error = student_exception(Raised(("SystemExit", "BaseException"), "0", 2))
    assert outcome_of(error, None) == (Outcome.FAILED, "raised SystemExit on line 2: SystemExit: 0")


@pytest.mark.parametrize("error", [None, AssertionError("2 is not 3"), CaseTimeoutError(), MemoryError()])
def test_a_worker_that_stopped_decides(error: BaseException | None) -> None:
    """Whatever the suite made of it, the case ended with its worker."""
    assert outcome_of(error, KILLED) == (Outcome.KILLED, "the code crashed")


def test_an_exception_from_the_judges_own_code_is_ours() -> None:
    """An error that was raised in the judge errs, and nobody is blamed."""
    assert outcome_of(raised_in_the_judge(), None) == (Outcome.ERRORED, "grader: ValueError: inside")


def test_a_worker_that_could_not_start_is_ours() -> None:
    """A judge's failure is no student's."""
    error = JudgeError("the zygote is gone").with_traceback(raised_in_the_judge().__traceback__)
    assert outcome_of(error, None) == (Outcome.ERRORED, "grader: JudgeError: the zygote is gone")


def test_an_attribute_of_an_object_in_place_of_a_value_is_the_students() -> None:
    """A suite that looks into a value, and was given an object, fails the case."""
    try:
        vars(Handle(lambda _: None, 1, "Model")).clear()
    except TypeError as error:
        caught: BaseException = error
    assert outcome_of(caught, None)[0] is Outcome.FAILED
    with pytest.raises(AttributeError) as found:
        _ = Handle(lambda _: None, 1, "Model").__array_interface__
    outcome, message = outcome_of(found.value, None)
    assert outcome is Outcome.FAILED
    assert message.startswith("the result could not be checked: AttributeError: 'Model' object has no attribute")


@pytest.mark.parametrize(
    ("cause", "importing", "found"),
    [
        (student("ValueError"), "small.py", (Outcome.FAILED, "importing small.py: raised ValueError on line 3: no")),
        (KILLED, "small.py", (Outcome.KILLED, "importing small.py: the code crashed")),
        (KILLED, "", (Outcome.KILLED, "the code crashed")),
    ],
)
def test_a_case_without_a_module_ends_as_importing_it_did(
    cause: BaseException, importing: str, found: tuple[Outcome, str]
) -> None:
    """The reason is the import's, and the message says so."""
    assert outcome_of(NoModuleError(cause, importing=importing), None) == found


def test_a_case_without_a_module_does_not_blame_a_worker_that_was_stopped() -> None:
    """Importing decided, not what became of the worker afterwards."""
    error = NoModuleError(student("ValueError"), importing="small.py")
    assert outcome_of(error, KILLED)[0] is Outcome.FAILED


def test_a_message_is_inert_and_bounded() -> None:
    """A student's text moves no cursor and fills no report."""
    _, message = outcome_of(student("ValueError", message="\x1b[2J" + "x" * 9000), None)
    assert "\x1b" not in message
    assert len(message) <= MAX_MESSAGE + 100
