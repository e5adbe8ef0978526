"""Mutants of the reference: each one small change inside a region, such as a student could make by mistake.

The ordinary operators are our own, as those for arrays are: of the mutation testers, mutmut and cosmic-ray keep theirs
behind their runners, on syntax trees that are not Python's (libcst, parso), mutatest pins a coverage of years ago, and
poodle's, the nearest, want its runner's settings and change the tree that they are given. What they would save is one
table of operators; what makes a mutant worth its time here, arrays and gradients, none of them has.
"""

import ast
import warnings
from collections.abc import Hashable, Iterator, Mapping
from types import CodeType, MappingProxyType

import msgspec

from grader.course.regions import Source, split_lines
from grader.proof.array_operators import OF_ARRAYS
from grader.proof.operators import ORDINARY, Operator
from grader.proof.syntax import Scope, Syntax

# Those for arrays first: what two operators make bears the name that says more.
OPERATORS: Mapping[str, Operator] = MappingProxyType({**OF_ARRAYS, **ORDINARY})


class Mutant(msgspec.Struct, frozen=True, kw_only=True):
    """A changed reference: by which operator, where, and the lines that changed, between one before and one after."""

    operator: str
    exercise: str
    function: str
    line: int
    before: tuple[str, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    after: tuple[str, ...]
    text: str

    @property
    def original(self) -> str:
        """The lines that changed, as they were, stripped."""
        return "\n".join(line.strip() for line in self.removed)

    @property
    def mutated(self) -> str:
        """The same lines as they are in the mutant."""
        return "\n".join(line.strip() for line in self.added)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from other mutants, wherever its function stands."""
        return self.function, self.original, self.mutated

    @property
    def diff(self) -> str:
        """The change as a unified diff with one line of context, without a header."""
        start, around = self.line - len(self.before), len(self.before) + len(self.after)
        counts = (f"{start},{around + len(lines)}" for lines in (self.removed, self.added))
        signs = ((" ", self.before), ("-", self.removed), ("+", self.added), (" ", self.after))
        body = (f"{sign}{line.rstrip()}" for sign, lines in signs for line in lines)
        return "\n".join(("@@ -{} +{} @@".format(*counts), *body))


def make_mutants(source: Source) -> tuple[Mutant, ...]:
    """Make every mutant of every region, in the order of the file; no two compile to the same code."""
    syntax = Syntax(source.text)
    exercises = {line: region.exercise for region in source.regions for line in range(region.line, region.last_line)}
    seen = {_fingerprint(ast.unparse(node)) for node in syntax.tree.body}
    found = []
    for node, scope in syntax.nodes():
        first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
        if first not in exercises or last not in exercises:
            continue
        for name, new in _replacements(node, scope):
            text, definition = syntax.replaced(node, new)
            code = _fingerprint(definition)
            if code is not None and code not in seen:
                seen.add(code)
                found.append(_mutant(name, exercises[first], scope.name, syntax, text))
    return tuple(sorted(found, key=lambda mutant: mutant.line))


def _replacements(node: ast.AST, scope: Scope) -> Iterator[tuple[str, ast.AST]]:
    return ((name, new) for name, operator in OPERATORS.items() for new in operator(node, scope))


def _mutant(operator: str, exercise: str, function: str, syntax: Syntax, text: str) -> Mutant:
    old, new = syntax.lines, split_lines(text)
    first = _common(old, new)
    last = min(_common(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    return Mutant(
        operator=operator,
        exercise=exercise,
        function=function,
        line=first + 1,
        before=tuple(old[max(first - 1, 0) : first]),
        removed=tuple(old[first : len(old) - last]),
        added=tuple(new[first : len(new) - last]),
        after=tuple(old[len(old) - last :][:1]),
        text=text,
    )


def _common(one: list[str], other: list[str]) -> int:
    """Return how many lines two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (mine, yours) in enumerate(pairs) if mine != yours), min(len(one), len(other)))


def _fingerprint(definition: str) -> Hashable:
    """Return what a definition compiles to; None for what does not compile, since no student hands that in."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a number that is called, say
        try:
            return _behaviour(compile(definition, "", "exec"))
        except (SyntaxError, ValueError):
            return None


def _behaviour(code: CodeType) -> Hashable:
    """Return what a code object does, without where it stands."""
    constants = tuple(
        _behaviour(value) if isinstance(value, CodeType) else (type(value).__name__, repr(value))
        for value in code.co_consts
    )
    return (code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
