"""Templates: where they are found and how strictly they are filled."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from grader import rendering


def test_a_missing_value_is_an_error() -> None:
    """A stub with a hole in it would be released without a word."""
    with pytest.raises(UndefinedError, match="exercise"):
        rendering.render("stub.py.j2", indent="", instruction="", lines=1)


def test_names_are_sorted_and_below_their_folder() -> None:
    """A plan made from templates does not depend on the file system's order."""
    names = rendering.template_names("skeleton/")
    assert list(names) == sorted(names)
    assert "skeleton/course/solutions/course.toml.j2" in names
    assert "stub.py.j2" not in names


@pytest.mark.parametrize("packed", [True, False])
def test_templates_are_found_in_a_wheel_and_in_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, packed: bool
) -> None:
    """A wheel holds them inside the package, a checkout beside it; HTML alone is escaped."""
    package = tmp_path / "grader"
    folder = (package if packed else tmp_path) / "templates"
    folder.mkdir(parents=True)
    (folder / "a.html.j2").write_text("{{ sign }}\n")
    (folder / "a.txt.j2").write_text("{{ sign }}\n")
    monkeypatch.setattr(rendering, "__file__", str(package / "rendering.py"))
    package.mkdir(exist_ok=True)
    assert rendering.templates_folder() == folder
    assert rendering.render("a.html.j2", sign="<") == "&lt;\n"
    assert rendering.render("a.txt.j2", sign="<") == "<\n"
