"""pytest run in this process: what a plugin raises comes out, where pytest alone would print it."""

from collections.abc import Sequence

import pytest


def run_pytest(arguments: Sequence[str], plugin: object) -> int:
    """Run pytest with a plugin and return its exit code."""
    raised: list[BaseException] = []
    code = pytest.main([*arguments], plugins=[plugin, _Keeper(raised)])
    if raised:
        raise raised[0]
    return code


class _Keeper:
    """Keeps the exception that pytest would only print."""

    def __init__(self, raised: list[BaseException]) -> None:
        self._raised = raised

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        self._raised.append(excinfo.value)
        return True
