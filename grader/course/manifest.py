"""``course.toml`` and ``assignment.toml``, loaded into frozen, validated types.

Whatever can be wrong with a manifest is said when it is loaded, once, as ``path: key: what is wrong; what to do``; the
rest of the package trusts the types.
"""

import re
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from keyword import iskeyword
from pathlib import Path
from typing import Any, Literal

import msgspec

from grader.clock import Moment
from grader.course.lateness import Extension, Publishing, SubmissionPolicy
from grader.course.layout import (
    ASSIGNMENT_FILE,
    COURSE_FILE,
    HIDDEN_SUITE,
    PUBLIC_SUITE,
    STRATEGIES,
    file_problem,
    module_problem,
)
from grader.course.toml import convert, read_toml
from grader.errors import CourseError
from grader.verdict import Feedback

GROUPS = ("core", "edge", "robust")

# From here on a number is a slip of the pen, not a limit.
_NO_LIMIT = 1_000_000

_LINK = re.compile(r"https://[!-~]+")


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one submission may use; seconds are wall-clock, sizes are binary.

    ``call_seconds`` bounds one call of a student's function, ``case_seconds`` one case with all its calls and the
    judge's own work, ``load_seconds`` the import of the student's file, ``submission_seconds`` everything.
    ``isolate`` says what one worker serves before it makes room for a fresh one, which imports the file once more:
    what a student's code keeps between two calls is gone then.
    """

    load_seconds: float = 5.0
    call_seconds: float = 2.0
    case_seconds: float = 5.0
    submission_seconds: float = 60.0
    memory_mib: int = 2048
    output_kib: int = 64
    isolate: Literal["submission", "exercise", "case"] = "submission"

    def __post_init__(self) -> None:
        for name in set(self.__struct_fields__) - {"isolate"}:
            if not 0 < getattr(self, name) < _NO_LIMIT:
                raise ValueError(f"`{name}` is {getattr(self, name)}; write a positive number")


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How cases become points, for a whole course.

    ``groups`` shares an exercise's points among its groups of cases (a group without cases gives its share to
    the others). An exercise's score is rounded *down* to a multiple of ``step``, so that a submission with a
    fault never reads as full marks. ``carry`` is the share that counts of what an exercise gains when it is judged on
    the reference's version of what it needs. ``feedback`` is how much students are told of what the
    hidden suite found.
    """

    groups: dict[str, int] = msgspec.field(default_factory=lambda: {"core": 60, "edge": 25, "robust": 15})
    step: float = 0.5
    carry: Literal["full", "half", "off"] = "full"
    feedback: Feedback = Feedback.HINT

    def __post_init__(self) -> None:
        unknown = sorted(set(self.groups) - set(GROUPS))
        if unknown:
            raise ValueError(f"`groups` names {unknown[0]!r}; the groups are {', '.join(GROUPS)}")
        if any(share < 0 for share in self.groups.values()) or not self.groups.get("core"):
            raise ValueError("`groups` needs shares of zero or more, and `core` more than zero")
        if not 0 < self.step < _NO_LIMIT:
            raise ValueError(f"`step` is {self.step}; write a positive number of points, such as 0.5")


class Work(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A book or paper to read, as it is cited, and where it is; both are the same in every language."""

    title: str
    link: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("`title` is empty; write what the work is called")
        if self.link and not _LINK.fullmatch(self.link):
            raise ValueError(f"`link` is {self.link!r}; write a whole address, https://...")


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise: what it is called, what it is worth, which exercises it is built on.

    ``forbid`` lists dotted names that its ``definitions`` must not use, functions and classes of the module (the one
    of the exercise's own name unless said). ``read`` points to what helps who is stuck: sections of the handout, by
    number, and works.
    """

    name: str
    points: int
    needs: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    read: tuple[int | Work, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or iskeyword(self.name):
            raise ValueError(f"`name` is {self.name!r}; write a Python identifier")
        for forbidden in self.forbid:
            if not all(part.isidentifier() for part in forbidden.split(".")):
                raise ValueError(f"`forbid` has {forbidden!r}; write a dotted name such as 'numpy.linalg.lstsq'")
        if self.points <= 0:
            raise ValueError(f"`points` is {self.points}; write a positive whole number")


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """One assignment: a folder, the module that students hand in, and its exercises in order.

    ``gives`` names what it takes from earlier assignments, ``"<assignment>.<definition>"``; ``due`` is when its own
    solution stops being a secret that others may not give away.
    """

    folder: Path
    module: str
    title: Mapping[str, str]
    exercises: tuple[Exercise, ...]
    files: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    due: Moment | None = None
    limits: Limits = Limits()

    @property
    def name(self) -> str:
        """The folder's name, which orders the course: ``02_linear_regression``."""
        return self.folder.name

    @property
    def source(self) -> Path:
        """The marked solution, or in a released folder the student's file."""
        return self.folder / f"{self.module}.py"

    @property
    def public_suite(self) -> Path:
        """The suite that is released with the stub."""
        return self.folder / PUBLIC_SUITE

    @property
    def hidden_suite(self) -> Path:
        """The suite that runs only in the judge."""
        return self.folder / HIDDEN_SUITE

    @property
    def strategies(self) -> Path:
        """What inputs are drawn from where a counterexample is sought; there need be none."""
        return self.folder / STRATEGIES

    @property
    def points(self) -> int:
        """The maximum score."""
        return sum(exercise.points for exercise in self.exercises)


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A course: its folder of solutions, its policies, and its assignments in order.

    The inputs of hidden cases are drawn from ``seed`` and ``secret``: who knows both and the suite knows them.
    """

    folder: Path
    title: Mapping[str, str]
    languages: tuple[str, ...]
    seed: int
    secret: str
    policy: Policy
    assignments: tuple[Assignment, ...]
    submissions: SubmissionPolicy = SubmissionPolicy()
    extensions: tuple[Extension, ...] = ()
    publish: Publishing = Publishing()

    @property
    def releases(self) -> Path:
        """The folder that ``release`` writes, beside the solutions."""
        return self.folder.parent / "assignments"

    def assignment(self, name: str) -> Assignment:
        """Return the assignment of that folder name; CourseError names those that exist."""
        for assignment in self.assignments:
            if assignment.name == name:
                return assignment
        known = ", ".join(a.name for a in self.assignments) or "none yet"
        raise CourseError(self.folder, f"there is no assignment {name!r}; this course has {known}")


class _CourseManifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: int
    title: dict[str, str]
    languages: tuple[str, ...] = ("en",)
    seed: int = 0
    secret: str = ""
    limits: dict[str, Any] = {}
    policy: Policy = Policy()
    submissions: SubmissionPolicy = SubmissionPolicy()
    extensions: tuple[Extension, ...] = msgspec.field(name="extension", default=())
    publish: Publishing = Publishing()

    def __post_init__(self) -> None:
        if not self.languages:
            raise ValueError('`languages` is empty; write at least one, such as "en"')
        if self.seed < 0:
            raise ValueError(f"`seed` is {self.seed}; write zero or a positive whole number")


class _AssignmentManifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: int
    module: str
    title: dict[str, str]
    exercises: tuple[Exercise, ...] = msgspec.field(name="exercise")
    files: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    due: Moment | None = None
    limits: dict[str, Any] = {}

    def __post_init__(self) -> None:
        for gift in self.gives:
            assignment, _, definition = gift.rpartition(".")
            if not assignment or not definition.isidentifier() or iskeyword(definition):
                raise ValueError(f"`gives` has {gift!r}; write '<assignment>.<function or class>'")
        if len(set(self.gives)) < len(self.gives):
            raise ValueError("`gives` names something twice; write each once")


def load_course(folder: Path) -> Course:
    """Load the course in ``folder``, which holds ``course.toml`` and one folder per assignment."""
    path = folder / COURSE_FILE
    manifest = read_toml(path, _CourseManifest)
    _check_titles(path, manifest.title, manifest.languages)
    convert(path, manifest.limits, Limits, prefix="limits")
    folders = sorted(file.parent for file in folder.glob(f"*/{ASSIGNMENT_FILE}"))
    return Course(
        folder=folder,
        title=manifest.title,
        languages=manifest.languages,
        seed=manifest.seed,
        secret=manifest.secret,
        policy=manifest.policy,
        submissions=manifest.submissions,
        extensions=manifest.extensions,
        publish=manifest.publish,
        assignments=tuple(load_assignment(f, defaults=manifest.limits, languages=manifest.languages) for f in folders),
    )


def load_assignment(
    folder: Path, *, defaults: Mapping[str, Any] | None = None, languages: Iterable[str] = ()
) -> Assignment:
    """Load one assignment's manifest; its own limits override ``defaults``, which are the course's."""
    path = folder / ASSIGNMENT_FILE
    manifest = read_toml(path, _AssignmentManifest)
    if problem := module_problem(manifest.module):
        raise CourseError(path, problem, key="module")
    _check_titles(path, manifest.title, languages)
    _check_exercises(path, manifest.exercises)
    _check_files(path, manifest)
    return Assignment(
        folder=folder,
        module=manifest.module,
        title=manifest.title,
        exercises=manifest.exercises,
        files=manifest.files,
        forbid=manifest.forbid,
        gives=manifest.gives,
        due=manifest.due,
        limits=convert(path, {**(defaults or {}), **manifest.limits}, Limits, prefix="limits"),
    )


def _check_titles(path: Path, title: Mapping[str, str], languages: Iterable[str]) -> None:
    for language in languages:
        if language not in title:
            raise CourseError(path, f"there is no title in {language!r}; write one", key=f"title.{language}")


def _check_exercises(path: Path, exercises: tuple[Exercise, ...]) -> None:
    if not exercises:
        raise CourseError(path, "there are no exercises; write at least one [[exercise]]", key="exercise")
    names = [exercise.name for exercise in exercises]
    for index, exercise in enumerate(exercises):
        key = f"exercise[{index}]"
        if exercise.name in names[:index]:
            raise CourseError(path, f"{exercise.name!r} is there twice; rename one", key=f"{key}.name")
        for need in exercise.needs:
            if need not in names:
                raise CourseError(path, f"{need!r} is no exercise here; write its name", key=f"{key}.needs")
    try:
        TopologicalSorter({exercise.name: exercise.needs for exercise in exercises}).prepare()
    except CycleError as error:
        circle = " needs ".join(reversed(error.args[1]))
        raise CourseError(path, f"{circle}: a circle; drop one of them", key="exercise.needs") from None


def _check_files(path: Path, manifest: _AssignmentManifest) -> None:
    for index, file in enumerate(manifest.files):
        if problem := file_problem(file, manifest.module):
            raise CourseError(path, problem, key=f"files[{index}]")
