"""Asks the judge for the operations that only a worker does, and for some that nobody does."""

import sys


def find_server():
    frame = sys._getframe()
    while frame is not None:
        if type(frame.f_locals.get("self")).__name__ == "Server":
            return frame.f_locals["self"]
        frame = frame.f_back


server = find_server()
Remote = sys.modules["grader.worker.remote"].Remote
Request = sys.modules["grader.wire.messages"].Request


def attack():
    for operation in ("compile", "execute", "eval", "import", "", "__class__", "setattr", "isinstance", "add"):
        for arguments in (("import os", "x.py"), ("os",), ()):
            try:
                print(server.request(Request(operation, None, arguments, {"target": 1})))
            except Exception as error:
                print(type(error).__name__, error)


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
