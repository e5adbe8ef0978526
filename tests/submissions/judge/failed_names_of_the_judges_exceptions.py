"""Raises exceptions that bear the names of the judge's, of pytest's and of unittest's own."""

NAMES = (
    *("WorkerStoppedError", "CaseTimeoutError", "NoModuleError", "StudentExitError", "RefusedError", "JudgeError"),
    *("SkipTest", "Skipped", "Exit", "XFailed", "Failed", "UsageError", "OutcomeException", "CourseError"),
)
turn = iter(NAMES * 10)


def attack():
    raise type(next(turn), (Exception,), {"msg": "passed", "outcome": "passed", "allow_module_level": True})("passed")


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
