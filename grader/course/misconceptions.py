"""Misconceptions: named wrong variants of the solution, and what a student who has one is told.

A variant is a small Python file: its functions and methods replace those of the same qualified name in the
solution, and everything else in the solution stays to the byte. What else stands in it (imports, aliases) is there
for the reader and must say nothing new.
"""

import ast
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from grader.course.manifest import MISCONCEPTIONS, Assignment
from grader.course.regions import BOM, Region, parse, read_text, split_lines
from grader.errors import CourseError

HINT_LABELS: Mapping[str, str] = MappingProxyType({"en": "Hint", "ko": "힌트"})

_PUBLISHED = "Published"

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Definitions = dict[str, list[_Function]]


class Misconception(msgspec.Struct, frozen=True, kw_only=True):
    """One wrong variant: for the author its summary, for the student a hint per language.

    ``published`` is said of a variant that is right elsewhere, under another convention.
    """

    name: str
    exercise: str
    path: Path
    text: str
    summary: str
    published: str | None
    hints: Mapping[str, str]

    def apply(self, reference_text: str) -> str:
        """Return the reference with this variant's definitions in place of its own."""
        return _splice(self.path, self.text, reference_text)


def load_misconceptions(
    assignment: Assignment, source_text: str, languages: Iterable[str] = tuple(HINT_LABELS)
) -> tuple[Misconception, ...]:
    """Load and check an assignment's misconceptions, sorted by exercise and name.

    ``source_text`` is the marked solution. CourseError names the file that does not fit it, or that lacks a hint
    in one of the languages.
    """
    folder = assignment.folder / MISCONCEPTIONS
    exercises = {exercise.name for exercise in assignment.exercises}
    regions = parse(source_text, assignment.source).regions
    source = _tree(assignment.source, source_text)
    found = []
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder).parts
        if len(inside) != 2 or inside[0] not in exercises:  # noqa: PLR2004 - a folder and a file
            raise CourseError(path, f"belongs to no exercise; move it to {MISCONCEPTIONS}/<exercise>/<name>.py")
        misconception = _load(path, inside[0], languages)
        _check(misconception, source, source_text, regions)
        found.append(misconception)
    return tuple(found)


def _load(path: Path, exercise: str, languages: Iterable[str]) -> Misconception:
    if not path.stem.isidentifier():
        raise CourseError(path, f"{path.stem!r} is no name; rename the file to a Python identifier")
    text = read_text(path)
    docstring = ast.get_docstring(_tree(path, text))
    if not docstring or not docstring.strip():
        raise CourseError(path, "there is no docstring; say in its first line what is wrong", line=1)
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


def _check(misconception: Misconception, source: ast.Module, source_text: str, regions: Iterable[Region]) -> None:
    path, exercise = misconception.path, misconception.exercise
    misconception.apply(source_text)
    pairs = _pairs(path, _definitions(_tree(path, misconception.text)), _definitions(source))
    if all(ast.dump(old) == ast.dump(new) for old, new in pairs):
        raise CourseError(path, "changes nothing of the solution; write what the student gets wrong")
    spans = [_span(old) for old, _ in pairs]
    own = [region for region in regions if region.exercise == exercise]
    if not any(first <= region.last_line and region.line <= last for region in own for first, last in spans):
        raise CourseError(
            path, f"misses its exercise: what it replaces has no region of {exercise!r}; replace one that has"
        )


def _splice(path: Path, variant_text: str, reference_text: str) -> str:
    variant, reference = _tree(path, variant_text), _tree(path, reference_text)
    _check_context(path, variant, reference)
    variant_lines, lines = split_lines(variant_text), split_lines(reference_text)
    regions = parse(reference_text, path).regions
    pairs = _pairs(path, _definitions(variant), _definitions(reference))
    # From the last to the first, so that earlier line numbers stay true.
    for old, new in sorted(pairs, key=lambda pair: pair[0].lineno, reverse=True):
        start, stop = _span(new)
        text = variant_lines[start - 1 : stop]
        if not text[-1].endswith(("\n", "\r")):
            text[-1] += "\n"
        first, last = _marked_span(old, lines, regions)
        lines[first - 1 : last] = text
    result = "".join(lines)
    _tree(path, result, "does not fit into the solution: ")
    return result


def _pairs(path: Path, ours: _Definitions, theirs: _Definitions) -> list[tuple[_Function, _Function]]:
    pairs: list[tuple[_Function, _Function]] = []
    for name, nodes in ours.items():
        old = theirs.get(name, [])
        if len(old) != len(nodes):
            problem = (
                f"defines {name!r} {len(nodes)} x, but the solution does {len(old)} x"
                if old
                else f"defines {name!r}, but the solution does not; it has {', '.join(theirs) or 'nothing'}"
            )
            advice = "a variant replaces what is there, and as often"
            raise CourseError(path, f"{problem}; {advice}", line=nodes[0].lineno)
        pairs += zip(old, nodes, strict=True)
    return pairs


def _marked_span(node: _Function, lines: list[str], regions: tuple[Region, ...]) -> tuple[int, int]:
    """Return a definition's lines; an end marker after its last statement is its own as well."""
    first, last = _span(node)
    for region in regions:
        rest = lines[last : region.last_line]
        if first <= region.line <= last and all(line.lstrip().startswith("#") or line.isspace() for line in rest):
            last = max(last, region.last_line)
    return first, last


def _tree(path: Path, text: str, problem: str = "") -> ast.Module:
    try:
        return ast.parse(text.removeprefix(BOM))
    except (SyntaxError, ValueError) as error:  # a null byte is the one or the other
        line = None if problem else getattr(error, "lineno", None)
        said = getattr(error, "msg", error)
        raise CourseError(path, f"{problem}this is not Python ({said}); mend it", line=line) from None


def _span(node: _Function) -> tuple[int, int]:
    """Return the first and last line of a definition, decorators included."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first, node.end_lineno or node.lineno


def _definitions(tree: ast.Module | ast.ClassDef, prefix: str = "") -> _Definitions:
    """Return the functions of a module and the methods of its classes by qualified name, in order."""
    found: _Definitions = {}
    for node in tree.body:
        if isinstance(node, _Function):
            found.setdefault(prefix + node.name, []).append(node)
        elif isinstance(node, ast.ClassDef):
            for name, nodes in _definitions(node, f"{prefix}{node.name}.").items():
                found.setdefault(name, []).extend(nodes)
    return found


def _check_context(path: Path, variant: ast.Module, reference: ast.Module) -> None:
    """Refuse what a variant says beside its definitions, unless the solution says the same."""
    known = _context(reference)
    for said, line in _context(variant).items():
        if said not in known and not said.startswith("docstring"):
            raise CourseError(
                path,
                f"holds more than functions and methods, and the solution does not say the same; take out {said!r}",
                line=line,
            )


def _context(tree: ast.Module | ast.ClassDef, prefix: str = "") -> dict[str, int]:
    """Return what is said beside functions, as text -> line; imports are cut into single names."""
    found: dict[str, int] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= _context(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            origin = f"from {node.module} " if isinstance(node, ast.ImportFrom) else ""
            found |= {f"{origin}import {ast.unparse(alias)}": node.lineno for alias in node.names}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[f"docstring {node.lineno}"] = node.lineno
        elif not isinstance(node, _Function | ast.Pass):
            found[prefix + ast.unparse(node)] = node.lineno
    return found
