"""The overview's pictures: part of a page, the same every time, and told in words."""

import re
from xml.etree import ElementTree as ET

import pytest
from report_samples import make_exercise, make_report

from grader.pages.findings import find
from grader.pages.pictures import draw

CLASS = [
    make_report(f"s{n}", make_exercise("<one>", score=n / 2), make_exercise("two", score=n / 3, max_score=3.0))
    for n in range(4)
]
PICTURES = draw(find(CLASS))


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_has_a_title_and_says_what_it_shows(picture: str) -> None:
    """In elements that it is labelled by."""
    root = ET.fromstring(picture)  # noqa: S314  our own
    said = {element.get("id"): element.text for element in root if element.tag in {"title", "desc"}}
    assert root.get("role") == "img"
    assert root.attrib["aria-labelledby"].split() == list(said)
    assert all(said.values())


def test_a_picture_tells_its_numbers() -> None:
    """How many have which score, and each exercise's figures."""
    scores, exercises = PICTURES
    assert "0 to 0.25: 1; 0.75 to 1: 1; 1.5 to 1.75: 1; 2.5 to 2.75: 1." in scores
    assert "1 &lt;one&gt;: 0.38, 1.00; 2 two: 0.17, 1.00." in exercises


def test_the_pictures_of_a_page_share_no_name_and_refer_to_their_own() -> None:
    """Every name is there once, and whatever is referred to exists."""
    text = "".join(PICTURES)
    names = re.findall(r' id="([^"]*)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]*)', text)) <= set(names)


def test_a_picture_has_no_style_and_no_colour_of_its_own() -> None:
    """The page's policy forbids the one, its dark mode the other."""
    text = "".join(PICTURES)
    assert "style" not in text
    assert "#000000" not in text
    assert "http" not in text


def test_a_class_has_the_same_pictures_every_time() -> None:
    """To the byte."""
    assert draw(find(CLASS)) == PICTURES


def test_a_class_of_nobody_can_be_drawn() -> None:
    """Axes without a mark."""
    assert len(draw(find([]))) == 2
