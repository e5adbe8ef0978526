"""The release: planned from the manifest, written to the byte."""

import ast
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_course import ASSIGNMENT, HANDOUT, PUBLIC, SOLUTION, STUB, TinyCourse

from grader.course.release import Release, check_release, plan_release, write_release
from grader.errors import CourseError, UsageError


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """Build a sound course of one assignment."""
    return TinyCourse(tmp_path)


def plan(tiny: TinyCourse) -> Release:
    """Plan the release of the tiny course's only assignment."""
    course = tiny.load()
    return plan_release(course, course.assignments[0])


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_release_of_a_tiny_course(tiny: TinyCourse) -> None:
    """Manifest, both forms of the stub, the stub to go back to, public suite and handout, and nothing else."""
    planned = dict(plan(tiny))
    assert planned.pop("tiny.ipynb").startswith(b'{\n "cells": [')
    assert planned == {
        ".stub/tiny.py": STUB.encode(),
        "assignment.toml": ASSIGNMENT.encode(),
        "handout.md": HANDOUT.encode(),
        "test_public.py": PUBLIC.encode(),
        "tiny.py": STUB.encode(),
    }


def test_a_plan_cannot_be_changed(tiny: TinyCourse) -> None:
    """What was planned is what is scanned and written."""
    with pytest.raises(TypeError):
        plan(tiny)["more.md"] = b""  # type: ignore[index]  # the very point


def test_a_stub_keeps_line_ends_and_its_missing_last_one(tiny: TinyCourse) -> None:
    """Generated lines end as their neighbours do."""
    tiny.write("tiny.py", "\ufeff" + SOLUTION.replace("\n", "\r\n").removesuffix("\r\n"))
    expected = "\ufeff" + STUB.replace("\n", "\r\n").removesuffix("\r\n")
    assert plan(tiny)["tiny.py"].decode() == expected


def test_each_region_raises_in_the_stub(tiny: TinyCourse) -> None:
    """A stub that nobody touched has one NotImplementedError for each region."""
    tree = ast.parse(plan(tiny)["tiny.py"])
    assert sum(isinstance(node, ast.Raise) for node in ast.walk(tree)) == SOLUTION.count("BEGIN SOLUTION")


def test_a_region_may_stand_in_a_nested_function(tiny: TinyCourse) -> None:
    """What a function in a function raises counts once."""
    nested = (
        "def outer():\n    def inner():\n        # BEGIN SOLUTION center: x\n        return 1\n        # END SOLUTION\n"
    )
    tiny.write("tiny.py", SOLUTION + nested)
    assert b'        raise NotImplementedError("center")\n' in plan(tiny)["tiny.py"]


STUB_FAULTS: dict[str, tuple[Callable[[str], str], str]] = {
    "unknown exercise": (
        lambda text: text.replace("SOLUTION center:", "SOLUTION centre:"),
        "tiny.py:10: 'centre' is no exercise of assignment.toml",
    ),
    "no region": (
        lambda text: text[: text.index("class Scaler")],
        "tiny.py: no region for 'Scaler'; mark one with `# BEGIN SOLUTION Scaler: ...`",
    ),
    "empty": (
        lambda text: text.replace("        return x / self.deviation\n", "        # nothing\n\n"),
        "tiny.py:29: the region is empty; write the solution in it",
    ),
    "half a statement": (
        lambda text: text.replace(
            "        # BEGIN SOLUTION Scaler: divide by it\n        return x / self",
            "        y = (\n        # BEGIN SOLUTION Scaler: divide by it\n        x / self",
        ),
        "without its regions this is not Python",
    ),
    "outside": (
        lambda text: text + "# BEGIN SOLUTION center: more\nx = 1\n# END SOLUTION\n",
        "tiny.py:10: a region of 'center' is outside every function",
    ),
    "in a string": (
        lambda text: (
            text + "def f():\n    '''\n    # BEGIN SOLUTION center: more\n    x = 1\n    # END SOLUTION\n    '''\n"
        ),
        "a region of 'center' is outside every function; mark statements of a function",
    ),
}


@pytest.mark.parametrize(("change", "problem"), STUB_FAULTS.values(), ids=STUB_FAULTS)
def test_a_solution_that_makes_no_sound_stub_is_named(
    tiny: TinyCourse, change: Callable[[str], str], problem: str
) -> None:
    """Regions and manifest name the same exercises, and the stub is Python that raises for each."""
    tiny.write("tiny.py", change(SOLUTION))
    with pytest.raises(CourseError) as caught:
        plan(tiny)
    assert problem in str(caught.value)


def test_a_missing_file_of_the_manifest_is_named(tiny: TinyCourse) -> None:
    """What is promised to students must be there."""
    (tiny.folder / "handout.md").unlink()
    with pytest.raises(CourseError, match=r"handout\.md: is to be released, but there is no such file; write it"):
        plan(tiny)


def test_a_folder_is_not_released(tiny: TinyCourse) -> None:
    """The manifest lists files one by one."""
    tiny.replace("assignment.toml", '"handout.md"', '"handout.md", "data"')
    (tiny.folder / "data").mkdir()
    with pytest.raises(CourseError, match=r"data: cannot be released"):
        plan(tiny)


@pytest.mark.parametrize("target", ["test_hidden.py", "../../secret.md"])
def test_a_link_is_not_released(tiny: TinyCourse, target: str) -> None:
    """A link could lead to what must not be released, inside the folder or out of it."""
    (tiny.root / "secret.md").write_text("secret")
    (tiny.folder / "handout.md").unlink()
    (tiny.folder / "handout.md").symlink_to(target)
    with pytest.raises(CourseError, match=r"handout\.md: is reached by a link; put the file itself here"):
        plan(tiny)


def test_a_file_below_a_linked_folder_is_not_released(tiny: TinyCourse) -> None:
    """Any step of the path may be the link."""
    (tiny.root / "elsewhere").mkdir()
    (tiny.root / "elsewhere/x.csv").write_text("1")
    (tiny.folder / "data").symlink_to(tiny.root / "elsewhere")
    tiny.replace("assignment.toml", '"handout.md"', '"data/x.csv"')
    with pytest.raises(CourseError, match="is reached by a link"):
        plan(tiny)


def test_the_assignment_must_be_the_courses_own(tiny: TinyCourse, tmp_path: Path) -> None:
    """Another course's assignment is not released under this one's name."""
    course = tiny.load()
    with pytest.raises(CourseError, match="there is no assignment"):
        plan_release(
            course,
            TinyCourse(tmp_path / "b")
            .load()
            .assignments[0]
            .__class__(folder=Path("02_b"), module="b", title={}, exercises=()),
        )


def test_releasing_twice_changes_nothing(tiny: TinyCourse) -> None:
    """The second time there is nothing to write, and files keep their time stamps."""
    folder = tiny.load().releases / "01_tiny"
    assert write_release(plan(tiny), folder) == tuple(f"wrote {name}" for name in plan(tiny))
    before = {p: p.stat().st_mtime_ns for p in folder.iterdir()}
    assert write_release(plan(tiny), folder) == ()
    assert {p: p.stat().st_mtime_ns for p in folder.iterdir()} == before
    assert check_release(plan(tiny), folder) == ()


def test_releasing_after_deleting_gives_the_same_bytes(tiny: TinyCourse) -> None:
    """The released folder holds nothing of its own."""
    folder = tiny.load().releases / "01_tiny"
    write_release(plan(tiny), folder)
    before = contents(folder)
    shutil.rmtree(folder)
    write_release(plan(tiny), folder)
    assert contents(folder) == before == dict(plan(tiny))


def test_differences_are_said_one_sentence_each(tiny: TinyCourse) -> None:
    """Missing, stray and different files are told apart; caches are nobody's business."""
    folder = tiny.root / "out"
    write_release(plan(tiny), folder)
    (folder / "tiny.py").write_text("edited")
    (folder / "handout.md").unlink()
    (folder / "old").mkdir()
    (folder / "old/stray.md").write_text("")
    for cache in ("__pycache__", ".pytest_cache", ".hypothesis"):
        (folder / cache).mkdir()
        (folder / cache / "x").write_text("")
    assert check_release(plan(tiny), folder) == (
        f"{folder}/handout.md: is missing; run `grader release`",
        f"{folder}/old/stray.md: is not part of the release; run `grader release`",
        f"{folder}/tiny.py: differs from its source; run `grader release`",
    )
    assert write_release(plan(tiny), folder) == ("removed old/stray.md", "wrote handout.md", "wrote tiny.py")
    assert check_release(plan(tiny), folder) == ()
    assert not (folder / "old").exists()
    assert (folder / "__pycache__/x").exists()


def test_figures_drawn_in_the_release_are_no_part_of_it(tiny: TinyCourse) -> None:
    """Whoever tries a release draws there; what else lies beside the pictures is a stray as ever."""
    folder = tiny.root / "out"
    write_release(plan(tiny), folder)
    (folder / "figures").mkdir()
    for name in ("a.png", "a.svg", "notes.txt"):
        (folder / "figures" / name).write_text("")
    (folder / "b.png").write_text("")
    assert check_release(plan(tiny), folder) == (
        f"{folder}/b.png: is not part of the release; run `grader release`",
        f"{folder}/figures/notes.txt: is not part of the release; run `grader release`",
    )
    assert write_release(plan(tiny), folder) == ("removed b.png", "removed figures/notes.txt")
    assert sorted(path.name for path in (folder / "figures").iterdir()) == ["a.png", "a.svg"]


def test_nothing_released_yet_is_all_missing(tiny: TinyCourse) -> None:
    """Checking before the first release names every file."""
    said = check_release(plan(tiny), tiny.root / "none")
    assert len(said) == 6
    assert all("is missing" in sentence for sentence in said)


def test_links_in_the_released_folder_are_replaced_never_followed(tiny: TinyCourse) -> None:
    """What a link points to stays as it is, for files, folders, and the file that is written first."""
    tiny.replace("assignment.toml", '"handout.md"', '"handout.md", "data/x.csv"')
    tiny.write("data/x.csv", "1,2\n")
    outside = tiny.root / "outside"
    outside.mkdir()
    for name in ("mine.md", "x.csv", "part"):
        (outside / name).write_text("1,2\n" if name == "x.csv" else "mine")
    folder = tiny.root / "out"
    folder.mkdir()
    (folder / "data").symlink_to(outside)
    (folder / "handout.md").symlink_to(outside / "mine.md")
    (folder / ".tiny.py.part").symlink_to(outside / "part")
    assert f"{folder}/data: is not part of the release; run `grader release`" in check_release(plan(tiny), folder)
    write_release(plan(tiny), folder)
    assert contents(folder) == dict(plan(tiny))
    assert {p.name: p.read_text() for p in outside.iterdir()} == {"mine.md": "mine", "x.csv": "1,2\n", "part": "mine"}


def test_a_folder_in_the_place_of_a_file_gives_way(tiny: TinyCourse) -> None:
    """Even one that holds nothing but a cache."""
    folder = tiny.root / "out"
    (folder / "tiny.py/__pycache__").mkdir(parents=True)
    (folder / "tiny.py/__pycache__/x").write_text("")
    write_release(plan(tiny), folder)
    assert contents(folder) == dict(plan(tiny))


@pytest.mark.parametrize("make", [lambda p: p.write_text("mine"), lambda p: p.symlink_to("/")])
def test_what_is_no_folder_is_neither_checked_nor_written(tiny: TinyCourse, make: Callable[[Path], object]) -> None:
    """A file or a link in the place of the released folder is the operator's to remove."""
    make(tiny.root / "out")
    assert check_release(plan(tiny), tiny.root / "out") == (
        f"{tiny.root}/out: is no folder of its own; remove it and run `grader release`",
    )
    with pytest.raises(UsageError, match="is no folder of its own; remove it"):
        write_release(plan(tiny), tiny.root / "out")
