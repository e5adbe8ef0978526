"""A process that is bound to its parent ends with it, and at once where the parent is gone already."""

import subprocess
import sys

import pytest

BOUND = "import os; from grader.worker.parent import die_with_parent; die_with_parent({parent}); print('alive')"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux binds a process to its parent")


@pytest.mark.parametrize(("parent", "alive"), [("os.getppid()", True), ("os.getppid() + 1", False)])
def test_who_has_lost_its_parent_ends(parent: str, *, alive: bool) -> None:
    """Between its birth and the binding the parent may have been killed; nobody would end the orphan."""
    code = BOUND.format(parent=parent)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == ((0, "alive\n") if alive else (1, ""))
