"""What a suite imports: strict assertions, the battery, marks and inputs.

Invariant: this side of the package knows manifests and cases, never the judge's machinery or the worker.
"""

from grader.testing.battery import universal_battery
from grader.testing.comparison import assert_close
from grader.testing.gradients import assert_gradient, numerical_gradient
from grader.testing.inputs import N, R, f32, nc, raises, unchanged
from grader.testing.marks import describe, exercise
from grader.testing.memory import assert_no_shared_memory, assert_unchanged, sharing
from grader.testing.randomness import case_rng

__all__ = [
    "N",
    "R",
    "assert_close",
    "assert_gradient",
    "assert_no_shared_memory",
    "assert_unchanged",
    "case_rng",
    "describe",
    "exercise",
    "f32",
    "nc",
    "numerical_gradient",
    "raises",
    "sharing",
    "unchanged",
    "universal_battery",
]
