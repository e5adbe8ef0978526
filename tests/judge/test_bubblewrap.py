"""The command that bubblewrap is started with: what is seen inside, what may be done, and as whom."""

import itertools
import os
import shutil
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.judge import bubblewrap, interpreter
from grader.judge.process import probe
from grader.worker.layers import Layer

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bubblewrap is Linux's")

As = Callable[[int], None]


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> As:
    """Give a function that makes this process seem somebody's."""
    return lambda number: monkeypatch.setattr(os, "geteuid", lambda: number)


def words(prefix: list[str], option: str, count: int) -> list[tuple[str, ...]]:
    """Return the words after each occurrence of an option."""
    return [tuple(prefix[at + 1 : at + 1 + count]) for at, word in enumerate(prefix) if word == option]


def test_an_ordinary_user_needs_a_user_namespace(user: As) -> None:
    """And keeps no right."""
    user(1000)
    prefix = bubblewrap.prefix(())
    assert "--unshare-user" in prefix
    assert "--cap-add" not in prefix
    assert words(prefix, "--cap-drop", 1) == [("ALL",)]


def test_root_keeps_what_giving_itself_up_takes(user: As) -> None:
    """It needs no user namespace, and one that knows a single user would be in the way."""
    user(0)
    prefix = bubblewrap.prefix(())
    assert "--unshare-user" not in prefix
    assert words(prefix, "--cap-add", 1) == [("CAP_SETUID",), ("CAP_SETGID",), ("CAP_SETPCAP",)]
    assert prefix.index("--cap-drop") < prefix.index("--cap-add")


def test_everything_is_separate_and_nothing_can_be_written(user: As) -> None:
    """Processes, network, memory segments, names; it dies with who started it, and the root is sealed last."""
    user(1000)
    prefix = bubblewrap.prefix(())
    for option in ("pid", "net", "ipc", "uts", "cgroup-try"):
        assert f"--unshare-{option}" in prefix
    assert {"--die-with-parent", "--new-session"} <= set(prefix)
    assert prefix[-3:] == ["--remount-ro", "/", "--"]
    assert not {"--bind", "--proc", "--dev", "--share-net"} & set(prefix)
    assert [target for _, target in words(prefix, "--dev-bind", 2)] == ["/dev/null", "/dev/zero", "/dev/urandom"]


def test_what_is_to_be_read_is_seen_in_its_place(tmp_path: Path, user: As) -> None:
    """Beneath folders that everyone may pass, after other people's packages were hidden; what is missing is not."""
    user(1000)
    (tmp_path / "seen").mkdir()
    prefix = bubblewrap.prefix((tmp_path / "seen", tmp_path / "missing"))
    seen = str(tmp_path / "seen")
    bound = [source for source, target in words(prefix, "--ro-bind", 2) if source == target]
    assert seen in bound
    assert str(tmp_path / "missing") not in prefix
    assert str(bubblewrap.interpreter()) in bound
    at = max(place for place, word in enumerate(prefix) if word == seen)
    assert all(place < at for place, word in enumerate(prefix) if word == "--tmpfs")
    folders = [mode for mode in zip(prefix, prefix[1:], prefix[2:], prefix[3:], strict=False) if mode[0] == "--perms"]
    assert ("--perms", "0755", "--dir", str(tmp_path)) in folders
    assert all(mode[1] == "0755" for mode in folders)


def test_other_peoples_packages_are_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the interpreter has any; a system without is as well."""
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    assert words(bubblewrap.prefix(()), "--tmpfs", 1) == []
    (tmp_path / "site-packages").mkdir()
    assert words(bubblewrap.prefix(()), "--tmpfs", 1) == [(str(tmp_path / "site-packages"),)]


def test_a_link_to_the_libraries_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a folder is bound."""
    (tmp_path / "usr").mkdir()
    (tmp_path / "lib").symlink_to("usr")
    (tmp_path / "lib64").mkdir()
    monkeypatch.setattr(bubblewrap, "_LINKS", (str(tmp_path / "lib"), str(tmp_path / "lib64"), str(tmp_path / "lib32")))
    prefix = bubblewrap.prefix(())
    assert words(prefix, "--symlink", 2) == [("usr", str(tmp_path / "lib"))]
    assert (str(tmp_path / "lib64"),) * 2 in words(prefix, "--ro-bind", 2)
    assert str(tmp_path / "lib32") not in prefix


def test_without_the_program_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere than on Linux it is not even looked for."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert bubblewrap.program() is None
    assert bubblewrap.prefix(())[0] == "bwrap"
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    assert bubblewrap.program() == "/bin/bwrap"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert bubblewrap.program() is None


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_interpreter_is_bare_and_bound_to_its_parent(*, wrapped: bool) -> None:
    """Inside, the parent is bubblewrap's own first process, and the interpreter is no link of a virtual environment."""
    command = interpreter.command("zygote", "{}", wrapped=wrapped)
    at = command.index("-s") - 1
    assert command[at + 1 : at + 6] == ["-s", "-S", "-P", "-B", "-c"]
    assert command[-1] == "{}"
    boot = command[-2]
    assert f"die_with_parent({bubblewrap.PARENT if wrapped else os.getpid()})" in boot
    assert boot.index("die_with_parent") < boot.index("grader.worker.zygote")
    assert command[at] == (str(bubblewrap.interpreter()) if wrapped else sys.executable)
    assert ("--remount-ro" in command) is wrapped


def test_of_grader_only_what_a_worker_needs_is_seen() -> None:
    """Neither the judge nor a suite, and no environment but a few settings."""
    command = interpreter.command("zygote", "{}", wrapped=True)
    bound = [Path(source).name for source, _ in words(command, "--ro-bind", 2) if "grader" in Path(source).parts]
    assert {"__init__.py", "errors.py", "worker", "wire"} <= set(bound)
    assert not {"grader", "judge", "course", "grading", "testing"} & set(bound)
    assert not any(key in interpreter.ENVIRONMENT for key in ("PATH", "HOME", "PYTHONPATH"))


@pytest.mark.skipif(bubblewrap.program() is None, reason="bubblewrap is not installed here")
def test_inside_the_workers_modules_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bubblewrap works here or it does not; where it cannot, that is found out and nothing else is lost."""
    before = probe()
    monkeypatch.setattr(bubblewrap, "program", lambda: None)
    without = probe()
    assert without[Layer.BUBBLEWRAP] is False
    assert {layer: works for layer, works in before.items() if layer != Layer.BUBBLEWRAP} == {
        layer: works for layer, works in without.items() if layer != Layer.BUBBLEWRAP
    }
    assert list(itertools.chain(before)) == list(without)
