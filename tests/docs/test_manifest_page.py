"""The manifests' page has every key of their types, with its default, and no other."""

import enum

import msgspec
import pytest
from installed import ROOT

from grader.course import lateness, manifest

TABLES = {
    "`course.toml`": manifest._CourseManifest,
    "`[policy]`": manifest.Policy,
    "`[submissions]`": lateness.SubmissionPolicy,
    "`[[extension]]`": lateness.Extension,
    "`[publish]`": lateness.Publishing,
    "`assignment.toml`": manifest._AssignmentManifest,
    "`[[exercise]]`": manifest.Exercise,
    "`[limits]`": manifest.Limits,
}


def rows(heading: str) -> dict[str, str]:
    """Return the keys of a section's table, each with its default as it is written there."""
    page = (ROOT / "docs" / "manifest.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in section.splitlines() if "|" in line]
    assert cells[0] == ["key", "type", "default", "meaning"]
    return {row[0]: row[2] for row in cells[2:]}


def default(field: msgspec.inspect.Field) -> str:
    """Return a field's default as Python writes it, double quotes throughout; nothing where it must be given."""
    if field.default is not msgspec.NODEFAULT:
        value = field.default
    elif field.default_factory is not msgspec.NODEFAULT:
        value = field.default_factory()
    else:
        return ""
    if isinstance(value, manifest.Policy | lateness.SubmissionPolicy | lateness.Publishing):
        return f"{type(value).__name__}()"
    if isinstance(value, enum.Enum):
        return f'"{value.value}"'
    return repr(value).replace("'", '"')


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_is_the_type(heading: str) -> None:
    """Key by key, in the same order, with the defaults that hold."""
    (info,) = msgspec.inspect.multi_type_info([TABLES[heading]])
    assert isinstance(info, msgspec.inspect.StructType)
    assert list(rows(heading).items()) == [(field.encode_name, default(field)) for field in info.fields]
