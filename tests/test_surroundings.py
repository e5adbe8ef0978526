"""Where grader runs, what stands in the way of confinement there, and the one line that would help."""

from collections.abc import Mapping

import pytest

from grader.doctor import examine
from grader.surroundings import Place, Surroundings, remedy, survey, why_not
from grader.worker.layers import Layer

UBUNTU = {"/proc/sys/kernel/osrelease": "6.8.0-45-generic\n", "/sys/kernel/security/lsm": "lockdown,landlock,apparmor"}
DOCKER = {**UBUNTU, "/.dockerenv": "", "/proc/self/status": "Name:\tpython\nSeccomp:\t2\nSeccomp_filters:\t1\n"}
APPARMOR = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns"


def look(files: Mapping[str, str], platform: str = "linux", **environ: str) -> Surroundings:
    """Survey a machine with these files and this environment."""
    return survey(platform, environ, files.get)


@pytest.mark.parametrize(
    ("files", "environ", "place", "described"),
    [
        (UBUNTU, {"GITHUB_ACTIONS": "true"}, Place.GITHUB, "GitHub Actions"),
        (DOCKER, {"GITHUB_ACTIONS": "true"}, Place.GITHUB, "GitHub Actions, in a container"),
        (DOCKER, {"GITLAB_CI": "true"}, Place.GITLAB, "GitLab CI, in a container"),
        ({**DOCKER, "/autograder": ""}, {}, Place.GRADESCOPE, "Gradescope"),
        (DOCKER, {}, Place.CONTAINER, "a container"),
        ({"/run/.containerenv": ""}, {}, Place.CONTAINER, "a container"),
        ({"/proc/sys/kernel/osrelease": "5.15.0-microsoft-standard-WSL2"}, {}, Place.WSL, "WSL"),
        (UBUNTU, {}, Place.LINUX, "Linux"),
        ({}, {}, Place.LINUX, "Linux"),
    ],
)
def test_each_place_is_known(files: Mapping[str, str], environ: dict[str, str], place: Place, described: str) -> None:
    """By what it says of itself, and inside a container or not."""
    around = look(files, **environ)
    assert (around.place, around.described) == (place, described)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_there_is_nothing_to_set(platform: str) -> None:
    """No setting makes another system Linux."""
    around = look({}, platform)
    for layer in Layer:
        assert (why_not(layer, around), remedy(layer, around)) == ("only Linux has it", "")


@pytest.mark.parametrize(
    ("files", "environ", "reason", "line"),
    [
        (
            {**UBUNTU, APPARMOR: "1\n"},
            {"GITHUB_ACTIONS": "true"},
            "userns=1",
            "sudo sysctl -w kernel.apparmor_restrict",
        ),
        ({**UBUNTU, APPARMOR: "0\n"}, {}, "", ""),
        (
            {"/proc/sys/kernel/unprivileged_userns_clone": "0"},
            {},
            "clone=0",
            "sysctl -w kernel.unprivileged_userns_clone=1",
        ),
        ({"/proc/sys/user/max_user_namespaces": "0"}, {}, "namespaces=0", "user.max_user_namespaces=10000"),
        (DOCKER, {}, "system call filter", "docker run --security-opt seccomp=unconfined"),
        (
            DOCKER,
            {"GITLAB_CI": "true"},
            "system call filter",
            '[runners.docker]: security_opt = ["seccomp:unconfined"]',
        ),
        (DOCKER, {"GITHUB_ACTIONS": "true"}, "system call filter", "options: --security-opt seccomp=unconfined"),
        ({**DOCKER, "/autograder": ""}, {}, "system call filter", "nothing on Gradescope does"),
    ],
)
def test_namespaces_have_a_reason_and_a_line_in_each_place(
    files: Mapping[str, str], environ: dict[str, str], reason: str, line: str
) -> None:
    """What refuses them, and what would allow them there."""
    around = look(files, **environ)
    assert reason in why_not(Layer.NAMESPACES, around)
    assert line in remedy(Layer.NAMESPACES, around)
    assert bool(line) == bool(remedy(Layer.NAMESPACES, around))


@pytest.mark.parametrize(
    ("files", "reason", "line"),
    [
        ({"/proc/sys/kernel/osrelease": "5.4.0"}, "the kernel is 5.4", ""),
        ({"/sys/kernel/security/lsm": "capability,apparmor\n"}, "security modules", "lsm=landlock,capability,apparmor"),
        (DOCKER, "too old to know it", ""),
    ],
)
def test_landlock_has_a_reason(files: Mapping[str, str], reason: str, line: str) -> None:
    """Its age, its absence, or a filter in front of it."""
    around = look(files)
    assert reason in why_not(Layer.LANDLOCK, around)
    assert remedy(Layer.LANDLOCK, around).endswith(line)


def test_the_doctor_says_both() -> None:
    """In the sign of the layer that does not work, and of no other."""
    working = dict.fromkeys((layer.value for layer in Layer), True) | {"namespaces": False}
    signs = {sign.name: sign for sign in examine(1, working, look(DOCKER))}
    assert signs["place"].found == "a container"
    assert (
        signs["namespaces"].found
        == "not used here: the container's own system call filter refuses it, or is too old to know it"
    )
    assert signs["namespaces"].advice.startswith("docker run")
    assert signs["landlock"].advice == signs["seccomp"].advice == ""
