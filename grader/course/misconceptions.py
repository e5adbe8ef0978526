"""Misconceptions: named wrong variants of the solution, and what a student who has one is told."""

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from grader.course.layout import MISCONCEPTIONS
from grader.course.manifest import Assignment
from grader.course.regions import parse
from grader.course.variants import Variant, read_variant, replaced_exercises
from grader.errors import CourseError
from grader.language import Spoken

# Authors write the word that students read before a hint.
HINT_LABELS: Mapping[str, str] = Spoken(lambda say: say("Hint"))

_PUBLISHED = "Published"


class Misconception(Variant, frozen=True, kw_only=True):
    """One wrong variant: for the author its summary, for the student a hint per language.

    ``published`` is said of a variant that is right elsewhere, under another convention.
    """

    exercise: str
    published: str | None
    hints: Mapping[str, str]


def load_misconceptions(
    assignment: Assignment, source_text: str, languages: Iterable[str] = tuple(HINT_LABELS)
) -> tuple[Misconception, ...]:
    """Load and check an assignment's misconceptions, sorted by exercise and name.

    ``source_text`` is the marked solution. CourseError names the file that does not fit it, or that lacks a hint
    in one of the languages.
    """
    folder = assignment.folder / MISCONCEPTIONS
    exercises = {exercise.name for exercise in assignment.exercises}
    source = parse(source_text, assignment.source)
    found = []
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder).parts
        if len(inside) != 2 or inside[0] not in exercises:  # noqa: PLR2004 - a folder and a file
            raise CourseError(path, f"belongs to no exercise; move it to {MISCONCEPTIONS}/<exercise>/<name>.py")
        misconception = _load(path, inside[0], languages)
        if misconception.exercise not in replaced_exercises(misconception, source):
            name = misconception.exercise
            raise CourseError(path, f"misses its exercise: it replaces no region of {name!r}; replace one")
        found.append(misconception)
    return tuple(found)


def _load(path: Path, exercise: str, languages: Iterable[str]) -> Misconception:
    text, docstring = read_variant(path, "what is wrong")
    summary, paragraphs = _paragraphs(path, docstring)
    for language in languages:
        label = HINT_LABELS.get(language)
        if label and not paragraphs.get(label):
            raise CourseError(path, f"there is no hint in {language!r}; write a paragraph `{label}: ...`", line=1)
    return Misconception(
        name=path.stem,
        exercise=exercise,
        path=path,
        text=text,
        summary=summary,
        published=paragraphs.get(_PUBLISHED) or None,
        hints=MappingProxyType({k: paragraphs[v] for k, v in HINT_LABELS.items() if paragraphs.get(v)}),
    )


def _paragraphs(path: Path, docstring: str) -> tuple[str, dict[str, str]]:
    """Return the summary and the labelled paragraphs, each on one line; a label opens a paragraph anywhere."""
    # Some editors write Hangul decomposed; the label must be found all the same.
    lines = unicodedata.normalize("NFC", docstring).strip().splitlines()
    labels = (_PUBLISHED, *HINT_LABELS.values())
    paragraphs: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        label = next((label for label in labels if line.startswith(f"{label}:")), None)
        if label in paragraphs:
            raise CourseError(path, f"`{label}:` is there twice; join the two", line=1)
        if label is not None:
            current = paragraphs[label] = [line.removeprefix(f"{label}:")]
        elif line.strip():
            current.append(line)
        else:
            current = []
    if lines[0].startswith(tuple(f"{label}:" for label in labels)):
        raise CourseError(path, "the docstring's first line is a label; say there what is wrong", line=1)
    return lines[0].strip(), {label: " ".join(" ".join(found).split()) for label, found in paragraphs.items()}
