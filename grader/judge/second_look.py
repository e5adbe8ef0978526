"""What a judge finds out about an exercise that did not pass: its score on right ground, and the mistake's name.

The exercise is judged once more in a worker of its own, with what it needs answered from the reference, and every
call is recorded; the recording is then replayed on the reference and on each misconception.
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from grader.course.manifest import Exercise
from grader.judge.alarm import CaseTimeoutError, deadline
from grader.judge.diagnosis import NotReplayableError, Replay, Variant, load_variant, recognise
from grader.judge.handle import Handle, members_of
from grader.judge.recording import Call, Recording
from grader.judge.relation import relate
from grader.judge.worker import WorkerStoppedError
from grader.verdict import Counterexample, Outcome, Relation, Verdict

_SECONDS = 10.0
"""For all replays of one exercise; a variant may never end on what a submission was asked."""
_OVER = {Outcome.TIMED_OUT, Outcome.KILLED}


class SecondLook(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise's verdicts on right ground (none where it needs nothing), and what its mistake is, if known.

    Known by its name or by what it does to every answer, and by one input that shows it.
    """

    exercise: str
    carried: tuple[Verdict, ...] = ()
    misconception: str | None = None
    relation: Relation | None = None
    counterexample: Counterexample | None = None


class Diagnostician:
    """Knows the reference and every misconception of an assignment; each variant is loaded when it is needed."""

    def __init__(self, exercises: Sequence[Exercise], variants: Iterable[Variant]) -> None:
        self.exercises = exercises
        self._variants: dict[str, list[Variant]] = {}
        for variant in variants:
            self._variants.setdefault(variant.exercise, []).append(variant)
        self._load = functools.cache(load_variant)

    def failing(self, verdicts: Iterable[Verdict], exercise_of: Mapping[str, str]) -> list[Exercise]:
        """Return the exercises worth a second look: with a case that did not pass, and begun.

        What is not written yet may be what the exercise needs: then nothing tells whether it was begun.
        """
        outcomes: dict[str, set[Outcome]] = {}
        for verdict in verdicts:
            outcomes.setdefault(exercise_of[verdict.case], set()).add(verdict.outcome)
        hopeless = ({Outcome.PASSED}, {Outcome.FORBIDDEN})
        unwritten = {Outcome.NOT_IMPLEMENTED}
        return [
            exercise
            for exercise in self.exercises
            if (found := outcomes.get(exercise.name))
            and found not in hopeless
            and (found != unwritten or any(unwritten <= outcomes.get(name, set()) for name in exercise.needs))
        ]

    def diagnose(
        self, exercise: Exercise, reference: object, module: Handle, recordings: Sequence[Recording]
    ) -> tuple[str | None, Relation | None]:
        """Return the misconception that explains every call, or else the relation that every wrong result has."""
        calls = [call for recording in recordings for call in recording.calls]
        if not calls or not all(recording.complete for recording in recordings):
            return None, None
        members = members_of(module)
        try:
            with deadline(_SECONDS):
                return self._explain(exercise, calls, lambda ground: Replay(ground, module, members), reference)
        except (CaseTimeoutError, WorkerStoppedError):  # a callback of the suite's may ask the student
            return None, None

    def _explain(
        self, exercise: Exercise, calls: Sequence[Call], replay: Callable[[object], Replay], reference: object
    ) -> tuple[str | None, Relation | None]:
        try:
            right = replay(reference).answers(calls)
        except NotReplayableError:
            return None, None
        variants = self._variants.get(exercise.name, ())
        found = recognise(calls, right, ((v.name, replay(self._load(v))) for v in variants))
        return found, None if found is not None else relate(calls, [result for result, _ in right])


def is_telling(verdicts: Sequence[Verdict]) -> bool:
    """Tell whether one input more may say something: the exercise is wrong by itself, and does not hang."""
    return any(verdict.outcome is not Outcome.PASSED for verdict in verdicts) and not any(
        verdict.outcome is Outcome.TIMED_OUT for verdict in verdicts
    )


def is_over(verdict: Verdict) -> bool:
    """Tell whether looking on costs more than it tells: the exercise hangs, or ends its process."""
    return verdict.outcome in _OVER
