"""What a test cell calls while nbgrader grades: grader's judge, on the notebook that is being graded.

The judge runs in a process of its own, and the student's code in a worker of that: what the notebook did to this
kernel before changes no verdict. It can still forge what this cell shows, as every notebook can in nbgrader; who must
rule that out writes grader's own marks into the gradebook instead (``grader export nbgrader --gradebook``).
"""

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from grader.course.layout import COURSE_FILE
from grader.course.manifest import load_assignment
from grader.errors import JudgeError
from grader.grading.folder import read_reports
from grader.report.compose import counted_score

JUDGING = "judging"

_COMMAND = "import sys; from grader.cli import main; main()"


def check(exercise: str, language: str = "en") -> float:
    """Return the points of an exercise: what nbgrader takes for the result of the cell."""
    del language
    return _scores(Path().resolve())[exercise]  # noqa: FURB177  where nbgrader runs a notebook is where it lies


@cache
def _scores(folder: Path) -> dict[str, float]:
    """Judge the notebook in a folder, once for all its cells; JudgeError where that cannot be done."""
    assignment = load_assignment(folder)
    solutions = next((f / JUDGING for f in folder.parents if (f / JUDGING / COURSE_FILE).is_file()), None)
    if solutions is None:
        raise JudgeError(f"{folder}: no {JUDGING} above it; write it with `grader export nbgrader`")
    name = folder.name
    with tempfile.TemporaryDirectory() as out:
        notebook = folder / f"{assignment.module}.ipynb"
        command = [sys.executable, "-I", "-c", _COMMAND, "grade", name, str(notebook)]
        command += ["--course", str(solutions), "--out", out, "--jobs", "1"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=out)  # noqa: S603  our own command
        if done.returncode:
            raise JudgeError(f"the notebook could not be judged: {done.stderr.strip()}")
        (report,) = read_reports(Path(out))
    return {one.name: counted_score(one) for one in report.exercises}
