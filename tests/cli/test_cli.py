"""The way out of every command: its code, and what is said of a fault of our own."""

import pytest
from commanding import Inside

from grader import cli
from grader.cli import main
from grader.errors import CourseError, JudgeError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CourseError("a.toml", "is wrong; mend it", line=3), "grader: a.toml:3: is wrong; mend it\n"),
        (JudgeError("the zygote is gone"), "grader: the zygote is gone\n"),
    ],
)
def test_what_could_not_be_done_is_one_line(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """Exit code 2 and the message, without a traceback."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("grader.cli.machine.examine", fail)
    assert inside("doctor") == (2, "", said)


def test_a_fault_of_ours_is_shown_whole(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its traceback, a request to report it, and never the code of what was found wanting."""
    monkeypatch.setattr("grader.cli.machine.examine", lambda *_: 1 / 0)
    ran = inside("doctor")
    assert (ran.code, ran.out) == (2, "")
    assert "ZeroDivisionError" in ran.err
    assert ran.err.endswith("grader: this is a fault of grader itself; please report it with the lines above\n")


def test_an_interruption_has_its_own_code(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says that nothing is lost."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.cli.machine.examine", interrupt)
    ran = inside("doctor")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith("the same command goes on from there\n")


@pytest.mark.parametrize(("code", "expected"), [(None, 2), ("text", 2), (7, 7)])
def test_an_exit_without_a_number_is_a_failure(monkeypatch: pytest.MonkeyPatch, code: object, expected: int) -> None:
    """Only a number is a code."""

    def leave(*_: object, **__: object) -> None:
        raise SystemExit(code)

    monkeypatch.setattr(cli, "command_of", lambda *_: leave)
    assert cli.run([]) == expected


def test_a_command_that_returns_has_done_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 0."""
    monkeypatch.setattr(cli, "command_of", lambda *_: lambda *_, **__: None)
    assert cli.run([]) == 0


def test_the_script_exits_with_the_commands_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The arguments are those of the process."""
    monkeypatch.setattr("sys.argv", ["grader", "--no-such-option"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
