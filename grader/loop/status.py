"""How far a student is, from the last check alone: a line for each exercise."""

from grader.course.manifest import Assignment, Policy
from grader.course.regions import read_text
from grader.language import catalogue
from grader.loop.changes import digest_exercises
from grader.loop.checking import digest_rest, holds
from grader.loop.hints import shown_hints
from grader.loop.memory import Memory, recall
from grader.report.text import Line, render_lines
from grader.scoring import ExerciseScore, score


def render_status(assignment: Assignment, source: str, language: str, *, width: int, colour: bool) -> str:
    """Return the state of every exercise for a source; what changed since it was checked is said to have."""
    say = catalogue(language)
    memory = recall(assignment.folder)
    if memory is not None and memory.key != digest_rest(assignment):
        memory = None
    scores = {} if memory is None else {one.name: one for one in _scores(assignment, memory)}
    digests = digest_exercises(source, assignment, read_text(assignment.public_suite))
    lines = []
    for exercise in assignment.exercises:
        name = exercise.name
        found = scores.get(name)
        fresh = memory is not None and name in memory.exercises and holds(memory.exercises[name], digests[name])
        changed = say("not checked yet") if found is None else say("changed since it was checked")
        shown, total = shown_hints(assignment, name, language)
        hints = say("hints {shown}/{total}", shown=len(shown), total=total) if total else ""
        lines.append(
            Line(
                name=name,
                status=found.status if found is not None and fresh else None,
                score=float(found.score) if found is not None and fresh else None,
                max_score=float(exercise.points),
                note="   ".join(part for part in ("" if fresh else changed, hints) if part),
            )
        )
    return render_lines(lines, width=width, colour=colour)


def _scores(assignment: Assignment, memory: Memory) -> tuple[ExerciseScore, ...]:
    verdicts = [verdict for checked in memory.exercises.values() for verdict in checked.verdicts]
    return score(assignment.exercises, memory.cases, verdicts, Policy())
