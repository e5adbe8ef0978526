"""The pages in a real browser: nothing on the console, no request, nothing that axe finds, and all of it works by keys.

Where there is no Chromium (Debian has a package) or no Playwright (the extra `dev` has it), these tests are skipped.
"""

import csv
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from report_samples import make_case, make_exercise, make_report

from grader.pages.findings import Beside, find
from grader.pages.overview import render_overview
from grader.pages.pictures import draw
from grader.pages.student import render_student
from grader.report.model import Diagnosis
from grader.similarity.alike import Pair, Similarity
from grader.verdict import Counterexample

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
RELU = make_exercise(
    "relu",
    score=0.5,
    status="partial",
    diagnosis=Diagnosis(misconception="keeps_negatives", hint={"en": "Look at the sign.", "ko": "부호를 보세요."}),
    counterexample=Counterexample(
        call="relu(np.array([1.0, -1.0]))", expected="np.array([1.0, 0.0])", got="np.array([1.0, -1.0])"
    ),
    cases=(make_case("T::a"), make_case("T::b", "failed", message="<script>alert(1)</script>")),
)
STUDENT = render_student(make_report("student-01", make_exercise(), RELU))
CLASS = [
    make_report("=1+1", make_exercise(), RELU),
    *(make_report(f"student-{n:02}", make_exercise(score=n % 3), RELU) for n in range(1, 100)),
    make_report("broken", make_exercise(score=0.0), RELU, status="rejected", reason="line 3: not Python"),
]
BEFORE = [make_report(f"student-{n:02}", make_exercise(score=0.0), RELU) for n in range(1, 9)]
ALIKE = Similarity(
    pairs=tuple(
        Pair(
            one="=1+1", other=f"student-{n:02}", share_of_one=n / 10, share_of_other=1.0, shared=90, exercises=("relu",)
        )
        for n in range(1, 9)
    ),
    left_out=(("broken", "there is more of it than is compared"),),
    more_than=10,
)
LINKED = {"student-05": Beside(signs=("hidden characters",), links=(("report", "reports/student-05.json"),))}
OVERVIEW = render_overview(CLASS, pictures=draw(find(CLASS)), earlier=BEFORE, similarity=ALIKE, beside=LINKED)
PAGES = {"student": STUDENT, "overview": OVERVIEW}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Give a browser."""
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


class Shown:
    """A page that is open, and what it complained of or asked for."""

    def __init__(self, browser: Any, file: Path, text: str, **look: Any) -> None:
        file.write_text(text, encoding="utf-8")
        self.page = browser.new_context(**look).new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())


@pytest.fixture
def student(browser: Any, tmp_path: Path) -> Any:
    """Give a student's page."""
    return Shown(browser, tmp_path / "page.html", STUDENT).page


@pytest.fixture
def overview(browser: Any, tmp_path: Path) -> Any:
    """Give the overview."""
    return Shown(browser, tmp_path / "page.html", OVERVIEW).page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_accessible_and_asks_for_nothing(
    browser: Any, tmp_path: Path, kind: str, width: int, scheme: str
) -> None:
    """On a phone or a screen, light or dark, in either language: no complaint, request or fault, no overflow."""
    file = tmp_path / "page.html"
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    shown = Shown(browser, file, PAGES[kind], **look)
    axe = files(pytest.importorskip("axe_core_python")).joinpath("axe.min.js").read_text(encoding="utf-8")
    shown.page.evaluate(axe)
    for _ in range(2):
        found = shown.page.evaluate("axe.run()")
        faults = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
        assert faults == []
        assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if kind == "overview":
            break
        shown.page.click("#language")
    assert shown.complaints == []
    assert shown.requests == [file.as_uri()]


def test_a_hint_unfolds_by_keyboard(student: Any) -> None:
    """Tab to it and press Enter."""
    hint = student.get_by_text("Look at the sign.")
    assert not hint.is_visible()
    for _ in range(9):
        student.keyboard.press("Tab")
        if student.evaluate("document.activeElement.parentElement.className") == "hint":
            break
    student.keyboard.press("Enter")
    assert hint.is_visible()


def test_the_language_switches_by_keyboard(student: Any) -> None:
    """There and back; the page says which language it is in."""
    assert student.get_by_text("Exercises").is_visible()
    for language, text in (("ko", "문제별 결과"), ("en", "Exercises")):
        student.focus("#language")
        student.keyboard.press("Space")
        assert student.evaluate("document.documentElement.lang") == language
        assert student.get_by_text(text, exact=True).is_visible()


def names(page: Any, table: str) -> list[str]:
    """Return the first cell of each row that is drawn."""
    found: list[str] = page.locator(f"{table} tbody th").all_inner_texts()
    return found


def test_a_table_sorts(overview: Any) -> None:
    """Numbers from the largest, then from the smallest; and says so."""
    head = overview.locator("#students thead th").filter(has_text="softmax")
    orders = []
    for _ in range(2):
        head.get_by_role("button").click()
        orders.append(
            (head.get_attribute("aria-sort"), overview.locator("#students tbody td:nth-child(8)").first.inner_text())
        )
    assert orders == [("descending", "2"), ("ascending", "0")]


def test_a_table_filters(overview: Any) -> None:
    """By any cell; how many are left is said."""
    overview.locator("#students input").fill("student-07")
    assert names(overview, "#students") == ["student-07"]
    assert overview.locator("#students [role=status]").inner_text() == "1 of 101"


def test_rows_are_drawn_as_they_come_into_sight(overview: Any) -> None:
    """Some at first, all in the end."""
    assert len(names(overview, "#students")) == 60
    overview.locator("#students .frame").evaluate("frame => frame.scrollTo(0, frame.scrollHeight)")
    overview.wait_for_function("document.querySelectorAll('#students tbody tr').length === 101")


def test_a_table_is_saved_without_a_formula(overview: Any) -> None:
    """Whatever a student is called, a spreadsheet shows it."""
    with overview.expect_download() as download:
        overview.locator("#students .bar button").click()
    with Path(download.value.path()).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Student", "Status", "Score", "What if", "Seconds", "CPU seconds", "MiB", "softmax", "relu"]
    assert len(rows) == 102
    assert "'=1+1" in {row[0] for row in rows}


def test_pairs_sort_filter_and_are_saved_like_all_tables(overview: Any) -> None:
    """By share, by name, and with no formula."""
    overview.locator("#pairs thead button").filter(has_text="% of one's own").click()
    shares = overview.locator("#pairs tbody td:nth-child(3)").all_inner_texts()
    assert shares == ["80", "70", "60", "50", "40", "30", "20", "10"]
    overview.locator("#pairs input").fill("student-03")
    assert names(overview, "#pairs") == ["=1+1"]
    with overview.expect_download() as download:
        overview.locator("#pairs .bar button").click()
    assert Path(download.value.path()).read_text().splitlines()[1] == "'=1+1,student-03,30,100,90,relu"


def test_what_moved_leads_to_who_it_was(overview: Any) -> None:
    """Sorted by how far it moved."""
    overview.locator("#changes thead button").filter(has_text="Moved by").click()
    assert names(overview, "#changes")[0] == "student-02"
    overview.locator("#changes").get_by_role("link", name="student-04").click()
    assert "student-04" in overview.locator("dialog").inner_text()


def test_a_misconception_leads_to_who_has_it(overview: Any) -> None:
    """And from there to what they got and where they failed."""
    overview.locator("#mistakes").get_by_role("link", name="student-05").click()
    told = overview.locator("dialog").inner_text()
    assert "student-05" in told
    assert "keeps_negatives" in told
    assert "T::b: failed" in told
    link = overview.locator("dialog").get_by_role("link", name="report")
    assert link.get_attribute("href") == "reports/student-05.json"
    overview.keyboard.press("Escape")
    assert not overview.locator("dialog").is_visible()


def test_a_dropped_case_moves_marks(overview: Any) -> None:
    """Without the case that all fail, all who passed the other have full marks there."""
    overview.locator("#cases").get_by_label("Drop T::b").check()
    effect = overview.locator("#effect").inner_text()
    assert "100 marks go up, 0 go down" in effect
    row = overview.locator("#students tbody tr").filter(has_text="student-02")
    assert row.locator("td").nth(1).inner_text() == "2.5"
    assert row.locator("td").nth(2).inner_text() == "4"


def test_other_points_move_marks(overview: Any) -> None:
    """Half of four points is two."""
    field = overview.locator("#parts").get_by_label("Points of relu")
    field.fill("4")
    field.blur()
    assert "of 6; 100 marks go up" in overview.locator("#effect").inner_text()


def test_a_thousand_students_open_at_once(browser: Any, tmp_path: Path) -> None:
    """All of them are there, and few are drawn."""
    many = [make_report(f"student-{n:04}", make_exercise(), RELU) for n in range(1000)]
    page = Shown(browser, tmp_path / "page.html", render_overview(many)).page
    assert page.locator("#students [role=status]").inner_text() == "1000"
    assert len(names(page, "#students")) == 60
