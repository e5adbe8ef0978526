"""Where this is (a CI's runner, a platform's container, a laptop), and what there stands in the way of confinement.

Whether a layer works is found out by trying it, never here; this only explains what did not. Environment and files are
handed in, so that a test can be anywhere.
"""

import enum
import re
from collections.abc import Callable, Mapping

import msgspec

from grader.worker.layers import Layer

_LANDLOCK_SINCE = (5, 13)
_FILTERED = re.compile(r"^Seccomp:\s*2$", re.MULTILINE)


class Place(enum.StrEnum):
    """Where grader runs."""

    GITHUB = "GitHub Actions"
    GITLAB = "GitLab CI"
    GRADESCOPE = "Gradescope"
    CONTAINER = "a container"
    WSL = "WSL"
    LINUX = "Linux"
    ELSEWHERE = "no Linux"


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The place, whether it is inside a container, and what the kernel says of itself."""

    place: Place = Place.LINUX
    contained: bool = False
    filtered: bool = False
    kernel: tuple[int, int] = _LANDLOCK_SINCE
    modules: str = "landlock"
    restricted: str = ""

    @property
    def described(self) -> str:
        """The place in words."""
        inside = self.contained and self.place in {Place.GITHUB, Place.GITLAB}
        return f"{self.place}, in a container" if inside else self.place.value


def survey(platform: str, environ: Mapping[str, str], read: Callable[[str], str | None]) -> Surroundings:
    """Look around; ``read`` returns a file's text, None where it cannot be read, a folder's as empty."""
    if not platform.startswith("linux"):
        return Surroundings(place=Place.ELSEWHERE)
    contained = any(read(path) is not None for path in ("/.dockerenv", "/run/.containerenv"))
    release = read("/proc/sys/kernel/osrelease") or ""
    version = re.match(r"(\d+)\.(\d+)", release)
    closed = (
        ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
        ("kernel.unprivileged_userns_clone", "0", "1"),
        ("user.max_user_namespaces", "0", "10000"),
    )
    shut = (
        f"{name}={opened}" for name, value, opened in closed
        if (read(f"/proc/sys/{name.replace('.', '/')}") or "").strip() == value
    )  # fmt: skip
    return Surroundings(
        place=_place(environ, read, release, contained=contained),
        contained=contained,
        filtered=bool(_FILTERED.search(read("/proc/self/status") or "")),
        kernel=(int(version[1]), int(version[2])) if version else _LANDLOCK_SINCE,
        modules=read("/sys/kernel/security/lsm") or "landlock",
        restricted=next(shut, ""),
    )


def why_not(layer: Layer, around: Surroundings) -> str:
    """Return what most likely keeps a layer from working, in half a sentence; nothing where that is not known."""
    if around.place is Place.ELSEWHERE:
        return "only Linux has it"
    filtered = (around.filtered, "the container's own system call filter refuses it, or is too old to know it")
    known = {
        Layer.NAMESPACES: (
            (bool(around.restricted), f"the kernel is set to refuse it ({_as_is(around.restricted)})"),
            filtered,
        ),
        Layer.LANDLOCK: (
            (around.kernel < _LANDLOCK_SINCE, f"the kernel is {_version(around.kernel)}, and it came with 5.13"),
            ("landlock" not in around.modules, "it is not among the kernel's security modules"),
            filtered,
        ),
    }
    return next((reason for holds, reason in known.get(layer, ()) if holds), "")


def remedy(layer: Layer, around: Surroundings) -> str:
    """Return the one line that would give a layer in this place; nothing where none would."""
    if layer is Layer.NAMESPACES:
        return _open_namespaces(around)
    if layer is Layer.LANDLOCK and around.place in {Place.LINUX, Place.WSL} and "landlock" not in around.modules:
        return f"add landlock to the kernel's boot option: lsm=landlock,{around.modules.strip()}"
    return ""


def _open_namespaces(around: Surroundings) -> str:
    if around.place is Place.GRADESCOPE:
        return "nothing on Gradescope does; for the full tier grade the downloaded submissions on a machine of your own"
    if around.place is Place.GITLAB and around.contained:
        return 'in the runner\'s config.toml, under [runners.docker]: security_opt = ["seccomp:unconfined"]'
    if around.place is Place.GITHUB and around.contained:
        return "in the workflow, under container: options: --security-opt seccomp=unconfined"
    if around.contained:
        return "docker run --security-opt seccomp=unconfined ..."
    return f"sudo sysctl -w {around.restricted}" if around.restricted else ""


def _version(numbers: tuple[int, int]) -> str:
    return f"{numbers[0]}.{numbers[1]}"


def _as_is(setting: str) -> str:
    """Return how a setting stands that would have to be ``setting``."""
    name, _, opened = setting.partition("=")
    return f"{name}={'0' if opened != '0' else '1'}"


def _place(environ: Mapping[str, str], read: Callable[[str], str | None], release: str, *, contained: bool) -> Place:
    if environ.get("GITHUB_ACTIONS") == "true":
        return Place.GITHUB
    if environ.get("GITLAB_CI") == "true":
        return Place.GITLAB
    if read("/autograder") is not None:
        return Place.GRADESCOPE
    if contained:
        return Place.CONTAINER
    return Place.WSL if "microsoft" in release.casefold() else Place.LINUX
