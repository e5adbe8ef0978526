"""Puts every attack of ``tests/submissions`` to one tier of the sandbox, each beside an honest victim.

Run by itself it prints what came of each tier; ``tests/test_attacks.py`` asserts on what it returns. An attack is a
file or folder ``<class>/<verdict>_<what>``; it succeeds when it gets a point that it does not deserve, sees or sends a
canary, changes the victim's report, or leaves something behind.
"""

import contextlib
import json
import os
import secrets
import select
import shutil
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from grader.course.manifest import load_course
from grader.errors import GraderError
from grader.grading.assembling import Assembler
from grader.grading.judges import Task
from grader.grading.plan import Plan, plan_hidden
from grader.grading.pool import JudgePool
from grader.judge.plugin import Judgement
from grader.judge.process import probe
from grader.sandbox import Sandbox, Tier, choose
from grader.scoring import score
from grader.submission import Located, Rejection, read
from grader.verdict import NOTHING_USED, Outcome
from grader.worker.layers import Layer

HERE = Path(__file__).parent
SUBMISSIONS = HERE.parent / "submissions"
MODULE = "attacked"

# Attacks that talk to the outside try these; nobody else listens there during a run.
TCP_PORT, UDP_PORT = 47_113, 47_114
ABSTRACT_NAME = "\0grader-attack"

# Everything that an attack may leave behind bears this in its name.
LEFT_BEHIND = "pwned"
_PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/home")


class Attack(msgspec.Struct, frozen=True):
    """One attack: its class, its name, the verdict that its name promises, and where it is."""

    kind: str
    name: str
    verdict: str
    path: Path


class Finding(msgspec.Struct, frozen=True):
    """One attack that succeeded, or was not judged as its name says."""

    attack: str
    problem: str


class Result(msgspec.Struct, frozen=True):
    """What came of all attacks in one tier: how many of each class, and what went wrong."""

    tier: str
    attacks: dict[str, int]
    findings: list[Finding]


def find_attacks() -> tuple[Attack, ...]:
    """Return the corpus, sorted."""
    found = []
    for path in sorted(SUBMISSIONS.glob("*/*")):
        verdict = next((v for v in (*(o.value for o in Outcome), "rejected") if path.name.startswith(f"{v}_")), "")
        if not verdict:
            raise ValueError(f"{path}: an attack's name begins with the verdict that it must get")
        found.append(Attack(path.parent.name, f"{path.parent.name}/{path.name}", verdict, path))
    return tuple(found)


def attack_all(sandbox: Sandbox, attacks: tuple[Attack, ...], *, jobs: int = 2) -> Result:
    """Judge every attack beside a victim in this sandbox."""
    canary = f"CANARY-{secrets.token_hex(8)}"
    _sweep()
    before = set(_files())  # what another user's run left, and this one may not remove
    with tempfile.TemporaryDirectory() as folder, _listening() as heard, _planted(Path(folder), canary):
        plan = _plan(Path(folder), canary, sandbox)
        segments = _segments()
        findings = list(_judge(plan, attacks, canary, jobs))
        heard_now = heard() if sandbox.tier is not Tier.NONE else []
        findings += [Finding("network", f"something arrived: {data[:60]!r}") for data in heard_now]
    time.sleep(0.2)  # what was killed is gone by now, or never will be
    if sandbox.tier is not Tier.NONE:  # without confinement thefts and litter succeed; points never do
        left = [*_processes(plan.spec.seed), *sorted(set(_files()) - before), *(_segments() - segments)]
        findings += [Finding("left behind", each) for each in left]
    _sweep()
    return Result(label(sandbox), dict(Counter(attack.kind for attack in attacks)), findings)


def _plan(folder: Path, canary: str, sandbox: Sandbox) -> Plan:
    shutil.copytree(HERE / "solutions", folder / "solutions")
    for path in (folder / "solutions").rglob("*.py"):
        path.write_text(path.read_text().replace("@CANARY@", canary))
    course = load_course(folder / "solutions")
    seed = secrets.randbelow(1 << 31)  # also what this run's processes are known by
    course = msgspec.structs.replace(course, seed=seed)
    return plan_hidden(course, course.assignments[0], sandbox=sandbox, clock=time.monotonic)


def _judge(plan: Plan, attacks: tuple[Attack, ...], canary: str, jobs: int) -> Iterator[Finding]:
    victim = (HERE / "victim.py").read_text()
    expected: Judgement | None = None
    with JudgePool(plan, jobs) as pool, Assembler(plan) as assembler:
        for answer in pool.judge_all(_tasks(attacks, victim, assembler)):
            key, judgement = answer.key, answer.result
            if isinstance(judgement, GraderError):
                if plan.sandbox.tier is Tier.NONE and not key.endswith("victim"):
                    continue  # it has killed its zygote twice, and gets nothing for it
                yield Finding(key.removesuffix(" victim"), f"the judge failed: {judgement}")
            elif key.endswith("victim"):
                judged = msgspec.structs.replace(judgement, used=NOTHING_USED)  # seconds differ without an attack, too
                expected = expected or judged
                scores = score(plan.assignment.exercises, pool.cases, judged.verdicts, plan.policy)
                if judged != expected or any(s.score != s.max_score for s in scores):
                    yield Finding(key, f"the victim's judgement changed: {judged}")
            else:
                yield from _check(key, judgement, canary, confined=plan.sandbox.tier is not Tier.NONE)
        for attack in attacks:
            submission = assembler.whole(read(Located(student="attacker", path=attack.path), MODULE))
            if isinstance(submission, Rejection) and attack.verdict != "rejected":
                yield Finding(attack.name, f"rejected: {submission.reason}")


def _tasks(attacks: tuple[Attack, ...], victim: str, assembler: Assembler) -> Iterator[Task[str]]:
    for attack in attacks:
        submission = assembler.whole(read(Located(student="attacker", path=attack.path), MODULE))
        if not isinstance(submission, Rejection):
            yield Task(key=f"{attack.name}={attack.verdict}", source=submission.source, seed=1)
        yield Task(key=f"{attack.name} victim", source=victim, seed=1)


def _check(key: str, judgement: Judgement, canary: str, *, confined: bool) -> Iterator[Finding]:
    name, verdict = key.split("=")
    shown = judgement.printed + (judgement.rejection or "") + "".join(v.message for v in judgement.verdicts)
    if confined and canary in shown:
        yield Finding(name, "it saw a canary")
    if judgement.rejection is not None:
        if verdict != "rejected":
            yield Finding(name, f"rejected: {judgement.rejection}")
        return
    outcomes = Counter(v.outcome.value for v in judgement.verdicts)
    if outcomes.get("passed"):
        yield Finding(name, f"undeserved points: {[v.case for v in judgement.verdicts if v.outcome is Outcome.PASSED]}")
    if confined and not outcomes.get(verdict):
        yield Finding(name, f"judged {dict(outcomes)} and not {verdict}: {judgement.verdicts[0].message[:200]}")


@contextlib.contextmanager
def _planted(folder: Path, canary: str) -> Iterator[None]:
    """Put the canary where thieves look: the judge's environment, files that all may read, another's work."""
    (folder / "notes.txt").write_text(canary)
    (folder / "notes.txt").chmod(0o644)
    other = folder / "class" / "student-99"
    other.mkdir(parents=True)
    (other / f"{MODULE}.py").write_text(f"# {canary}\n")
    os.environ["GRADER_ATTACK_CANARY"] = canary
    os.environ["GRADER_ATTACK_FOLDER"] = str(folder)
    try:
        yield
    finally:
        del os.environ["GRADER_ATTACK_CANARY"], os.environ["GRADER_ATTACK_FOLDER"]


@contextlib.contextmanager
def _listening() -> Iterator[Callable[[], list[bytes]]]:
    """Listen where attackers send to; calling what this gives returns what arrived."""
    tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
    tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    udp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    abstract = socket.socket(socket.AF_UNIX)
    tcp.bind(("127.0.0.1", TCP_PORT))
    udp.bind(("127.0.0.1", UDP_PORT))
    abstract.bind(ABSTRACT_NAME)
    tcp.listen()
    abstract.listen()

    def heard() -> list[bytes]:
        ready, _, _ = select.select([tcp, udp, abstract], [], [], 0)
        return [b"a connection" if s is not udp else udp.recv(1000) for s in ready]

    try:
        yield heard
    finally:
        for each in (tcp, udp, abstract):
            each.close()


def _processes(seed: int) -> Iterator[str]:
    """Yield the processes of this run that are still there: each bears the run's seed in its arguments."""
    mark = f'"seed": {seed}'.encode()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark in path.read_bytes():
                yield f"process {path.parent.name}"


def _files() -> Iterator[str]:
    for place in _PLACES:
        with contextlib.suppress(OSError):
            yield from (f"file {place}/{name}" for name in os.listdir(place) if LEFT_BEHIND in name)  # noqa: PTH208  names, no paths


def _sweep() -> None:
    """Remove what attacks left behind, without confinement now or in an earlier run."""
    for place in _PLACES:
        with contextlib.suppress(OSError):
            for path in [path for path in Path(place).iterdir() if LEFT_BEHIND in path.name]:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        path.unlink()


def _segments() -> set[str]:
    try:
        return {f"memory segment {line.split()[1]}" for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]}
    except OSError:
        return set()


def sandboxes(*, identity: bool) -> tuple[Sandbox, ...]:
    """Return every tier that this machine can form, the strongest also without bubblewrap, which few machines have.

    With ``identity`` root is given up, whether or not files then stay readable.
    """
    working = probe()
    found = []
    for tier in Tier:
        with contextlib.suppress(GraderError):
            sandbox = choose(working, tier)
            layers: tuple[Layer, ...] = tuple(layer for layer in sandbox.layers if layer is not Layer.IDENTITY)
            if identity and tier is not Tier.NONE and os.geteuid() == 0:
                layers = (Layer.IDENTITY, *layers)
            found.append(msgspec.structs.replace(sandbox, layers=layers))
            if Layer.BUBBLEWRAP in layers:
                bare = tuple(layer for layer in layers if layer is not Layer.BUBBLEWRAP)
                found.append(msgspec.structs.replace(sandbox, layers=bare))
    return tuple(found)


def label(sandbox: Sandbox) -> str:
    """Return the tier, and whether bubblewrap is around it."""
    return f"{sandbox.tier}{' in bwrap' if Layer.BUBBLEWRAP in sandbox.layers else ''}"


def main() -> None:
    """Print one JSON line a tier: ``attacking.py [TIER ...]``, ``--identity`` to give up root first."""
    wanted = {argument for argument in sys.argv[1:] if not argument.startswith("-")}
    attacks = find_attacks()
    for sandbox in sandboxes(identity="--identity" in sys.argv):
        if not wanted or sandbox.tier in wanted:
            result = attack_all(sandbox, attacks)
            sys.stdout.write(json.dumps(msgspec.to_builtins(result)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
