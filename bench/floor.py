"""The floor: one process, everything imported once, every submission executed in it, every case a plain call.

Nothing isolates a submission from the next, and one that does not end ends nothing here; no grader can be cheaper.
Run: ``python bench/floor.py MARKS SUBMISSION...`` with BENCH_SUITE and BENCH_MODULE set.
"""

import json
import sys
import warnings
from pathlib import Path

from direct import Suite, of_environment


def marks(suite: Suite, source: str) -> dict[str, bool]:
    """Return for each case whether the submission is right."""
    try:
        student: object = suite.execute(source)
    except Exception:  # noqa: BLE001  whatever a submission raises; then no case can find what it needs
        student = None
    return {case: _holds(suite, case, student) for case in suite.cases}


def _holds(suite: Suite, case: str, student: object) -> bool:
    try:
        suite.check(case, student)
    except Exception:  # noqa: BLE001  as above
        return False
    return True


def main() -> None:
    """Judge every submission and write the marks."""
    warnings.simplefilter("ignore")
    suite = of_environment()
    target, *paths = map(Path, sys.argv[1:])
    target.write_text(json.dumps({path.stem: marks(suite, path.read_text(encoding="utf-8")) for path in paths}))


if __name__ == "__main__":
    main()
