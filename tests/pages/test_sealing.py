"""A sealed page: its policy allows its own style and script and nothing else, and data is data."""

import base64
import hashlib
import json
import re

import pytest
from report_samples import HOSTILE, make_exercise, make_report

from grader.pages.overview import render_overview
from grader.pages.sealing import data
from grader.pages.student import render_student

REPORT = make_report("student-01", make_exercise())
PAGES = {"student": render_student(REPORT), "overview": render_overview([REPORT])}


def contents(page: str, tag: str) -> list[str]:
    """Return what stands in each element of that tag which has no attributes."""
    return re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)


def digest(text: str) -> str:
    """Return a digest as a policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("kind", PAGES)
def test_a_policy_allows_the_pages_own_style_and_script_alone(kind: str) -> None:
    """One of each, by its digest; no request to anywhere."""
    page = PAGES[kind].replace("&#39;", "'")
    (style,), (script,) = contents(page, "style"), contents(PAGES[kind], "script")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src '{digest(style)}'",
        f"script-src '{digest(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_says_nothing_that_its_policy_forbids(kind: str) -> None:
    """No style or handler in an element, and no address of another place."""
    page = PAGES[kind]
    assert not re.search(r"<[^>]*\s(style|on\w+|src)=", page)
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize(
    "text",
    [text for text in HOSTILE if "\ud800" not in text]  # no report on disk holds one
    + ["</script><script>alert(1)</script>", "<!--<script>", "a & b"],
)
def test_data_cannot_end_its_element(text: str) -> None:
    """Whatever a string holds, no tag begins in it, and a script reads it as it was."""
    written = data([text])
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == [text]
