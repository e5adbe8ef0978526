"""Submissions where nbgrader keeps them: what it has collected, what lies in its exchange, what was downloaded.

``submitted/<student>/<assignment>/``, ``inbound/<student>+<assignment>+<time>[+<random>]/`` and the names that
zip_collect reads, ``..._<student>_attempt_<time>_<file>``. Of several of one student the latest counts.
"""

import re
from pathlib import Path

from grader.intake.listing import composed
from grader.submission import Located

_TIME = r"\d{4}-\d\d-\d\d[ T-]\d\d[:-]\d\d[:-]\d\d(?:[.]\d+)?(?: \w+)?"
_ATTEMPT = re.compile(r".*_(?P<student>\w+)_attempt_(?P<time>[0-9\-]+)_(?P<file>.*)")


def read_nbgrader(path: Path, name: str, module: str) -> tuple[Located, ...]:
    """Return the submissions to the assignment of this name at a path in a layout of nbgrader's; nothing elsewhere."""
    if not path.is_dir():
        return ()
    entries = sorted(path.iterdir())
    collected = [entry for entry in entries if (entry / name).is_dir()]
    if collected:
        return tuple(Located(student=composed(entry.name), path=entry / name) for entry in collected)
    return _latest(_exchanged(entries, name)) or _latest(_downloaded(entries, module))


def _exchanged(entries: list[Path], name: str) -> list[tuple[str, str, Path]]:
    # A name may have a plus sign itself: the assignment, which has none, tells where it ends.
    form = re.compile(rf"(?P<student>.+)\+{re.escape(name)}\+(?P<time>{_TIME})(?:\+[\w-]+=*)?")
    found = ((form.fullmatch(entry.name), entry) for entry in entries if entry.is_dir())
    return [(match["student"], match["time"], entry) for match, entry in found if match]


def _downloaded(entries: list[Path], module: str) -> list[tuple[str, str, Path]]:
    found = ((_ATTEMPT.fullmatch(entry.name), entry) for entry in entries if entry.is_file())
    files = {f"{module}.py", f"{module}.ipynb"}
    return [(match["student"], match["time"], entry) for match, entry in found if match and match["file"] in files]


def _latest(found: list[tuple[str, str, Path]]) -> tuple[Located, ...]:
    # Times are written largest part first, hence in their order as text.
    latest = {student: path for student, _, path in sorted(found)}
    return tuple(Located(student=composed(student), path=path) for student, path in latest.items())
