"""The doctor: one sign for each thing looked at, well or with advice."""

import sys

import pytest

from grader.doctor import Sign, examine
from grader.surroundings import Surroundings
from grader.worker.layers import Layer

EVERYTHING = dict.fromkeys((layer.value for layer in Layer), True)


def signs(working: dict[str, bool] | None = None) -> dict[str, Sign]:
    """Examine a machine of two cores on which these layers work, all unless said."""
    return {sign.name: sign for sign in examine(2, EVERYTHING if working is None else working, Surroundings())}


def test_a_machine_that_has_everything_needs_no_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sign is well, and the strongest tier is found."""
    monkeypatch.setattr(sys, "platform", "linux")
    found = signs()
    assert all(sign.well and not sign.advice for sign in found.values())
    assert found["sandbox"].found == "tier full"
    assert found["jobs"].found.startswith("2 of ")


def test_each_sign_has_a_name_of_its_own() -> None:
    """Nothing is looked at twice, and each layer is looked at."""
    names = [sign.name for sign in examine(1, {}, Surroundings())]
    assert len(set(names)) == len(names)
    assert {"python", "place", "grading", "jobs", "numpy", "pytest", "jinja2", *EVERYTHING} <= set(names)


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0)])
def test_an_untried_python_is_said(monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]) -> None:
    """Older and newer versions than those tried come with advice."""
    monkeypatch.setattr(sys, "version_info", version)
    sign = signs()["python"]
    assert (sign.well, sign.advice) == (False, "use Python 3.11, 3.12 or 3.13")


def test_where_grading_is_not_possible_the_doctor_says_what_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A student's own machine may be any."""
    monkeypatch.setattr(sys, "platform", "darwin")
    sign = signs()["grading"]
    assert not sign.well
    assert "`grader check` works here" in sign.advice


@pytest.mark.parametrize("layer", [layer for layer in Layer if layer not in {Layer.IDENTITY, Layer.BUBBLEWRAP}])
def test_a_layer_that_is_missing_is_said(layer: Layer) -> None:
    """Without a layer the tier is a weaker one, and the advice says what would give more."""
    found = signs({**EVERYTHING, layer.value: False})
    assert not found[layer.value].well
    assert found["sandbox"].found != "tier full"
    assert found["sandbox"].advice


def test_the_tier_is_full_without_bubblewrap() -> None:
    """It is a wall behind other walls; that it is missing is told, and no fault."""
    found = signs({**EVERYTHING, Layer.BUBBLEWRAP.value: False})
    assert found["bubblewrap"].well
    assert found["bubblewrap"].found == "not used here"
    assert found["sandbox"].found == "tier full"


def test_an_ordinary_user_has_no_root_to_give_up() -> None:
    """That the identity stays as it was is no fault."""
    sign = signs({**EVERYTHING, Layer.IDENTITY.value: False})[Layer.IDENTITY.value]
    assert (sign.well, sign.found) == (True, "not used here")


def test_a_machine_that_confines_nothing_is_not_well() -> None:
    """The tier none is named, with what to do about it."""
    sign = signs({})["sandbox"]
    assert (sign.well, sign.found) == (False, "tier none")
    assert sign.advice
