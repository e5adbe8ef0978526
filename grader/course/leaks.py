"""Secrets in what is released: lines of the solution, of alternatives, hidden tests, misconceptions and their hints.

What a student could have guessed (imports, ``return x``, ``X = np.asarray(X)``) is no secret alone and counts only
in runs or as the whole of a region; what the public part of the solution says is no secret at all. Renamed or
reworded code passes: this catches what was copied, not what was retold.
"""

import ast
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from grader.course import wording
from grader.course.alternatives import load_alternatives
from grader.course.gifts import Taken, plan_given
from grader.course.layout import GIVEN_FILE, STUB_FOLDER
from grader.course.manifest import Assignment, Course
from grader.course.misconceptions import Misconception, load_misconceptions
from grader.course.regions import BOM, LIKE_A_MARKER, Source, Text, read_source, read_text
from grader.course.release import Release
from grader.course.variants import Variant
from grader.course.wording import Statement

# From how many characters on, white space aside, a line is somebody's own ...
_LINE, _RUN, _CHECK, _SENTENCE = 14, 16, 30, 18
# ... what it computes is, by how many operations it has, ...
_VALUE = {2: 20, 3: 14}
# ... a region's only line is, and a line counts in a run.
_WHOLE_REGION, _SHORTEST = 8, 5
_NUMBERS_IN_A_CHECK, _NUMBERS_IN_A_RUN, _WORDS = 3, 4, 3

_CHECKS = re.compile(r"assert|with pytest \. (?:raises|warns)|@ pytest \. mark \. parametrize")
_SCAFFOLD = re.compile(r"(?:import|from|def|async|class|@) |r? ?\"|pass$")
_KEYWORDS = re.compile(r"(?:else|try|finally|pass|continue|break) ?:?$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LABEL = re.compile(r"^\w+:\s")
_SHORTENED = 60


class Leak(msgspec.Struct, frozen=True, kw_only=True):
    """One secret in a released file: where it is, what it is, and where it comes from (``path:line``)."""

    file: str
    line: int
    kind: str
    origin: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: gives away {self.kind} ({self.origin}): {self.text}; take it out"


class _Secret(msgspec.Struct, frozen=True):
    """What to look for; ``alone`` asks for a line or a piece of code that says this and nothing else."""

    kind: str
    origin: str
    text: str
    needle: str
    alone: bool = False
    prose: bool = False


def find_leaks(course: Course, assignment: Assignment, release: Release) -> tuple[Leak, ...]:
    """Return what the release gives away, sorted by file and line; at most one leak for each line."""
    source = read_source(assignment.source)
    misconceptions = load_misconceptions(assignment, source.text, course.languages)
    secrets = [
        *_public_removed(_solution(source), source),
        *_public_removed(_hidden_tests(assignment.hidden_suite), source),
        *_public_removed((secret for m in misconceptions for secret in _misconception(m)), source),
        *_public_removed(
            (s for a in load_alternatives(assignment, source) for s in _variant("an alternative", a)), source
        ),
    ]
    given = plan_given(course, assignment)
    taken = () if given is None else given.everything
    others = [secret for one in taken for secret in _given_away(one)]
    # What is given is no secret where it is given, but a whole region of this assignment's own would be.
    planned = wording.page("" if given is None else given.text)
    in_given = [*(s for s in secrets if planned.find(s.needle) is None), *_public_removed(_own_regions(source), source)]
    found: dict[tuple[str, int], Leak] = {}
    for name, data in release.items():
        if name.startswith(f"{STUB_FOLDER}/"):
            continue  # the stub once more
        text = wording.readable(data)
        looked_for = in_given if given is not None and name == GIVEN_FILE else [*secrets, *others]
        for leak in (*_markers(name, text, assignment.source), *_search(name, text, looked_for)):
            found.setdefault((leak.file, leak.line), leak)
    return tuple(found[place] for place in sorted(found))


def hint_leaks(misconceptions: Iterable[Misconception], source: Source) -> tuple[Leak, ...]:
    """Return the hints that hold a line of code that the student is to find."""
    secrets = _public_removed(_solution(source), source)
    return tuple(
        leak
        for misconception in misconceptions
        for _, hint in sorted(misconception.hints.items())
        for leak in itertools.islice(_search(str(misconception.path), hint, secrets), 1)
    )


def _search(name: str, text: str, secrets: Iterable[_Secret]) -> Iterator[Leak]:
    page = wording.page(text)
    for secret in secrets:
        line = page.alone.get(secret.needle) if secret.alone else page.find(secret.needle)
        if line is not None:
            yield Leak(file=name, line=line, kind=secret.kind, origin=secret.origin, text=_shorten(secret.text))


def _markers(name: str, text: str, path: Path) -> Iterator[Leak]:
    for number, line in enumerate(text.split("\n"), start=1):
        if LIKE_A_MARKER.search(line):
            yield Leak(file=name, line=number, kind="a marked region", origin=str(path), text=_shorten(line.strip()))


def _public_removed(secrets: Iterable[_Secret], source: Source) -> list[_Secret]:
    """Leave out what the solution's public part says; an instruction is public as prose, never as code."""
    given = "".join(part.text for part in source.parts if isinstance(part, Text))
    public = wording.page(given)
    told = wording.page("\n".join(region.instruction for region in source.regions))
    return [
        secret
        for secret in secrets
        if public.find(secret.needle) is None and not (secret.prose and told.find(secret.needle))
    ]


def _solution(source: Source) -> Iterator[_Secret]:
    kind = "a line of the solution"
    everything = wording.statements(source.path, source.text)
    for region in source.regions:
        inside = [s for s in everything if region.line < s.line < region.last_line]
        yield from _code(kind, source.path, inside)
        for comment in (s for s in inside if s.comment):
            yield from _prose(kind, f"{source.path}:{comment.line}", comment.text)
        yield from _whole_region(kind, source.path, _significant(inside))


def _whole_region(kind: str, path: Path, inside: list[tuple[Statement, str]]) -> Iterator[_Secret]:
    """Look for a region's only line, however plain, where it stands alone."""
    for statement, needle in inside if len(inside) == 1 else ():
        for form in {needle, wording.value(needle)}:
            if wording.size(form) >= _WHOLE_REGION and wording.operations(form):
                yield _Secret(kind, f"{path}:{statement.line}", statement.shown, form, alone=True)


def _own_regions(source: Source) -> Iterator[_Secret]:
    """Look for each region as a whole, unless it is one that any class has, such as ``self.x = x; return self``."""
    everything = wording.statements(source.path, source.text)
    for region in source.regions:
        inside = _significant(s for s in everything if region.line < s.line < region.last_line)
        if any(_own_value(wording.value(needle)) or _own_line(needle) for _, needle in inside):
            needle = " ".join(needle for _, needle in inside)
            origin = f"{source.path}:{region.line}"
            yield _Secret("the whole solution of an exercise", origin, inside[0][0].shown, needle)


def _given_away(taken: Taken) -> Iterator[_Secret]:
    """Look for what another assignment's solution gives, which belongs into the given module and nowhere else."""
    kind, source = f"a line of the solution of {taken.assignment}, which is given in {GIVEN_FILE} alone", taken.source
    secrets: list[_Secret] = []
    for statement in wording.statements(source.path, source.text):
        regions = (region for region in source.regions if region.line < statement.line < region.last_line)
        if not taken.covers(statement.line) or not any(regions):
            continue
        # Two plain lines in a row are no secret here: courses check and convert alike in every assignment.
        secrets += _code(kind, source.path, [statement])
        if statement.comment:
            secrets += _prose(kind, f"{source.path}:{statement.line}", statement.text)
    return iter(_public_removed(secrets, source))


def _hidden_tests(path: Path) -> Iterator[_Secret]:
    text = read_text(path)
    everything = wording.statements(path, text)
    for first, last in _functions(text):
        inside = [
            (statement, needle)
            for statement, needle in _significant(s for s in everything if first <= s.line <= last)
            if _CHECKS.match(needle) or not _SCAFFOLD.match(needle)
        ]
        for size in sorted({1, 2, 3, len(inside)}):
            for start in range(len(inside) - size + 1):
                yield from _check(path, inside[start : start + size], whole=1 < size == len(inside))


def _check(path: Path, run: list[tuple[Statement, str]], *, whole: bool) -> Iterator[_Secret]:
    """Look for a run of a test's statements if it checks something and no other test would look like it."""
    statement = run[0][0]
    needle = " ".join(needle for _, needle in run)
    tokens = needle.split(" ")
    least = _NUMBERS_IN_A_CHECK if len(run) == 1 else _NUMBERS_IN_A_RUN
    # That wrong input raises is promised to students, so such a test is like any other unless its numbers are its own.
    asserts = any(form.startswith("assert") for _, form in run)
    own = (whole and asserts) or "reference" in tokens or sum(token[0].isdigit() for token in tokens) >= least
    if own and wording.size(needle) >= _CHECK and any(_CHECKS.match(needle) for _, needle in run):
        yield _Secret("a hidden test", f"{path}:{statement.line}", statement.shown, needle)


def _misconception(misconception: Misconception) -> Iterator[_Secret]:
    path, text = misconception.path, misconception.text
    told = " ".join(misconception.hints.values())
    for paragraph in re.split(r"\n\s*\n", ast.get_docstring(ast.parse(text.removeprefix(BOM))) or ""):
        for labelled in _SENTENCE_END.split(" ".join(paragraph.split())):
            sentence = _LABEL.sub("", labelled)
            yield from _prose("a hint" if sentence in told else "a misconception", f"{path}:1", sentence)
    yield from _variant("a misconception", misconception)


def _variant(kind: str, variant: Variant) -> Iterator[_Secret]:
    """Look for the statements of a variant's functions."""
    everything = wording.statements(variant.path, variant.text)
    for first, last in _functions(variant.text):
        yield from _code(kind, variant.path, [s for s in everything if first <= s.line <= last])


def _prose(kind: str, origin: str, sentence: str) -> Iterator[_Secret]:
    needle = wording.form(sentence)
    words = sum(token.isalpha() for token in needle.split(" "))
    if wording.size(needle) >= _SENTENCE and words >= _WORDS:
        yield _Secret(kind, origin, sentence, needle, prose=True)


def _code(kind: str, path: Path, inside: Iterable[Statement]) -> Iterator[_Secret]:
    """Look for each statement that is somebody's own, and for each two others in a row."""
    plain: list[tuple[Statement, str]] = []
    for statement, needle in _significant(inside):
        computed = wording.value(needle)
        if own := computed if _own_value(computed) else needle if _own_line(needle) else "":
            yield _Secret(kind, f"{path}:{statement.line}", statement.shown, own)
            plain = []
            continue
        plain = [*plain[-1:], (statement, needle)]
        run = " ".join(needle for _, needle in plain)
        if len(plain) > 1 and wording.size(run) >= _RUN:
            yield _Secret(kind, f"{path}:{plain[0][0].line}", plain[0][0].shown, run)


def _own_line(needle: str) -> bool:
    # What an exercise refuses is in its docstring, so a check of arguments is no secret alone.
    return wording.size(needle) >= _LINE and wording.operations(needle) > 1 and not needle.startswith("raise ")


def _own_value(needle: str) -> bool:
    count = min(wording.operations(needle), max(_VALUE))
    return count in _VALUE and wording.size(needle) >= _VALUE[count] and not needle.startswith("raise ")


def _significant(inside: Iterable[Statement]) -> list[tuple[Statement, str]]:
    pairs = ((statement, wording.form(statement.text)) for statement in inside if not statement.comment)
    return [(s, n) for s, n in pairs if wording.size(n) >= _SHORTEST and not _KEYWORDS.match(n)]


def _functions(text: str) -> Iterator[tuple[int, int]]:
    """Return the first and last line of each function and method, decorators included."""
    for node in ast.walk(ast.parse(text.removeprefix(BOM))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield first, node.end_lineno or node.lineno


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORTENED else f"{line[: _SHORTENED - 1]}…"
