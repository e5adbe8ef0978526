"""Grade, report, demo: the verbs of those who grade."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from commanding import Inside
from small_course import COURSE, EMPTY_HANDED, HALF, NAME, RIGHT, SmallCourse, files

from grader.report.model import Report, schema

ERRS = "import pytest\n\n@pytest.mark.exercise('double')\ndef test_ours(student):\n    raise MemoryError\n"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grade a class of three once."""
    root = tmp_path_factory.mktemp("graded")
    course = SmallCourse(root)
    course.submit(right=RIGHT, half=HALF, broken="def f(:\n")
    course.grade(root / "out" / NAME)
    return root


@pytest.fixture
def again(graded: Path, tmp_path: Path) -> Path:
    """Return a copy of the graded class, in the folder of the commands."""
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    return tmp_path


def grade(inside: Inside, *arguments: str | Path) -> tuple[int, str, str]:
    """Grade in one judge, unconfined, which every machine can."""
    return inside("grade", *arguments, "--jobs", "1", "--sandbox", "none")


def test_what_was_graded_is_kept(inside: Inside, again: Path) -> None:
    """The same command a second time says so and changes nothing."""
    before = files(again / "out")
    code, out, err = grade(inside, NAME, "class")
    folder = f"out/{NAME}"
    assert code == 0
    assert out == f"0 graded, 3 kept from before\nreports:   {folder}/reports\ngradebook: {folder}/gradebook.csv\n"
    assert f"grading {NAME}: 3 of 3" in err
    assert files(again / "out") == before


def test_whose_score_moved_is_said(inside: Inside, again: Path) -> None:
    """A new version is graded and its change printed."""
    (again / "class" / "half.py").write_text(RIGHT)
    code, out, _ = grade(inside, NAME, "class")
    assert code == 0
    assert "half  4 / 10 → 10 / 10  (+6)" in out
    assert "1 graded, 2 kept from before\n" in out


def test_a_run_is_told_as_json(inside: Inside, again: Path) -> None:
    """One document with the summary."""
    (again / "class" / "half.py").write_text(RIGHT)
    code, out, _ = grade(inside, NAME, "class", "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["schema"], document["assignment"], document["out"]) == ("grader.run/1", NAME, f"out/{NAME}")
    summary = document["summary"]
    assert (summary["graded"], summary["kept"], summary["failed"]) == (1, 2, [])
    assert [change["student"] for change in summary["changes"]] == ["half"]


def test_several_paths_are_one_class(inside: Inside, again: Path) -> None:
    """Files and folders are graded together, into the folder that was asked for."""
    code, out, _ = grade(inside, NAME, "class/right.py", "class/half.py", "--out", "elsewhere")
    assert (code, out.splitlines()[0]) == (0, "2 graded")
    assert len(files(again / "elsewhere")) == 3


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("02_other", "class"), f"there is no assignment '02_other'; this course has {NAME}"),
        ((NAME, "nowhere"), "nowhere: there is no such file or folder"),
        ((NAME, "class", "class/half.py"), "half: more than one submission (class/half.py, class/half.py)"),
        ((NAME, "class", "--out", "class/half.py"), "class/half.py/reports: cannot be made"),
        ((NAME, "class", "--course", "class"), "course.toml: there is no such file"),
    ],
)
def test_what_cannot_be_graded_is_said(inside: Inside, again: Path, arguments: tuple[str, ...], problem: str) -> None:
    """Exit code 2, one line about it, nothing on standard output, and nothing written."""
    before = files(again)
    code, out, err = grade(inside, *arguments)
    assert (code, out) == (2, "")
    assert problem in err.splitlines()[-1]
    assert "Traceback" not in err
    assert files(again) == before


def test_a_name_moves_no_cursor(inside: Inside, again: Path) -> None:
    """What a student called a file is shown inert."""
    for name in ("a\x1b[2J at 0x1.py", "a\x1b[2J at 0x2.py"):
        (again / "class" / name).write_text(RIGHT)
    code, _, err = grade(inside, NAME, "class")
    assert code == 2
    assert "more than one submission" in err
    assert "\x1b" not in err


def test_a_submission_that_cannot_be_judged_is_our_fault(inside: Inside, again: Path) -> None:
    """It is named with the reason, the code is that of what could not be done, and the summary is printed."""
    suite = again / "solutions" / NAME / "test_hidden.py"
    suite.write_text(suite.read_text() + ERRS)
    code, out, err = grade(inside, NAME, "class/right.py", "--json")
    assert code == 2
    assert json.loads(out)["summary"]["failed"] == [["right", "test_ours: grader: MemoryError: "]]
    assert "right: could not be judged: test_ours: grader: MemoryError" in err
    assert err.endswith("grader: 1 submissions could not be judged; grade again, and report this fault\n")


@pytest.mark.usefixtures("again")
def test_a_cluster_is_said_to_need_what_is_not_installed(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it; nothing else of grader needs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    for name in ("cluster", "branch"):
        monkeypatch.delitem(sys.modules, f"grader.grading.{name}", raising=False)
    code, out, err = inside("grade", NAME, "class", "--cluster", "tcp://127.0.0.1:9")
    assert (code, out) == (2, "")
    assert err == "grader: --cluster needs distributed; install it with pip install 'grader[cluster]'\n"


@pytest.mark.usefixtures("again")
def test_jobs_are_the_clusters_own(inside: Inside) -> None:
    """What would have no effect is refused."""
    code, out, err = inside("grade", NAME, "class", "--cluster", "tcp://127.0.0.1:9", "--jobs", "2")
    assert (code, out) == (2, "")
    assert "--jobs and --cluster" in err


@pytest.mark.usefixtures("again")
def test_grading_needs_linux(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere what can be done is said."""
    monkeypatch.setattr("grader.cli.instructor.supported", lambda: False)
    code, out, err = grade(inside, NAME, "class")
    assert (code, out) == (2, "")
    assert "`grader check` runs the public suite anywhere" in err


@pytest.mark.usefixtures("again")
def test_a_class_is_shown_as_a_table(inside: Inside) -> None:
    """Students by name, with mean and median, for the instructor."""
    ran = inside("report", f"out/{NAME}")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["half", "graded", "4", "10", "4", "0"] in rows
    assert ["broken", "rejected", "0", "10", "0", "0"] in rows
    assert ["mean", "2", "graded", "7", "4", "3"] in rows


def test_one_student_is_shown_in_full(inside: Inside, again: Path) -> None:
    """For the instructor with the names of cases, and from within the folder without naming it."""
    ran = inside("report", "--student", "half", folder=again / "out" / NAME)
    assert (ran.code, ran.err) == (0, "")
    assert f"{NAME} · half" in ran.out
    assert "TestTotal::test_agrees" in ran.out


@pytest.mark.usefixtures("again")
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_student_is_shown_no_hidden_case(inside: Inside, form: tuple[str, ...]) -> None:
    """Neither the name nor the message of a case nor the seed is in what a student reads."""
    ran = inside("report", f"out/{NAME}", "--student", "half", "--audience", "student", *form)
    assert (ran.code, ran.err) == (0, "")
    assert "half" in ran.out
    assert "TestTotal" not in ran.out
    if form:
        (one,) = json.loads(ran.out)
        assert {case["message"] for exercise in one["exercises"] for case in exercise["cases"]} == {""}
        assert one["provenance"]["seed"] == 0


@pytest.mark.usefixtures("again")
def test_each_student_gets_a_page(inside: Inside, again: Path) -> None:
    """In the language asked for, and without what is hidden."""
    ran = inside("report", f"out/{NAME}", "--audience", "student", "--lang", "ko")
    assert (ran.code, ran.out) == (0, f"pages: out/{NAME}/pages\n")
    pages = {path.name: path.read_text() for path in (again / "out" / NAME / "pages").iterdir()}
    assert sorted(pages) == ["broken.html", "half.html", "right.html"]
    assert "이 제출물은 채점되지 않았습니다." in pages["broken.html"]
    assert all('<html lang="ko"' in page and "TestTotal" not in page for page in pages.values())


FIGURES = '''\
"""A figure."""

import numpy as np
from matplotlib.figure import Figure


def twice(student, language):
    """Show it."""
    figure = Figure()
    figure.subplots().plot(student.double(np.array([0.0, 1.0])))
    return figure


FIGURES = (twice,)
'''


@pytest.mark.parametrize("feedback", ["hint", "counterexample"])
def test_figures_are_for_those_who_may_see_what_is_expected(inside: Inside, again: Path, feedback: str) -> None:
    """They are drawn with the solution, once they are asked for."""
    (again / "solutions" / NAME / "figures.py").write_text(FIGURES)
    for file in (again / "out" / NAME / "reports").iterdir():
        file.write_text(file.read_text().replace('"feedback": "hint"', f'"feedback": "{feedback}"'))
    pages = again / "out" / NAME / "pages"
    for asked in ((), ("--figures",)):
        ran = inside("report", f"out/{NAME}", "--audience", "student", *asked)
        assert (ran.code, ran.err) == (0, "")
        shown = ["data:image/webp" in page.read_text() for page in pages.iterdir()]
        assert shown == [bool(asked) and feedback == "counterexample"] * 3


@pytest.mark.usefixtures("again")
def test_pages_need_no_course(inside: Inside, again: Path, tmp_path: Path) -> None:
    """They then say nothing of it; a course that was named must be there."""
    (again / "solutions").rename(tmp_path / "away")
    ran = inside("report", f"out/{NAME}", "--audience", "student")
    assert ran.code == 0
    assert "pages have no title and nothing to read: there is no course.toml here or above" in ran.err
    assert (
        f'<h1><span data-say="en" lang="en">{NAME}</span>'
        in next((again / "out" / NAME / "pages").iterdir()).read_text()
    )
    assert inside("report", f"out/{NAME}", "--audience", "student", "--course", "nowhere").code == 2


@pytest.mark.usefixtures("again")
@pytest.mark.parametrize("pictured", [True, False])
def test_an_instructor_gets_an_overview(
    inside: Inside, again: Path, monkeypatch: pytest.MonkeyPatch, *, pictured: bool
) -> None:
    """With the names of cases, compared with an earlier run, and with pictures where they can be drawn."""
    if not pictured:
        monkeypatch.setattr("grader.cli.pages.find_spec", lambda _: None)
    ran = inside("report", f"out/{NAME}", "--audience", "instructor", "--before", f"out/{NAME}")
    assert (ran.code, ran.out) == (0, f"overview: out/{NAME}/overview.html\n")
    page = (again / "out" / NAME / "overview.html").read_text()
    assert "TestTotal::test_agrees" in page
    assert "Since the run before" in page
    assert ('class="picture"' in page) == pictured
    assert ("pip install 'grader[instructor]'" in ran.err) != pictured


COMPARED = ("report", f"out/{NAME}", "--audience", "instructor", "--submissions", "class", "--similarity")


def test_an_overview_leads_to_what_was_handed_in(inside: Inside, again: Path) -> None:
    """Of who was graded or rejected; whoever has changed the file since is not compared, and that is told."""
    pytest.importorskip("copydetect")
    (again / "class" / "half.py").write_text(HALF + "# later\n")
    ran = inside(*COMPARED)
    assert (ran.code, ran.out) == (0, f"overview: out/{NAME}/overview.html\n")
    page = (again / "out" / NAME / "overview.html").read_text()
    assert [f'"../../class/{name}.py"' in page for name in ("right", "broken", "half")] == [True, True, False]
    assert "<li>half: what was graded is not among these submissions</li>" in page
    assert "Small exercises look alike" in page


def test_characters_that_hide_are_a_sign(inside: Inside, tmp_path: Path) -> None:
    """They are told with the line that they are on; joiners, which emoji have, are none. And no name is an address."""
    course = SmallCourse(tmp_path)
    course.submit(hides=RIGHT + "# user\u202e\u2066nimda\n", joins=RIGHT + "# \U0001f469\u200d\U0001f52c\n")
    course.submit(**{"javascript:alert(1)": RIGHT})
    course.grade(tmp_path / "out" / NAME)
    inside(*COMPARED[:-1])
    page = (tmp_path / "out" / NAME / "overview.html").read_text()
    assert '"reports/javascript%253Aalert%281%29.json"' in page
    assert '"../../class/javascript%3Aalert%281%29.py"' in page
    line = RIGHT.count("\n") + 1
    assert page.count("hidden characters (") == 1
    assert f"hidden characters (2): U+202E on line {line}" in page
    assert 'id="similarity"' not in page


@pytest.mark.usefixtures("again")
def test_similarity_says_what_it_needs(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """The submissions, and a detector, which is an extra."""
    ran = inside("report", f"out/{NAME}", "--audience", "instructor", "--similarity")
    assert (ran.code, ran.out) == (2, "")
    assert "--submissions PATH" in ran.err
    monkeypatch.setattr("grader.cli.submissions.find_spec", lambda _: None)
    ran = inside(*COMPARED)
    assert (ran.code, ran.out) == (2, "")
    assert "pip install 'grader[similarity]'" in ran.err


@pytest.mark.usefixtures("again")
def test_reports_are_told_as_json(inside: Inside) -> None:
    """All of them, whole, for the instructor."""
    ran = inside("report", f"out/{NAME}", "--json")
    found = json.loads(ran.out)
    assert [one["student"] for one in found] == ["broken", "half", "right"]
    assert set(found[0]) == set(Report.__struct_fields__)


def test_the_schema_is_printed(inside: Inside) -> None:
    """Without a folder to look at."""
    ran = inside("report", "--schema")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == json.loads(json.dumps(schema()))


@pytest.mark.usefixtures("again")
@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("class",), "class: there is no reports folder here; give the folder that `grade` wrote"),
        ((f"out/{NAME}", "--student", "nobody"), "there is no report of 'nobody'"),
        ((f"out/{NAME}", "--student", "half", "--lang", "xx"), "there are no phrases in 'xx'"),
        ((f"out/{NAME}", "--audience", "student", "--lang", "xx"), "there are no pages in 'xx'"),
        ((f"out/{NAME}", "--audience", "instructor", "--before", "class"), "class: there is no reports folder here"),
        ((f"out/{NAME}", "--audience", "parents"), "Invalid value for '--audience'"),
    ],
)
def test_what_cannot_be_shown_is_said(inside: Inside, arguments: tuple[str, ...], problem: str) -> None:
    """Exit code 2, and nothing on standard output."""
    ran = inside("report", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert problem in ran.err


def test_a_damaged_report_is_named(inside: Inside, again: Path) -> None:
    """With what to do about it."""
    (again / "out" / NAME / "reports" / "half.json").write_text("{")
    ran = inside("report", f"out/{NAME}")
    assert (ran.code, ran.out) == (2, "")
    assert "half.json: not a grader.report/1" in ran.err


def test_the_demo_grades_the_sample_class(inside: Inside, tmp_path: Path) -> None:
    """The table of the class, one report that lost marks, and where everything is."""
    SmallCourse(tmp_path)
    samples = tmp_path / "examples" / "class" / NAME
    samples.mkdir(parents=True)
    for name, source in (("student-01", RIGHT), ("student-02", HALF), ("student-03", EMPTY_HANDED)):
        (samples / f"{name}.py").write_text(source)
    ran = inside("demo", "--jobs", "1")
    assert ran.code == 0
    assert ["median", "3", "graded", "4", "4", "0"] in [line.split() for line in ran.out.splitlines()]
    assert f"{NAME} · student-02" in ran.out
    assert ran.out.endswith(f"3 graded\nreports:   out/{NAME}/reports\ngradebook: out/{NAME}/gradebook.csv\n")


def test_without_a_sample_class_there_is_no_demo(inside: Inside, tmp_path: Path) -> None:
    """Where it can be run is said."""
    (tmp_path / "course.toml").write_text(COURSE)
    ran = inside("demo")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no sample class; run the demo in a clone of grader's repository" in ran.err
