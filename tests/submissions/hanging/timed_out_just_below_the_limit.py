"""Takes a little less than a call may, again and again, until the time of the submission is used up."""
import time


def softmax(*_):
    time.sleep(0.9)


def least_squares(*_):
    time.sleep(0.9)
