"""Manifests: what a sound one means, and what is said of each that is not."""

import re
from pathlib import Path

import pytest
from tiny_course import ASSIGNMENT, COURSE, TinyCourse

from grader.course.manifest import Limits, Policy, load_assignment, load_course
from grader.errors import CourseError


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """Build a sound course of one assignment."""
    return TinyCourse(tmp_path)


def test_a_course_knows_its_assignments_in_order(tiny: TinyCourse) -> None:
    """Assignments are ordered by the name of their folder."""
    later = tiny.solutions / "00_before"
    later.mkdir()
    (later / "assignment.toml").write_text(ASSIGNMENT, encoding="utf-8")
    assert [a.name for a in tiny.load().assignments] == ["00_before", "01_tiny"]


def test_an_assignment_knows_its_files_and_points(tiny: TinyCourse) -> None:
    """Paths and the maximum score follow from the manifest."""
    assignment = tiny.load().assignment("01_tiny")
    assert assignment.source == tiny.folder / "tiny.py"
    assert assignment.public_suite == tiny.folder / "test_public.py"
    assert assignment.hidden_suite == tiny.folder / "test_hidden.py"
    assert assignment.points == 8
    assert assignment.exercises[1].needs == ("center",)


def test_releases_lie_beside_the_solutions(tiny: TinyCourse) -> None:
    """Students receive a folder that is no part of the solutions."""
    assert tiny.load().releases == tiny.root / "assignments"


def test_an_unknown_assignment_is_answered_with_the_known_ones(tiny: TinyCourse) -> None:
    """A wrong name on the command line is told what there is."""
    with pytest.raises(CourseError, match="no assignment '02_none'; this course has 01_tiny"):
        tiny.load().assignment("02_none")


def test_limits_of_the_assignment_override_those_of_the_course(tiny: TinyCourse) -> None:
    """A limit comes from the assignment, else from the course, else from the defaults."""
    path = tiny.solutions / "course.toml"
    path.write_text(COURSE + "\n[limits]\ncall_seconds = 3\ncase_seconds = 9\n", encoding="utf-8")
    tiny.write("assignment.toml", ASSIGNMENT + "\n[limits]\ncall_seconds = 7\n")
    limits = tiny.load().assignments[0].limits
    assert (limits.call_seconds, limits.case_seconds, limits.load_seconds) == (7, 9, Limits().load_seconds)


def test_a_released_folder_loads_without_its_course(tiny: TinyCourse) -> None:
    """A student's folder has no course.toml above it."""
    assert load_assignment(tiny.folder).limits == Limits()


def test_a_byte_order_mark_is_no_error(tiny: TinyCourse) -> None:
    """Some editors begin a UTF-8 file with a mark."""
    tiny.write("assignment.toml", b"\xef\xbb\xbf" + ASSIGNMENT.encode())
    assert load_assignment(tiny.folder).module == "tiny"


BAD_ASSIGNMENTS = {
    "no module": ('module = "tiny"\n', "", "top level: object missing required field `module`"),
    "unknown key": ('module = "tiny"', 'module = "tiny"\nmodul = 1', "contains unknown field `modul`"),
    "wrong type": ("points = 3", 'points = "3"', "exercise[0].points: expected `int`, got `str`"),
    "format": ("format = 1", "format = 2", "format: format 2 is unknown to this grader; write 1"),
    "syntax": ("format = 1", "format =", "this is not TOML"),
    "nesting": ("format = 1", "x = " + 9000 * "[", "this is not TOML"),
    "module": ('"tiny"\nfiles', '"my-tiny"\nfiles', "module: 'my-tiny' is no module name"),
    "keyword": ('"tiny"\nfiles', '"lambda"\nfiles', "module: 'lambda' is no module name"),
    "hides": ('"tiny"\nfiles', '"random"\nfiles', "module: 'random' would hide another module"),
    "suite": ('"tiny"\nfiles', '"Test_Public"\nfiles', "module: 'Test_Public' would hide another module"),
    "title": ('ko = "작은 과제"', "", "title.ko: there is no title in 'ko'"),
    "name": ('name = "center"', 'name = "a b"', "exercise[0]: `name` is 'a b'; write a Python identifier"),
    "keyword name": ('name = "center"', 'name = "is"', "exercise[0]: `name` is 'is'; write a Python"),
    "points": ("points = 3", "points = 0", "exercise[0]: `points` is 0; write a positive whole number"),
    "twice": ('name = "Scaler"', 'name = "center"', "exercise[1].name: 'center' is there twice"),
    "need": ('needs = ["center"]', 'needs = ["centre"]', "exercise[1].needs: 'centre' is no exercise here"),
    "circle": ("points = 3", 'points = 3\nneeds = ["Scaler"]', "a circle; drop one of them"),
    "itself": ('needs = ["center"]', 'needs = ["Scaler"]', "Scaler needs Scaler: a circle"),
    "absolute": ('["handout.md"]', '["/etc/hosts"]', "files[0]: '/etc/hosts' leaves the folder"),
    "upwards": ('["handout.md"]', '["a/../../b"]', "files[0]: 'a/../../b' leaves the folder"),
    "backslash": ('["handout.md"]', r'["a\\b"]', "leaves the folder"),
    "drive": ('["handout.md"]', '["C:/b"]', "files[0]: 'C:/b' leaves the folder"),
    "control": ('["handout.md"]', r'["a\u0000b"]', "leaves the folder"),
    "folder": ('["handout.md"]', '["."]', "files[0]: '.' is no plain path"),
    "empty": ('["handout.md"]', '[""]', "files[0]: '' is no plain path"),
    "roundabout": ('["handout.md"]', '["./test_hidden.py"]', "'./test_hidden.py' is no plain path"),
    "hidden suite": ('["handout.md"]', '["a.md", "test_hidden.py"]', "files[1]: 'test_hidden.py' must not be"),
    "letter case": ('["handout.md"]', '["TEST_hidden.py"]', "'TEST_hidden.py' must not be released"),
    "solution": ('["handout.md"]', '["tiny.py"]', "'tiny.py' must not be released; take it out"),
    "misconception": ('["handout.md"]', '["misconceptions/a/b.py"]', "must not be released"),
    "Misconception": ('["handout.md"]', '["Misconceptions/a/b.py"]', "must not be released"),
    "compiled": ('["handout.md"]', '["__pycache__/tiny.cpython-311.pyc"]', "must not be released"),
    "dot": ('["handout.md"]', '[".git/config"]', "must not be released"),
    "given file": ('["handout.md"]', '["given.py"]', "files[0]: 'given.py' must not be released; take it out"),
    "given": ('"tiny"\nfiles', '"given"\nfiles', "module: 'given' would hide another module of that name"),
    "figures": ('"tiny"\nfiles', '"Figures"\nfiles', "module: 'Figures' would hide another module of that name"),
    "gift": ("format = 1", "format = 1\ngives = ['softmax']", "`gives` has 'softmax'; write '<assignment>.<function"),
    "gift's name": ("format = 1", "format = 1\ngives = ['a.1']", "`gives` has 'a.1'; write '<assignment>.<function"),
    "gift twice": ("format = 1", "format = 1\ngives = ['a.f', 'a.f']", "`gives` names something twice; write each"),
    "local due": ("format = 1", "format = 1\ndue = 2026-11-30T23:59:00", "due: expected `datetime` with a timezone"),
    "due's day": ("format = 1", "format = 1\ndue = 2026-11-30", "due: expected `datetime | null`, got `date`"),
    "limit": ("format = 1", "format = 1\nlimits.memory_mib = 0", "limits: `memory_mib` is 0; write a positive"),
    "limit's type": ("format = 1", "format = 1\nlimits.memory_mib = 'x'", "limits.memory_mib: expected `int`"),
}


@pytest.mark.parametrize(("old", "new", "problem"), BAD_ASSIGNMENTS.values(), ids=BAD_ASSIGNMENTS)
def test_a_faulty_assignment_is_named_with_key_and_remedy(tiny: TinyCourse, old: str, new: str, problem: str) -> None:
    """The message begins with the file, names the key, and says what is wrong and what to do."""
    assert ASSIGNMENT.count(old) == 1
    path = tiny.write("assignment.toml", ASSIGNMENT.replace(old, new))
    with pytest.raises(CourseError, match=re.escape(problem)) as caught:
        tiny.load()
    assert str(caught.value).startswith(f"{path}: ")
    assert "; " in str(caught.value)


def test_an_assignment_needs_an_exercise(tiny: TinyCourse) -> None:
    """Without exercises there is nothing to grade."""
    tiny.write("assignment.toml", 'format = 1\nmodule = "tiny"\nexercise = []\ntitle = {en = "a", ko = "b"}\n')
    with pytest.raises(CourseError, match=r"exercise: there are no exercises; write at least one"):
        load_assignment(tiny.folder)


BAD_COURSES = {
    "title": ('ko = "작은 강좌"', "", "title.ko: there is no title in 'ko'; write one"),
    "languages": ('["en", "ko"]', "[]", "`languages` is empty; write at least one"),
    "seed": ("format = 1", "format = 1\nseed = -1", "`seed` is -1; write zero or a positive"),
    "limits": ("format = 1", "format = 1\nlimits = {calls = 1}", "limits: object contains unknown field `calls`"),
    "infinite": ("format = 1", "format = 1\nlimits = {call_seconds = inf}", "limits: `call_seconds` is inf; write"),
    "group": ("format = 1", "format = 1\npolicy.groups = {core = 1, hard = 1}", "policy: `groups` names 'hard'; the"),
    "share": ("format = 1", "format = 1\npolicy.groups = {core = 1, edge = -1}", "policy: `groups` needs shares"),
    "no core": ("format = 1", "format = 1\npolicy.groups = {edge = 1}", "policy: `groups` needs shares"),
    "step": ("format = 1", "format = 1\npolicy.step = 0.0", "policy: `step` is 0.0; write a positive number"),
    "no number": ("format = 1", "format = 1\npolicy.step = nan", "policy: `step` is nan; write a positive number"),
}


@pytest.mark.parametrize(("old", "new", "problem"), BAD_COURSES.values(), ids=BAD_COURSES)
def test_a_faulty_course_is_named_with_key_and_remedy(tiny: TinyCourse, old: str, new: str, problem: str) -> None:
    """What is wrong in course.toml is said of course.toml, even before there is an assignment."""
    path = tiny.solutions / "course.toml"
    assert COURSE.count(old) == 1
    path.write_text(COURSE.replace(old, new), encoding="utf-8")
    with pytest.raises(CourseError, match=re.escape(problem)) as caught:
        tiny.load()
    assert str(caught.value).startswith(f"{path}: ")


def test_a_missing_manifest_is_told_of_the_command_that_makes_one(tmp_path: Path) -> None:
    """A folder without course.toml is no course."""
    with pytest.raises(CourseError, match=r"course\.toml: there is no such file; `grader new` makes one"):
        load_course(tmp_path)


def test_a_folder_is_no_manifest(tmp_path: Path) -> None:
    """A manifest is a file."""
    (tmp_path / "course.toml").mkdir()
    with pytest.raises(CourseError, match="this is a folder"):
        load_course(tmp_path)


def test_a_manifest_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    """Whatever the system says of a path that cannot be is handed on as one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be read"):
        load_course(tmp_path / "file")


def test_a_manifest_is_utf8(tmp_path: Path) -> None:
    """Another encoding is named as such, not as a syntax error."""
    (tmp_path / "course.toml").write_bytes(b'title = "\xb0"')
    with pytest.raises(CourseError, match="this is not UTF-8"):
        load_course(tmp_path)


def test_an_empty_course_says_that_it_has_nothing_yet(tmp_path: Path) -> None:
    """The list of known assignments may be empty."""
    (tmp_path / "course.toml").write_text(COURSE, encoding="utf-8")
    with pytest.raises(CourseError, match="this course has none yet"):
        load_course(tmp_path).assignment("01_tiny")


def test_the_default_policy_shares_points_among_all_groups() -> None:
    """Core, edge and robust cases earn 60, 25 and 15 percent unless a course says otherwise."""
    assert Policy().groups == {"core": 60, "edge": 25, "robust": 15}
