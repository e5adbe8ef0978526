"""What a worker is made of before any freedom is taken."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from grader.worker import landlock, probe, start
from grader.worker.layers import Confinement, Layer


def test_the_configuration_is_read_back() -> None:
    """As the judge writes it."""
    text = json.dumps({"memory_mib": 1, "cpu_seconds": 2, "seed": 3, "layers": ["seccomp"], "descriptors": [4, 5]})
    assert start.read_configuration(text) == start.Configuration(1, 2, 3, frozenset({Layer.SECCOMP}), (4, 5))


def test_only_what_is_needed_may_be_read() -> None:
    """The standard library without site-packages, NumPy, the system's libraries; not the grader, not its course."""
    paths = start.readable_paths()
    assert os.__file__ in paths
    assert str(Path(np.__file__).parent) in paths
    assert not [path for path in paths if "site-packages" in Path(path).parts[-1:] or "grader" in Path(path).name]


def test_a_worker_forgets_where_the_framework_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of the import path is the standard library."""
    monkeypatch.setattr(sys, "path", ["/somewhere", *sys.path])
    monkeypatch.setattr(sys, "argv", ["grader", "secret"])
    start.forget_the_framework()
    assert sys.argv == [""]
    assert all(Path(os.__file__).parent in (Path(path), *Path(path).parents) for path in sys.path)


def test_common_modules_are_loaded() -> None:
    """What honest submissions import is there even where no file can be opened."""
    start.warm_up()
    assert {"unicodedata", "queue", "numpy.polynomial"} <= sys.modules.keys()


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_layers_are_prepared_before_they_are_put_on() -> None:
    """The rules are a descriptor that workers inherit; nothing is confined yet."""
    confinement = Confinement(frozenset({Layer.LANDLOCK, Layer.SECCOMP}), start.readable_paths())
    assert confinement._ruleset is not None
    os.close(confinement._ruleset)
    assert Path(__file__).read_text()


def test_no_layer_is_nothing_to_put_on() -> None:
    """The weakest tier goes through the same steps."""
    confinement = Confinement(frozenset(), ())
    confinement.put_on()
    confinement.seal()
    assert Path(__file__).read_text()


def test_the_probe_answers_for_every_layer(capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON object; what fails or raises does not work."""
    probe.main()
    answer = json.loads(capsys.readouterr().out)
    # bubblewrap is around the worker, and tried by who starts it.
    assert answer.keys() == {layer.value for layer in Layer} - {Layer.BUBBLEWRAP.value}
    assert not probe._works(lambda: False)
    assert not probe._works(lambda: 1 // 0 == 0)
