"""The public suite under the judge, in this process; the student's file runs in a worker, with deadlines, as it will.

Linux and macOS: a worker is handed its sockets in a way that Windows does not have.
"""

import sys
from collections.abc import Collection
from contextlib import redirect_stdout

from grader.clock import Clock
from grader.course.manifest import Assignment, Limits, Policy
from grader.judge.process import Direct, WorkerProcess, WorkerSettings
from grader.loop.checking import SEED, Found


def judge(assignment: Assignment, clock: Clock, source: str | None, exercises: Collection[str] | None) -> Found:
    """Judge a student's file with the assignment's public suite; CourseError for a suite that is none."""
    launcher = _Ahead(assignment.limits)
    try:
        return _judge(launcher, assignment, clock, source, exercises)
    finally:
        launcher.close()


class _Ahead(Direct):
    """Starts the first worker at once: it loads NumPy while this process loads pytest."""

    def __init__(self, limits: Limits) -> None:
        seconds = int(limits.submission_seconds) + 1
        super().__init__(WorkerSettings(memory_mib=limits.memory_mib, cpu_seconds=seconds, seed=SEED))
        self._first: WorkerProcess | None = super().start()

    def start(self) -> WorkerProcess:
        """Hand out the one that was started, then fresh ones."""
        first, self._first = self._first, None
        return first or super().start()

    def close(self) -> None:
        """End the one that nobody wanted."""
        if self._first is not None:
            self._first.wire.close()
            self._first.output.close()
            self._first.stop(gone=False)


def _judge(
    launcher: Direct, assignment: Assignment, clock: Clock, source: str | None, exercises: Collection[str] | None
) -> Found:
    from grader.grading.plan import plan_public  # noqa: PLC0415  takes long to import, hence after the worker's start
    from grader.judge.bench import Bench  # noqa: PLC0415  as above
    from grader.judge.collecting import collect_and_serve  # noqa: PLC0415  as above
    from grader.judge.plugin import JudgePlugin  # noqa: PLC0415  as above
    from grader.testing.loading import undisturbed  # noqa: PLC0415  as above

    spec = plan_public(assignment, Policy(), seed=SEED, clock=clock).spec
    bench = Bench(launcher, spec.module, spec.rules, spec.limits, clock, given=spec.given)
    found: list[Found] = []

    def serve(plugin: JudgePlugin) -> None:
        if source is None:
            found.append(Found(cases=plugin.cases))
            return
        wanted = [case.id for case in plugin.cases if exercises is None or case.exercise in exercises]
        one = plugin.judge(source, seed=SEED, cases=wanted)
        found.append(Found(cases=plugin.cases, refused=one.rejection, verdicts=one.verdicts, printed=one.printed))

    with undisturbed(spec.suite), redirect_stdout(sys.stderr):  # what a suite prints is no output of the command
        collect_and_serve(spec.suite, JudgePlugin(bench, None, serve), given=spec.given)
    return found[0]
