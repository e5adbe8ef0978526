"""How a judge process begins: bound to the run before it loads anything that takes time.

What a judge needs (pytest, NumPy) takes a large part of a second to import; a run that is killed meanwhile must not
leave behind a judge that then starts workers for nobody.
"""

import os
from multiprocessing.connection import Connection

from grader.worker.parent import die_with_parent


def start(connection: Connection, parent: int, core: int | None) -> None:
    """Serve as a judge of the JudgeSpec that comes first, until the other end closes or the process ``parent`` ends.

    With a ``core`` the judge and all that it starts keep to that one (Linux).
    """
    die_with_parent(parent)
    if core is not None:
        os.sched_setaffinity(0, {core})
    from grader.judge.service import run_judge  # noqa: PLC0415  only when bound to the run

    run_judge(connection, connection.recv())
