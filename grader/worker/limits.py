"""Resource limits of a worker.

Covered: core dumps, CPU time, address space, file sizes, open files, locked memory, and the processes of an
ordinary user. Not covered: the processes of root, whom ``RLIMIT_NPROC`` does not bind; memory on macOS, which does
not enforce ``RLIMIT_AS``; anything on Windows, which has no such limits.
"""

import sys

MEBIBYTE = 1 << 20


def limit_memory(memory_mib: int) -> None:
    """Lower the address space of this process and its children to come; elsewhere than on Linux nothing happens."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415  not there on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory_mib * MEBIBYTE
    bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def limit_resources(memory_mib: int, cpu_seconds: int) -> None:
    """Lower this process's limits for good; a limit that the platform lacks is passed over."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not there on Windows

    memory = memory_mib * MEBIBYTE
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": cpu_seconds,
        "RLIMIT_AS": memory,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_NPROC": 512,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_SIGPENDING": 64,
    }
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        _, hard = resource.getrlimit(number)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (bound, bound))
