"""The randomness of a case: a generator that depends on the run's seed and the case's id, and on nothing else.

Invariant: the same on every platform and in every process, so that a judge and a debugger see one input.
"""

import hashlib

import numpy as np


def case_rng(seed: int, case_id: str) -> np.random.Generator:
    """Return the generator of the case ``case_id``, pytest's node id without the file, in a run with ``seed``."""
    text = f"{seed}\n{case_id}".encode("utf-8", "surrogatepass")
    words = np.frombuffer(hashlib.sha256(text).digest(), dtype="<u4")
    return np.random.default_rng(words.astype(np.uint32))
