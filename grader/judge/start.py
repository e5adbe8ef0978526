"""How a judge process begins: bound to the run before it loads anything that takes time.

What a judge needs (pytest, NumPy) takes a large part of a second to import; a run that is killed meanwhile must not
leave behind a judge that then starts workers for nobody.
"""

import pickle
from multiprocessing.connection import Connection

from grader.worker.parent import die_with_parent


def start(connection: Connection, parent: int, spec: bytes) -> None:
    """Serve as a judge of the pickled JudgeSpec until the other end closes, or the process ``parent`` ends."""
    die_with_parent(parent)
    from grader.judge.service import run_judge  # noqa: PLC0415  only when bound to the run

    run_judge(connection, pickle.loads(spec))  # noqa: S301  written by the run that started this process
