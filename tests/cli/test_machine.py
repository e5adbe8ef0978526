"""Doctor: what this machine can do, as a list and as JSON."""

import json

import pytest
from commanding import Inside


def test_each_sign_has_a_line(inside: Inside) -> None:
    """A mark, a name, what was found; whatever it is, the doctor did its job."""
    ran = inside("doctor")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("✓ python")
    assert all(line.startswith(("✓ ", "✗ ", "  ")) for line in lines)


def test_what_is_missing_comes_with_advice(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cross, and below it what to do; the doctor did its job all the same."""
    monkeypatch.setattr("grader.cli.machine.probe", dict)
    ran = inside("doctor")
    assert (ran.code, ran.err) == (0, "")
    cross = next(place for place, line in enumerate(ran.out.splitlines()) if line.startswith("✗ sandbox"))
    assert ran.out.splitlines()[cross + 1].strip().startswith("for any confinement grade on Linux")


def test_the_signs_are_told_as_json(inside: Inside) -> None:
    """One document with the same signs."""
    ran = inside("doctor", "--json")
    document = json.loads(ran.out)
    assert (ran.code, document["schema"]) == (0, "grader.doctor/1")
    assert {"python", "sandbox", "numpy"} <= {sign["name"] for sign in document["signs"]}
    assert set(document["signs"][0]) == {"name", "well", "found", "advice"}
