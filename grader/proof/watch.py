"""How long work shows how far it is: whoever starts it hands in a ``Watch``."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

Watch: TypeAlias = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""Called with what is done and how many steps it has; what it gives is called after each step."""
