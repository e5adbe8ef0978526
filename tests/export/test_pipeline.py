"""CI files: right by their platforms' own schemas, and their steps do what they say when they are run."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from commanding import Command
from small_course import HALF, NAME, SmallCourse

from grader.judge.service import supported

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

PLACES = {"github": ".github/workflows/classroom.yml", "gitlab": ".gitlab-ci.yml"}
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


class Repository:
    """A student's repository of the released assignment, with the CI file, the encrypted suite, and its key."""

    def __init__(self, folder: Path, course: SmallCourse, command: Command) -> None:
        self.folder = folder
        command.folder = course.root
        assert command("release").code == 0
        shutil.copytree(course.root / "assignments" / NAME, folder)
        (folder / "small.py").write_text(HALF)
        ran = command("bundle", NAME, "--to", folder / f"{NAME}.bundle")
        assert ran.code == 0, ran.err
        self.key = ran.out.splitlines()[-1].removeprefix("GRADER_BUNDLE_KEY=")
        for host, place in PLACES.items():
            assert command("export", host, NAME, "--to", folder / place).code == 0
        self._bin = folder.parent / "bin"
        self._bin.mkdir()
        wrapper = self._bin / "grader"
        wrapper.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from grader.cli import main; main()" "$@"\n')
        wrapper.chmod(0o755)

    def load(self, host: str) -> Any:
        """Read the CI file as the platform does."""
        return yaml.safe_load((self.folder / PLACES[host]).read_text())

    def run(self, script: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a step as a runner does: bash, stopping at the first failure."""
        path = f"{self._bin}:{os.environ['PATH']}"
        return subprocess.run(
            ["/bin/bash", "-e", "-o", "pipefail", "-c", script],
            cwd=self.folder,
            env={**os.environ, "PATH": path, **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def repository(tmp_path: Path, command: Command) -> Repository:
    """Make one."""
    return Repository(tmp_path / "repository", SmallCourse(tmp_path / "home"), command)


@pytest.mark.parametrize("host", PLACES)
def test_it_fits_its_platforms_own_schema(host: str, repository: Repository) -> None:
    """The schemas that the platforms publish."""
    arguments = ["--builtin-schema", SCHEMAS[host], str(repository.folder / PLACES[host])]
    done = subprocess.run([sys.executable, "-m", "check_jsonschema", *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.fixture
def github(repository: Repository, tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Run the workflow's step with a key, and return what it wrote where GitHub reads."""

    def run(key: str) -> dict[str, str]:
        (step,) = (one for one in repository.load("github")["jobs"]["run-autograding-tests"]["steps"] if "id" in one)
        assert step["env"] == {"GRADER_BUNDLE_KEY": "${{ secrets.GRADER_BUNDLE_KEY }}"}
        files = {name: tmp_path / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
        done = repository.run(step["run"], GRADER_BUNDLE_KEY=key, **{name: str(path) for name, path in files.items()})
        assert done.returncode == 0, done.stderr
        junit = (repository.folder / "junit.xml").read_text()
        return {"log": done.stdout, "junit": junit, **{name: path.read_text() for name, path in files.items()}}

    return run


def test_the_workflow_grades_with_the_hidden_suite(
    github: Callable[[str], dict[str, str]], repository: Repository
) -> None:
    """Summary, annotation, JUnit, the reporter's result; of the suite no name, of the key no trace."""
    told = github(repository.key)
    assert told["GITHUB_STEP_SUMMARY"].startswith("# 01&#95;small: 4 / 10\n")
    assert "::error file=small.py,title=total%3A 0 / 6::" in told["log"]
    result = json.loads(base64.b64decode(told["GITHUB_OUTPUT"].removeprefix("result=")))
    assert [test["score"] for test in result["tests"]] == [4.0, 0.0]
    everything = "".join(told.values())
    assert "test_agrees" not in everything
    assert repository.key not in everything


def test_a_fork_gets_the_public_suite_alone(github: Callable[[str], dict[str, str]]) -> None:
    """Without the secret, and with what the suite that everybody has says in full."""
    told = github("")
    assert "test_three" in told["junit"]
    assert "4 / 10" in told["GITHUB_STEP_SUMMARY"]


@pytest.mark.parametrize("key", ["hidden", ""])
def test_the_pipeline_leaves_junit_and_a_page(key: str, repository: Repository) -> None:
    """What its artifacts name is there, and the reports of the hidden suite are not."""
    job = repository.load("gitlab")["grade"]
    (install, script) = job["script"]
    assert "pip install" in install
    done = repository.run(script, GRADER_BUNDLE_KEY=repository.key if key else "")
    assert done.returncode == 0, done.stderr
    assert job["artifacts"]["reports"]["junit"] == "junit.xml"
    assert "<testsuites" in (repository.folder / "junit.xml").read_text()
    page = (repository.folder / "report" / "index.html").read_text()
    assert "4 of 10 points" in page
    assert ("test_three" in page) == (not key)
    assert not (repository.folder / "out").exists()


def test_a_bundle_is_opened_by_its_key_alone(repository: Repository, command: Command) -> None:
    """Another key, a changed byte, no key: exit code 2, and nothing of it on disk."""
    path = repository.folder / f"{NAME}.bundle"
    assert b"test_agrees" not in path.read_bytes()
    arguments = ("grade", NAME, repository.folder / "small.py", "--bundle", path, "--out", "graded")
    other = base64.urlsafe_b64encode(bytes(32)).decode()
    assert "another key, or a damaged file" in command(*arguments, GRADER_BUNDLE_KEY=other).err
    assert "is no key" in command(*arguments, GRADER_BUNDLE_KEY="x").err
    assert "--bundle needs the key" in command(*arguments, GRADER_BUNDLE_KEY="").err
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    ran = command(*arguments, GRADER_BUNDLE_KEY=repository.key)
    assert (ran.code, "a damaged file" in ran.err) == (2, True)


def test_a_page_runs_nothing_of_a_student(repository: Repository) -> None:
    """What a student wrote is text in it, and its policy allows its own script alone."""
    (repository.folder / "small.py").write_text("def double(x):\n    raise ValueError('<script>alert(1)</script>')\n")
    (_, script) = repository.load("gitlab")["grade"]["script"]
    assert repository.run(script, GRADER_BUNDLE_KEY="").returncode == 0
    page = (repository.folder / "report" / "index.html").read_text()
    assert "&lt;script&gt;alert(1)" in page
    assert page.count("<script") == 1
    assert "script-src &#39;sha256-" in page
