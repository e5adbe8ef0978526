"""Raises GeneratorExit, which is no Exception and slips through most handlers."""


def softmax(*_):
    raise GeneratorExit


least_squares = Mean = softmax
