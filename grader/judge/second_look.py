"""What a judge finds out about an exercise that did not pass: its score on right ground, and the mistake's name.

The exercise is judged once more in a worker of its own, with what it needs answered from the reference, and every
call is recorded; the recording is then replayed on the reference and on each misconception. Counterexamples, of which
no mark depends, are sought when all exercises are judged.
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from grader.course.manifest import Exercise
from grader.errors import CourseError
from grader.judge.alarm import CaseTimeoutError, deadline
from grader.judge.bench import Bench
from grader.judge.carry import Lent, lend
from grader.judge.counterexample import Seeker
from grader.judge.diagnosis import NotReplayableError, Replay, Variant, load_variant, recognise
from grader.judge.handle import Handle, members_of
from grader.judge.recording import Recording
from grader.judge.relation import relate
from grader.judge.remembered import RememberedModule
from grader.judge.worker import WorkerStoppedError
from grader.verdict import Case, Counterexample, Outcome, Relation, Verdict

_SECONDS = 10.0
"""For all replays of one exercise; a variant may never end on what a submission was asked."""
_NOTHING: Final[Mapping[str, Lent]] = MappingProxyType({})
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
        if not all(recording.complete for recording in recordings):
            return None, None
        members = members_of(module)
        try:
            with deadline(_SECONDS):
                return self._explain(exercise, recordings, lambda ground: Replay(ground, module, members), reference)
        except (CaseTimeoutError, WorkerStoppedError):  # a callback of the suite's may ask the student
            return None, None

    def _explain(
        self,
        exercise: Exercise,
        recordings: Sequence[Recording],
        replay: Callable[[object], Replay],
        reference: object,
    ) -> tuple[str | None, Relation | None]:
        # A callback of the suite's that asks the student is recorded as well, while it is replayed.
        heard = [(call, recording) for recording in recordings for call in recording.calls]
        calls = [call for call, _ in heard]
        try:
            right = replay(reference).answers(calls)
        except NotReplayableError:
            return None, None
        variants = self._variants.get(exercise.name, ())
        found = recognise(heard, right, ((v.name, functools.partial(self._replay, replay, v)) for v in variants))
        return found, None if found is not None else relate(calls, [result for result, _ in right])

    def _replay(self, replay: Callable[[object], Replay], variant: Variant) -> Replay:
        return replay(self._load(variant))


class Recorded(NamedTuple):
    """One exercise's cases, run once more: their verdicts, their calls, and the module that was asked, if there is."""

    verdicts: tuple[Verdict, ...]
    recordings: list[Recording]
    module: Handle | None


class Looker:
    """Looks at a submission again, on the bench where it was judged."""

    def __init__(
        self,
        bench: Bench,
        reference: RememberedModule,
        cases: Iterable[Case],
        diagnostician: Diagnostician,
        seeker: Seeker | None,
    ) -> None:
        self._bench = bench
        self._reference = reference
        self._exercise_of = {case.id: case.exercise for case in cases}
        self._diagnostician = diagnostician
        self._seeker = seeker

    def look(self, verdicts: Sequence[Verdict], record: Callable[[str], Recorded]) -> tuple[SecondLook, ...]:
        """Judge each exercise that did not pass once more, diagnose it, and show its mistake by one input.

        ``record`` runs the cases of an exercise on what stands on the bench.
        """
        self._bench.leave()  # what a worker has printed is known when it has ended
        printed = self._bench.printed
        failing = self._diagnostician.failing(verdicts, self._exercise_of)
        judged = [(exercise, *self._judge(exercise, record)) for exercise in failing]
        # The submission's time may end in what follows, on a slow machine, and marks are all known.
        wrong = {self._exercise_of[verdict.case] for verdict in verdicts if verdict.outcome is not Outcome.PASSED}
        looks = tuple(
            msgspec.structs.replace(look, counterexample=self._show(exercise, wrong)) if telling else look
            for exercise, look, telling in judged
        )
        self._bench.leave()
        self._bench.printed = printed  # the same again would say nothing
        return looks

    def seek(self, exercise: str, lent: Mapping[str, Lent] = _NOTHING) -> Counterexample | None:
        """Look for the smallest input on which a fresh worker and the reference differ."""
        if self._seeker is None:
            return None
        self._bench.lend(lent)
        return self._seeker.seek(exercise, self._bench, self._reference, lent=bool(lent))

    def _judge(self, exercise: Exercise, record: Callable[[str], Recorded]) -> tuple[SecondLook, bool]:
        """Return what is found on right ground, and whether one input more may say something."""
        lent = self._lent(exercise)
        self._bench.lend(lent)
        again = record(exercise.name)
        name, relation = None, None
        if again.module is not None:
            reference = self._reference.module
            name, relation = self._diagnostician.diagnose(exercise, reference, again.module, again.recordings)
        carried = again.verdicts if lent else ()
        look = SecondLook(exercise=exercise.name, carried=carried, misconception=name, relation=relation)
        return look, _is_telling(again.verdicts)

    def _show(self, exercise: Exercise, wrong: set[str]) -> Counterexample | None:
        """Seek on the submission's own ground, where that is right: there the code that is shown does what it says."""
        try:
            return self.seek(exercise.name, self._lent(exercise) if wrong.intersection(exercise.needs) else _NOTHING)
        except CourseError:  # a fault in the inputs is told by `verify`; a class is graded all the same
            return None

    def _lent(self, exercise: Exercise) -> Mapping[str, Lent]:
        return lend(self._reference, exercise, self._diagnostician.exercises)


def _is_telling(verdicts: Sequence[Verdict]) -> bool:
    """Tell whether one input more may say something: the exercise is wrong by itself, and does not hang."""
    return any(verdict.outcome is not Outcome.PASSED for verdict in verdicts) and not any(
        verdict.outcome is Outcome.TIMED_OUT for verdict in verdicts
    )


def is_over(verdict: Verdict) -> bool:
    """Tell whether looking on costs more than it tells: the exercise hangs, or ends its process."""
    return verdict.outcome in _OVER
