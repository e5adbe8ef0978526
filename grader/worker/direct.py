"""A worker started by itself, without a zygote: what a student's own run needs."""

import signal
import sys

from grader.worker import start
from grader.worker.layers import Confinement


def main() -> None:
    """Serve one submission over the two inherited sockets."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the judge's to handle
    configuration = start.read_configuration(sys.argv[1])
    start.forget_the_framework()
    confinement = Confinement(configuration.layers, start.readable_paths())
    wire, output = configuration.descriptors
    problem = start.confine(configuration, confinement)
    start.serve(start.take_descriptors(wire, output), configuration, confinement, problem)
