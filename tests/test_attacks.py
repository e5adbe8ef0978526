"""No attack of the corpus succeeds, in any tier that this machine can form, as root and as an ordinary user.

Each attack is a file or folder whose name begins with the verdict that it must get; to add one is to add a file.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "attacks"))

from attacking import attack_all, find_attacks, label, sandboxes

from grader.sandbox import Sandbox

ROOT = Path(__file__).parents[1]
NOBODY = 65534
FEWEST = 150


def test_the_corpus_is_there() -> None:
    """An empty glob would prove nothing."""
    assert len(find_attacks()) >= FEWEST


TIERS = sandboxes(identity=False)


@pytest.mark.parametrize(
    "sandbox",
    [
        # The strongest and the weakest; what is between them takes as long again: `make attacks`.
        pytest.param(sandbox, id=label(sandbox), marks=[pytest.mark.thorough] if sandbox in TIERS[1:-1] else [])
        for sandbox in TIERS
    ],
)
def test_no_attack_succeeds(sandbox: Sandbox) -> None:
    """No undeserved point, nothing seen or sent, the victim's judgement unchanged, nothing left behind."""
    assert attack_all(sandbox, find_attacks()).findings == []


@pytest.mark.thorough
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("user", ["root, given up", "an ordinary user"])
def test_no_attack_succeeds_as_somebody_else(user: str) -> None:
    """The same holds where root gives itself up, and where the whole run is an ordinary user's."""
    if user == "an ordinary user":
        lines = run_as_nobody("full", "kernel")
    else:
        lines = run([sys.executable], "--identity", "full", "kernel")
    results = [json.loads(line) for line in lines]
    assert results
    assert [finding for result in results for finding in result["findings"]] == []


def run_as_nobody(*arguments: str) -> list[str]:
    """Run the corpus as nobody, with an interpreter that nobody may run."""
    interpreters = (Path(sys.executable), *sorted(Path("/usr/bin").glob("python3.1?")))
    for interpreter in interpreters:
        try:
            check = subprocess.run(
                [interpreter, "-c", "import numpy, pytest, msgspec"], user=NOBODY, group=NOBODY, extra_groups=[],
                env=environment(), capture_output=True, check=False,
            )  # fmt: skip
        except PermissionError:
            continue
        if check.returncode == 0:
            return run([str(interpreter)], *arguments, as_nobody=True)
    pytest.skip("no interpreter here that an ordinary user may run")


def run(command: list[str], *arguments: str, as_nobody: bool = False) -> list[str]:
    """Run the corpus in a process of its own and return its lines."""
    identity: dict[str, object] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if as_nobody else {}
    done = subprocess.run(
        [*command, str(ROOT / "tests" / "attacks" / "attacking.py"), *arguments],
        env=environment(), capture_output=True, text=True, check=False, cwd="/", **identity,  # type: ignore[call-overload]  # one of two sets
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return str(done.stdout).splitlines()


def environment() -> dict[str, str]:
    """Return what any interpreter needs to find this one's packages."""
    return {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]), "PATH": os.defpath, "HOME": "/"}
