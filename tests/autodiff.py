"""JAX and optax as fixtures, in double precision while a test runs; where they are not installed, it is skipped."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def jax() -> Iterator[Any]:
    """Give JAX, which rounds to single precision unless told otherwise."""
    module: Any = pytest.importorskip("jax")
    with module.enable_x64(new_val=True):
        yield module


@pytest.fixture
def optax(jax: Any) -> Any:
    """Give optax, which computes as JAX does."""
    del jax
    return pytest.importorskip("optax")
