"""pytest, started once for a suite: with the judge's plugin, and without what it would look for or load otherwise."""

from pathlib import Path

import pytest

from grader.course.layout import GIVEN_FILE
from grader.errors import CourseError
from grader.judge.in_process import run_pytest
from grader.judge.plugin import JudgePlugin
from grader.testing.loading import giving

_UNNEEDED = (
    *("terminal", "cacheprovider", "logging", "faulthandler", "threadexception", "unraisableexception"),
    *("doctest", "junitxml", "pastebin", "stepwise", "debugging", "setuponly", "setupplan"),
)


def collect_and_serve(suite: Path, plugin: JudgePlugin, *, given: str = "") -> None:
    """Collect the suite with the plugin and let it serve; CourseError where the suite is wrong.

    Meanwhile suite and reference can import what is ``given``; it is not the module that a student sees.
    """
    with giving(given, suite.parent / GIVEN_FILE):
        _collect_and_serve(suite, plugin)


def _collect_and_serve(suite: Path, plugin: JudgePlugin) -> None:
    arguments = [
        *(f"-pno:{name}" for name in _UNNEEDED),
        "--disable-plugin-autoload",
        "--import-mode=importlib",
        "--capture=no",
        "--assert=plain",  # its explanations call repr on whatever a student returned
        "--noconftest",
        "--strict-markers",
        f"--rootdir={suite.parent}",
        "--config-file=/dev/null",
        str(suite),
    ]
    code = run_pytest(arguments, plugin)
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise CourseError(suite, f"pytest ended with {code!r}; run plain pytest on it to see why")
