"""What a run judges with, fixed before the first submission: a suite, its digest, and where reports come from."""

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
import numpy as np

import grader
from grader.clock import Clock
from grader.course.gifts import plan_given, read_given
from grader.course.layout import GIVEN_FILE
from grader.course.manifest import Assignment, Course, Policy
from grader.course.misconceptions import Misconception, load_misconceptions
from grader.course.regions import read_text
from grader.errors import CourseError
from grader.judge.diagnosis import Variant
from grader.judge.service import JudgeSpec
from grader.report.model import Provenance
from grader.sandbox import Sandbox, Tier

BUCKETS = 4

_UNCONFINED = Sandbox(tier=Tier.NONE, layers=())


class Machine(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What a report says of where it was judged; the same there and here gives the same bytes."""

    grader: str
    python: str
    numpy: str
    tier: Tier
    hypothesis: str = ""


def this_machine(tier: Tier) -> Machine:
    """Describe this machine, which confines submissions in this tier."""
    return Machine(
        grader=grader.__version__,
        python=platform.python_version(),
        numpy=np.__version__,
        tier=tier,
        hypothesis=_installed("hypothesis"),
    )


def _installed(package: str) -> str:
    """Return the version of what is perhaps not installed, without importing it."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment, how it is scored, and what its judges are told."""

    assignment: Assignment
    policy: Policy
    spec: JudgeSpec
    digest: str
    sandbox: Sandbox
    secret: str | None = None
    misconceptions: tuple[Misconception, ...] = ()

    def seed_of(self, submission: str) -> int:
        """Return the seed of the inputs that the submission of this digest is judged on.

        It depends on the suite, the course's secret, and on which of a few buckets the submission falls into: an
        answer copied from inputs that another submission saw does not travel, and what the reference returns for
        an input can still be remembered. Without a secret the seed is the plan's own.
        """
        if self.secret is None:
            return self.spec.seed
        return self.seeds[hashlib.sha256(submission.encode()).digest()[0] % BUCKETS]

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds of all buckets."""
        return self.draw_seeds(BUCKETS)

    def draw_seeds(self, count: int) -> tuple[int, ...]:
        """Return so many seeds, those of the buckets first; the others are as good, and no class is graded on them."""
        material = f"{self.spec.seed}\n{self.secret}\n{self.digest}"
        digests = (hashlib.sha256(f"{material}\n{number}".encode()).digest() for number in range(count))
        return tuple(int.from_bytes(digest[:4], "big") for digest in digests)

    def provenance(self, submission: str, machine: Machine) -> Provenance:
        """Return the provenance of the report on the submission of that digest, judged on that machine."""
        return Provenance(
            submission=submission,
            suite=self.digest,
            grader=machine.grader,
            python=machine.python,
            numpy=machine.numpy,
            sandbox=machine.tier.value,
            seed=self.seed_of(submission),
            hypothesis="" if self.spec.strategies is None else machine.hypothesis,
        )


def plan_hidden(course: Course, assignment: Assignment, *, sandbox: Sandbox, clock: Clock) -> Plan:
    """Plan to grade with the hidden suite, beside the reference, with forked and confined workers."""
    # From the solutions, never from what a student hands in.
    given = plan_given(course, assignment)
    text = read_text(assignment.source)
    misconceptions = load_misconceptions(assignment, text, course.languages)
    spec = msgspec.structs.replace(
        _spec(assignment, assignment.hidden_suite, course.seed, clock),
        reference=assignment.source,
        zygote=True,
        layers=sandbox.layers,
        given="" if given is None else given.text,
        exercises=assignment.exercises,
        variants=tuple(Variant(exercise=m.exercise, name=m.name, source=m.apply(text)) for m in misconceptions),
        strategies=assignment.strategies if assignment.strategies.is_file() else None,
    )
    files = [spec.suite, assignment.source, *(misconception.path for misconception in misconceptions)]
    if spec.strategies is not None:
        files.append(spec.strategies)
    return Plan(
        assignment=assignment,
        policy=course.policy,
        spec=spec,
        digest=_digest(assignment, course.policy, files, spec.given),
        sandbox=sandbox,
        secret=course.secret,
        misconceptions=misconceptions,
    )


def plan_public(assignment: Assignment, policy: Policy, *, seed: int, clock: Clock) -> Plan:
    """Plan a student's own run of the public suite: no reference, nothing to hide, any platform."""
    spec = _spec(assignment, assignment.public_suite, seed, clock)
    spec = msgspec.structs.replace(spec, given=read_given(assignment))
    digest = _digest(assignment, policy, [spec.suite], spec.given)
    return Plan(assignment=assignment, policy=policy, spec=spec, digest=digest, sandbox=_UNCONFINED)


def _spec(assignment: Assignment, suite: Path, seed: int, clock: Clock) -> JudgeSpec:
    return JudgeSpec(
        suite=suite,
        reference=None,
        module=assignment.module,
        rules={e.name: (assignment.forbid + e.forbid, e.definitions or (e.name,)) for e in assignment.exercises},
        limits=assignment.limits,
        seed=seed,
        zygote=False,
        layers=(),
        clock=clock,
    )


def _digest(assignment: Assignment, policy: Policy, files: list[Path], given: str) -> str:
    """Return the digest of everything that decides a verdict, a point or a hint."""
    digest = hashlib.sha256()
    for path in files:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CourseError(path, f"cannot be read ({error.strerror}); an assignment needs this file") from None
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    if given:
        digest.update(f"{GIVEN_FILE} {len(given.encode())}\n{given}".encode())
    # What there is to read decides nothing.
    exercises = tuple(msgspec.structs.replace(exercise, read=()) for exercise in assignment.exercises)
    settings = (assignment.module, exercises, assignment.forbid, assignment.limits, policy)
    digest.update(msgspec.json.encode(settings, order="deterministic"))
    return f"sha256:{digest.hexdigest()}"
