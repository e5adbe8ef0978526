"""Variants of the solution: small files whose functions stand in for those of the same qualified name.

Everything else in the solution stays to the byte. What else stands in a variant (imports, aliases) is there for the
reader and must say nothing new.
"""

import ast
from pathlib import Path

import msgspec

from grader.course.regions import BOM, Region, Source, parse, read_text, split_lines
from grader.errors import CourseError

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Definitions = dict[str, list[_Function]]


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """A variant: its file, and the first line of its docstring."""

    name: str
    path: Path
    text: str
    summary: str

    def apply(self, reference_text: str) -> str:
        """Return the reference with this variant's definitions in place of its own."""
        return _splice(self.path, self.text, reference_text)


def read_variant(path: Path, says: str) -> tuple[str, str]:
    """Return the text and the docstring of a variant; CourseError where there is none that ``says`` what it should."""
    if not path.stem.isidentifier():
        raise CourseError(path, f"{path.stem!r} is no name; rename the file to a Python identifier")
    text = read_text(path)
    docstring = ast.get_docstring(_tree(path, text))
    if not docstring or not docstring.strip():
        raise CourseError(path, f"there is no docstring; say in its first line {says}", line=1)
    return text, docstring


def replaced_exercises(variant: Variant, source: Source) -> frozenset[str]:
    """Return the exercises with a region in what the variant replaces; CourseError where it does not fit or differ."""
    path = variant.path
    reference = _tree(source.path, source.text)  # first, so that a variant is not blamed for the solution
    variant.apply(source.text)
    pairs = _pairs(path, _definitions(_tree(path, variant.text)), _definitions(reference))
    if all(ast.dump(old) == ast.dump(new) for old, new in pairs):
        raise CourseError(path, "changes nothing of the solution; write what is to be different")
    spans = [_span(old) for old, _ in pairs]
    return frozenset(
        region.exercise
        for region in source.regions
        if any(first <= region.last_line and region.line <= last for first, last in spans)
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
