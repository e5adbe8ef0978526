"""A judge process is bound to its run before anything else, and serves the specification that comes first."""

from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from grader.judge import service, start


def test_a_judge_is_bound_to_the_run_before_it_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed while the judge loads leaves nothing behind."""
    done: list[object] = []
    ours, theirs = Pipe()

    def serve(connection: Connection, spec: object) -> None:
        done.extend((connection is theirs, spec))

    monkeypatch.setattr(start, "die_with_parent", done.append)
    monkeypatch.setattr(service, "run_judge", serve)
    ours.send("a specification")
    start.start(theirs, 42, None)
    assert done == [42, True, "a specification"]
