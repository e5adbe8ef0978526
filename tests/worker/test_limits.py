"""A worker's limits hold, are never raised, and cannot be raised again."""

import json
import subprocess
import sys
from typing import Any

import pytest

from grader.worker import limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")

_REPORT = """
import json, resource, sys
from grader.worker.limits import limit_resources
{before}
limit_resources(512, 7)
names = ["CORE", "CPU", "AS", "FSIZE", "NOFILE", "MEMLOCK"]
print(json.dumps({{name: resource.getrlimit(getattr(resource, "RLIMIT_" + name)) for name in names}}))
{after}
"""


def _run(before: str = "", after: str = "") -> Any:
    """Limit a process of its own and return what it prints."""
    code = _REPORT.format(before=before, after=after)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_limits_are_those_that_are_asked_for() -> None:
    """Soft and hard alike: memory in MiB, processor time in seconds, no files, no core dumps."""
    (found,) = _run()
    assert found == {
        "CORE": [0, 0],
        "CPU": [7, 7],
        "AS": [512 << 20, 512 << 20],
        "FSIZE": [0, 0],
        "NOFILE": [64, 64],
        "MEMLOCK": [0, 0],
    }


def test_a_limit_that_is_lower_already_stays() -> None:
    """Nothing is raised by limiting it."""
    (found,) = _run("resource.setrlimit(resource.RLIMIT_CPU, (3, 3))")
    assert found["CPU"] == [3, 3]


def test_memory_beyond_the_limit_is_refused() -> None:
    """With a MemoryError in Python."""
    _, error = _run(after="try:\n    bytearray(600 << 20)\nexcept MemoryError:\n    print('\"refused\"')")
    assert error == "refused"


def test_limits_that_the_platform_lacks_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that it has are set all the same."""
    resource = pytest.importorskip("resource")
    calls: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda number, pair: calls.append((number, pair)))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (5, resource.RLIM_INFINITY))
    monkeypatch.delattr(resource, "RLIMIT_NPROC")
    limits.limit_resources(1, 2)
    assert (resource.RLIMIT_CPU, (2, 2)) in calls
    assert (resource.RLIMIT_AS, (1 << 20, 1 << 20)) in calls
    assert len(calls) == 8


def test_a_platform_without_limits_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows there is nothing to set."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "resource", None)
    limits.limit_resources(1, 1)


_MEMORY = """
import json, resource
from grader.worker.limits import limit_memory
resource.setrlimit(resource.RLIMIT_AS, {before})
limit_memory(4096)
names = ["AS", "CPU", "NOFILE", "FSIZE"]
print(json.dumps({{name: resource.getrlimit(getattr(resource, "RLIMIT_" + name)) for name in names}}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no other system holds to it")
@pytest.mark.parametrize(
    ("before", "bound"), [("(-1, -1)", 4096), ("(2048 << 20, 3072 << 20)", 3072), ("(2048 << 20, -1)", 4096)]
)
def test_memory_alone_is_limited(before: str, bound: int) -> None:
    """Soft and hard alike, never above what was the hard limit; whatever else may be used stays."""
    import resource  # noqa: PLC0415  not there on Windows

    code = _MEMORY.format(before=before)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    found = json.loads(done.stdout)
    assert found.pop("AS") == [bound << 20] * 2
    assert found == {name: list(resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))) for name in found}


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_memory_is_limited_on_linux_alone(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    """Elsewhere it would not hold, and nothing is touched."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setitem(sys.modules, "resource", None)
    limits.limit_memory(1)


@pytest.mark.parametrize(("hard", "bound"), [(-1, 4096 << 20), (5, 5), (1 << 60, 4096 << 20)])
def test_a_bound_on_memory_is_never_raised(monkeypatch: pytest.MonkeyPatch, hard: int, bound: int) -> None:
    """Not above the hard limit, where there is one."""
    resource = pytest.importorskip("resource")
    calls: list[object] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (3, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda *what: calls.append(what))
    limits.limit_memory(4096)
    assert calls == [(resource.RLIMIT_AS, (bound, bound))]
