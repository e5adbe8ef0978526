"""How a worker begins: what it may read, what it is given, and the order in which its freedoms are taken.

Configuration comes as one JSON argument, because the environment of a worker is empty.
"""

import dataclasses
import gc
import importlib
import json
import os
import random
import socket
import sys
import sysconfig

import numpy as np

from grader.wire import Channel
from grader.wire.arena import Arena
from grader.wire.messages import READY, UNREADY
from grader.worker.layers import Confinement, Layer
from grader.worker.limits import limit_resources
from grader.worker.server import Server


@dataclasses.dataclass(frozen=True, slots=True)
class Configuration:
    """What the judge decides about its workers."""

    memory_mib: int
    cpu_seconds: int
    seed: int
    layers: frozenset[Layer]
    descriptors: tuple[int, ...]


def read_configuration(text: str) -> Configuration:
    """Read the configuration that the judge wrote."""
    fields = json.loads(text)
    layers = frozenset(map(Layer, fields.pop("layers")))
    return Configuration(**fields | {"descriptors": tuple(fields["descriptors"]), "layers": layers})


def readable_paths() -> tuple[str, ...]:
    """Return what an honest submission needs to read: the standard library without site-packages, and NumPy.

    Landlock cannot subtract, so the entries of the standard library's folder are listed one by one.
    """
    library = sysconfig.get_path("stdlib")
    entries = [os.path.join(library, entry) for entry in sorted(os.listdir(library)) if entry != "site-packages"]  # noqa: PTH118, PTH208  pathlib is not loaded here
    numpy = os.path.dirname(np.__file__)  # noqa: PTH120  as above
    return (*entries, numpy, numpy + ".libs", "/usr/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "/dev/null")


_COMMON_MODULES = (
    *(
        "abc",
        "array",
        "bisect",
        "builtins",
        "calendar",
        "cmath",
        "collections",
        "collections.abc",
        "contextlib",
        "copy",
    ),
    *(
        "csv",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "fractions",
        "functools",
        "gc",
        "hashlib",
        "heapq",
        "inspect",
    ),
    *(
        "io",
        "itertools",
        "json",
        "logging",
        "math",
        "numbers",
        "operator",
        "os",
        "pathlib",
        "pickle",
        "pprint",
        "queue",
    ),
    *("random", "re", "statistics", "string", "struct", "sys", "tempfile", "textwrap", "threading", "time", "timeit"),
    *("traceback", "types", "typing", "unittest", "unicodedata", "uuid", "warnings", "weakref", "zlib", "__future__"),
    *("numpy.fft", "numpy.linalg", "numpy.ma", "numpy.polynomial", "numpy.random", "numpy.testing", "numpy.typing"),
)


def warm_up() -> None:
    """Do once what every submission would pay for: imports, first calls into BLAS and LAPACK, a frozen heap.

    Where no file can be opened, these modules are all the standard library that there is.
    """
    for name in _COMMON_MODULES:
        importlib.import_module(name)
    square = np.eye(4)
    np.linalg.svd(square @ square)
    np.linalg.solve(square, square)
    np.random.default_rng(0).normal()
    gc.collect()
    gc.freeze()


def forget_the_framework() -> None:
    """Leave only the standard library on the import path."""
    library = sysconfig.get_path("stdlib")
    sys.path[:] = [library, os.path.join(library, "lib-dynload")]  # noqa: PTH118  pathlib is not loaded here
    sys.argv[:] = [""]


def take_descriptors(wire: int, output: int) -> socket.socket:
    """Make nothing the standard input, ``output`` the other two, and close all else but the wire."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(wire, 3)
    os.closerange(4, 1 << 16)
    return socket.socket(fileno=3)


def open_streams() -> None:
    """Make standard streams of the first three descriptors, whatever these will be."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  lives as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115  as above
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115  as above


def confine(configuration: Configuration, confinement: Confinement) -> str:
    """Do all that needs no submission yet: take every freedom but the last; return why that failed, or nothing."""
    open_streams()
    try:
        limit_resources(configuration.memory_mib, configuration.cpu_seconds)
        confinement.put_on()
    except (OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return ""


def serve(
    connection: socket.socket,
    configuration: Configuration,
    confinement: Confinement,
    problem: str,
    shared: Arena | None = None,
) -> None:
    """Take the last freedom, say that all is taken or why not, and serve one submission until the judge hangs up."""
    channel = Channel(connection, shared)
    try:
        if not problem:
            confinement.seal()
    except OSError as error:
        problem = str(error)
    if problem:
        channel.send(UNREADY, 0, problem.encode())
        return
    channel.send(READY, 0, b"")
    # Even a generator that nobody seeded gives the same numbers to the same submission.
    np.random.bit_generator.randbits = random.Random(configuration.seed).getrandbits  # type: ignore[attr-defined]  # noqa: S311  where NumPy looks for randomness
    Server(channel, configuration.seed).run()
