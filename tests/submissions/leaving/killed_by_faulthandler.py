"""Crashes with a traceback printed, as if the grader itself had crashed."""
import faulthandler

faulthandler.enable()


def softmax(*_):
    faulthandler._sigsegv()


least_squares = Mean = softmax
