"""How strongly submissions are confined here: tiers with honest names, chosen by what really works.

Each tier is a set of layers; resource limits, an empty environment and a process of its own are in all of them.
"""

import enum
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from grader.errors import UsageError
from grader.worker.layers import Layer


class Tier(enum.StrEnum):
    """What a report may claim, strongest first."""

    FULL = "full"
    KERNEL = "kernel"
    NOFILES = "nofiles"
    NONE = "none"


class Sandbox(msgspec.Struct, frozen=True, kw_only=True):
    """A tier and the layers that it puts on here; root is given up where that works, in every tier but none."""

    tier: Tier
    layers: tuple[Layer, ...]


_NEEDED: Final = MappingProxyType(
    {
        Tier.FULL: (Layer.NAMESPACES, Layer.LANDLOCK, Layer.SECCOMP),
        Tier.KERNEL: (Layer.LANDLOCK, Layer.SECCOMP),
        Tier.NOFILES: (Layer.SECCOMP,),
        Tier.NONE: (),
    }
)

_ADVICE: Final = MappingProxyType(
    {
        Tier.FULL: "",
        Tier.KERNEL: (
            "for the full tier allow unprivileged user namespaces: outside Docker, or there with"
            " --security-opt seccomp=unconfined; on Ubuntu sysctl kernel.apparmor_restrict_unprivileged_userns=0"
        ),
        Tier.NOFILES: (
            "for the kernel tier use a kernel from 5.13 on with landlock among its security modules (boot option lsm=)"
        ),
        Tier.NONE: "for any confinement grade on Linux, x86-64 or aarch64, where seccomp filters are allowed",
    }
)


def choose(working: Mapping[str, bool], wanted: Tier | None) -> Sandbox:
    """Return the strongest sandbox that works, or the wanted one.

    UsageError where the wanted one does not work, or where none works and nobody asked for none.
    """
    strongest = next(tier for tier in Tier if all(working.get(layer) for layer in _NEEDED[tier]))
    tier = strongest if wanted is None else wanted
    missing = [layer.value for layer in _NEEDED[tier] if not working.get(layer)]
    if missing:
        raise UsageError(f"--sandbox {tier}: {' and '.join(missing)} cannot be used here; {advice(strongest)}")
    if tier is Tier.NONE and wanted is None:
        raise UsageError(f"nothing confines submissions here; {advice(tier)}, or say --sandbox none at your own risk")
    return Sandbox(tier=tier, layers=(*_more(tier, working), *_NEEDED[tier]))


def _more(tier: Tier, working: Mapping[str, bool]) -> Iterator[Layer]:
    """Give what a tier can do without, and has where it works."""
    if tier is not Tier.NONE and working.get(Layer.IDENTITY):
        yield Layer.IDENTITY
    # A tier below the strongest may be meant to try what a machine without namespaces can do.
    if working.get(Layer.BUBBLEWRAP) and (tier is Tier.FULL or not working.get(Layer.NAMESPACES)):
        yield Layer.BUBBLEWRAP


def advice(tier: Tier) -> str:
    """Return in one sentence what would give more than this tier; nothing for the strongest."""
    return _ADVICE[tier]
