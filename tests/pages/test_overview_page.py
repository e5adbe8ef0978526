"""The overview: what its script is given."""

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import PROVENANCE, UNHURRIED, make_case, make_exercise, make_report, reports

from grader.pages.overview import render_overview
from grader.report.cells import FORMULA
from grader.report.model import Report
from grader.similarity.alike import Pair, Similarity


def given_to(page: str) -> dict[str, Any]:
    """Return the data in a page."""
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    read: dict[str, Any] = json.loads(found)
    return read


ONE = make_report(
    "a", make_exercise(score=1.0, status="partial", cases=(make_case("T::x"), make_case("T::y", "failed")))
)


def test_the_data_is_there_once() -> None:
    """Each name of a case once, however many students there are."""
    page = render_overview([msgspec.structs.replace(ONE, student=f"s{n}") for n in range(9)])
    assert page.count("T::x") == 1
    assert [row["letters"] for row in given_to(page)["rows"]] == ["pf"] * 9


def test_a_thousand_students_are_a_small_page() -> None:
    """A hundred and fifty cases of eleven exercises, in less than a megabyte."""
    many = tuple(
        make_exercise(f"exercise_{n}", cases=tuple(make_case(f"TestIt::test_{n}_{k}") for k in range(14)))
        for n in range(11)
    )
    page = render_overview([make_report(f"student-{n:04}", *many) for n in range(1000)])
    assert len(page.encode()) < 1_000_000


def test_what_moved_since_an_earlier_run_is_told() -> None:
    """Of those who are in both, with what was another then; nothing is told where nothing is compared."""
    now = [
        make_report("a", make_exercise(score=2.0)),
        make_report("b", make_exercise()),
        make_report("new", make_exercise()),
    ]
    other = msgspec.structs.replace(PROVENANCE, suite="sha256:cc", numpy="1.0")
    before = [
        make_report("a", make_exercise(score=1.0), provenance=other),
        make_report("b", make_exercise(), provenance=other),
        make_report("gone"),
    ]
    because = "the suite, the grader or its machine"
    assert given_to(render_overview(now, earlier=before))["changes"] == [["a", 1.0, 2.0, "softmax", because]]
    assert given_to(render_overview(now))["changes"] == []


@pytest.mark.parametrize(
    ("field", "because"),
    [("submission", "the submission"), ("suite", "the suite"), ("", "when it was handed in, or was due")],
)
def test_what_moved_says_what_had_changed(field: str, because: str) -> None:
    """A student who handed in anew, an author, or the calendar."""
    other = msgspec.structs.replace(PROVENANCE, **({field: "sha256:other"} if field else {}))
    old, new = make_report("a", make_exercise(score=1.0), provenance=other), make_report("a", make_exercise())
    ((*_, found),) = given_to(render_overview([new], earlier=[old]))["changes"]
    assert found == because


def test_pairs_refer_to_students_by_their_place() -> None:
    """In the order of names, whatever the order of reports; with the warning, and who was left out."""
    pair = Pair(one="c", other="a", share_of_one=0.75, share_of_other=1.0, shared=90, exercises=("softmax", "relu"))
    similarity = Similarity(pairs=(pair,), left_out=(("<b>", "too long"),), more_than=10)
    page = render_overview([make_report(name, make_exercise()) for name in "cba"], similarity=similarity)
    assert given_to(page)["pairs"] == [[2, 0, 0.75, 1.0, 90, "softmax, relu"]]
    assert "Small exercises look alike" in page
    assert "<li>&lt;b&gt;: too long</li>" in page


def test_similarity_is_off_unless_it_was_asked_for() -> None:
    """No table, no section."""
    page = render_overview([ONE])
    assert given_to(page)["pairs"] is None
    assert 'id="similarity"' not in page


def test_what_a_formula_begins_with_is_the_gradebooks() -> None:
    """One rule for both exports."""
    assert given_to(render_overview([ONE]))["formula"] == list(FORMULA)


@UNHURRIED
@given(st.lists(reports, max_size=3, unique_by=lambda report: report.student))
def test_hostile_text_is_data(found: list[Report]) -> None:
    """However a class is called, the page has its own elements and no more."""
    page, plain = render_overview(found), render_overview([ONE])
    assert len(given_to(page)["rows"]) == len(found)
    assert re.findall(r"<(?:script|html|body|dialog)\b", page) == re.findall(r"<(?:script|html|body|dialog)\b", plain)


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_a_class_is_one(count: int) -> None:
    """There is no reliability to tell, nor anything to divide by."""
    page = render_overview([ONE][:count])
    assert f"<dt>students</dt><dd>{count}</dd>" in page
    assert "<dt>reliability (α)</dt><dd>—</dd>" in page  # noqa: RUF001  the letter that it is called by
