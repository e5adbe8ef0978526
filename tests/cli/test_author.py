"""New, release, verify: the verbs of those who write a course."""

import json
from pathlib import Path

import pytest
from commanding import Inside
from small_course import NAME, SmallCourse, files

from grader.proof.checks import Finding
from grader.proof.survival import Survival, Survivor
from grader.proof.verify import CHECKS, Soundness


def test_a_new_course_is_released(inside: Inside, tmp_path: Path) -> None:
    """The skeleton is there, and nothing is left to release."""
    ran = inside("new", "ml-course")
    assert ran == (0, "ml-course: a new course; go there and try `grader verify`\n", "")
    course = tmp_path / "ml-course"
    assert inside("release", "--check", folder=course) == (0, "", "")
    assert sorted(files(course / "assignments")) == [
        f"01_first_steps/{name}"
        for name in (
            *(".stub/first_steps.py", "assignment.toml", "first_steps.ipynb", "first_steps.ko.ipynb", "first_steps.py"),
            *("handout.ko.md", "handout.md", "hints.toml", "test_public.py"),
        )
    ]


@pytest.mark.parametrize("where", ["course", "solutions"])
def test_a_new_assignment_gets_the_next_number(inside: Inside, tmp_path: Path, where: str) -> None:
    """In a course, from either folder, ``new`` makes an assignment."""
    inside("new", "course")
    folder = tmp_path / "course" / ("solutions" if where == "solutions" else "")
    ran = inside("new", "second_steps", folder=folder)
    made = "solutions/02_second_steps" if where == "course" else "02_second_steps"
    assert ran.code == 0
    assert ran.out == (f"{made}: a new assignment; try `grader verify 02_second_steps`\n")
    assert (folder / made / "second_steps.py").is_file()


def test_nothing_is_made_twice(inside: Inside, tmp_path: Path) -> None:
    """A course that is there is left alone."""
    inside("new", "course")
    before = files(tmp_path)
    ran = inside("new", "course")
    assert (ran.code, ran.out) == (2, "")
    assert "is there already" in ran.err
    assert files(tmp_path) == before


def test_a_release_is_written_once(inside: Inside, tmp_path: Path) -> None:
    """The first says what it wrote, the second that there was nothing to do; from any folder of the course."""
    course = SmallCourse(tmp_path)
    ran = inside("release", folder=course.folder)
    names = (".stub/small.py", "assignment.toml", "handout.md", "small.ipynb", "small.py", "test_public.py")
    wrote = [f"wrote {name}\n" for name in names]
    assert ran == (0, "".join(wrote), "")
    ran = inside("release", NAME)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(f"assignments/{NAME}: up to date\n")


def test_a_stale_release_is_found_wanting(inside: Inside, tmp_path: Path) -> None:
    """``--check`` writes nothing and names each file that is not what it should be."""
    SmallCourse(tmp_path)
    inside("release")
    assert inside("release", "--check") == (0, "", "")
    stub = tmp_path / "assignments" / NAME / "small.py"
    stub.write_text("mine\n")
    before = files(tmp_path)
    ran = inside("release", "--check")
    assert (ran.code, ran.out) == (1, "")
    assert f"{stub}: differs from its source" in ran.err
    assert ran.err.endswith("the release is stale; run `grader release` and commit what it writes\n")
    assert files(tmp_path) == before


def test_a_release_that_gives_secrets_away_is_not_written(inside: Inside, tmp_path: Path) -> None:
    """The leak is named, with its place, and nothing is released."""
    course = SmallCourse(tmp_path)
    course.write("handout.md", "return np.add(x, x, dtype=np.result_type(x, np.float32))\n")
    ran = inside("release")
    assert (ran.code, ran.out) == (2, "")
    assert "the release would give secrets away:\nhandout.md:1: gives away a line of the solution" in ran.err
    assert not (tmp_path / "assignments").exists()


@pytest.mark.parametrize("verb", ["release", "verify"])
def test_an_unknown_assignment_is_named(inside: Inside, tmp_path: Path, verb: str) -> None:
    """With those that there are."""
    SmallCourse(tmp_path)
    ran = inside(verb, "02_other")
    assert (ran.code, ran.out) == (2, "")
    assert f"there is no assignment '02_other'; this course has {NAME}" in ran.err


def test_an_assignment_may_be_given_as_a_folder(inside: Inside, tmp_path: Path) -> None:
    """As a shell completes it."""
    SmallCourse(tmp_path)
    assert inside("release", f"solutions/{NAME}/").code == 0


@pytest.mark.parametrize("verb", ["release", "verify"])
def test_a_course_without_assignments_has_nothing_to_do(inside: Inside, tmp_path: Path, verb: str) -> None:
    """What to do is said."""
    (tmp_path / "course.toml").write_text('format = 1\n[title]\nen = "Empty"\n')
    ran = inside(verb)
    assert (ran.code, ran.out) == (2, "")
    assert "the course has no assignment; `grader new` makes one" in ran.err


def test_without_a_course_nothing_is_released(inside: Inside) -> None:
    """Where no course is found, the folder to give is asked for."""
    ran = inside("release")
    assert ran == (2, "", "grader: there is no course.toml here or above; go to your course, or say --course FOLDER\n")


def test_a_course_elsewhere_can_be_given(inside: Inside, tmp_path: Path) -> None:
    """The folder with the manifest, from anywhere."""
    SmallCourse(tmp_path / "far")
    assert inside("release", "--course", "far/solutions", "--check").code == 1


def sound(findings: tuple[Finding, ...] = (), warnings: tuple[str, ...] = ()) -> Soundness:
    """Return what a verification may find."""
    return Soundness(
        assignment=NAME,
        cases=3,
        misconceptions=2,
        alternatives=2,
        rewritings=4,
        findings=findings,
        warnings=warnings,
    )


def test_a_sound_course_is_said_to_be(inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each claim has a tick."""
    SmallCourse(tmp_path)
    soundness = sound()
    monkeypatch.setattr("grader.cli.author.verify_assignment", lambda *_, **__: soundness)
    ran = inside("verify")
    assert ran.code == 0
    claims = "".join(f"  ✓ {claim}\n" for claim in CHECKS.values())
    assert ran.out == f"{NAME}: 3 cases, 2 misconceptions, 2 alternatives, 4 rewritings\n{claims}"


def test_a_loose_comparison_is_warned_of(inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a mark and fails nothing."""
    SmallCourse(tmp_path)
    soundness = sound(warnings=("test_f: loose",))
    monkeypatch.setattr("grader.cli.author.verify_assignment", lambda *_, **__: soundness)
    ran = inside("verify")
    assert ran.code == 0
    assert ran.out.endswith("  ! test_f: loose\n")


def test_an_unsound_course_is_found_wanting(inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The claim that does not hold has a cross and its findings below it."""
    SmallCourse(tmp_path)
    finding = Finding(check="stub", problem="test_f: the untouched stub passes it")
    soundness = sound(findings=(finding,))
    monkeypatch.setattr("grader.cli.author.verify_assignment", lambda *_, **__: soundness)
    ran = inside("verify")
    assert ran.code == 1
    assert f"  ✗ {CHECKS['stub']}\n      test_f: the untouched stub passes it\n" in ran.out
    assert f"  ✓ {CHECKS['reference']}\n" in ran.out


def test_findings_are_told_as_json(inside: Inside, tmp_path: Path) -> None:
    """One document, and the code of what was found wanting."""
    SmallCourse(tmp_path)
    ran = inside("verify", "--jobs", "1", "--sandbox", "none", "--json")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert document["schema"] == "grader.verify/1"
    assert {finding["check"] for finding in document["assignments"][0]["findings"]} == {"release"}
    assert "verifying 01_small: " in ran.err


ALIVE = Survivor(
    operator="lost copy", exercise="f", function="f", file="f.py", line=3, diff="@@ -3 +3 @@\n-a\n+b", killer="f(1)"
)


@pytest.mark.parametrize(
    ("alive", "problems", "code", "more"),
    [
        ((), (), 0, ""),
        (
            (ALIVE,),
            (),
            1,
            "\nf.py:3: lost copy, in f\n@@ -3 +3 @@\n-a\n+b\n  this tells it from the reference:\n    f(1)\n",
        ),
        ((), ("e.toml: f: out of date",), 1, "  ✗ e.toml: f: out of date\n"),
    ],
)
def test_mutants_that_live_are_shown(
    inside: Inside,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    alive: tuple[Survivor, ...],
    problems: tuple[str, ...],
    code: int,
    more: str,
) -> None:
    """Each with its place and its change; they, and a declaration that does not hold, are found wanting."""
    SmallCourse(tmp_path)
    survival = Survival(
        assignment=NAME,
        mutants=9,
        killed=7,
        equivalent=1,
        elsewhere=0,
        operators={},
        alive=alive,
        problems=problems,
    )
    monkeypatch.setattr("grader.cli.author.judge_mutants", lambda *_, **__: survival)
    ran = inside("verify", "--mutants")
    assert ran.code == code
    assert ran.out == f"{NAME}: 9 mutants, 7 killed, 1 argued equivalent, {len(alive)} alive\n{more}"
    document = json.loads(inside("verify", "--mutants", "--json").out)
    assert document["schema"] == "grader.mutants/1"
    assert document["assignments"][0]["killed"] == 7
