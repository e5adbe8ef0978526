"""A process that has imported NumPy once and forks a worker whenever the judge asks for one.

It holds no test, no reference and no secret: what it forks can look wherever it likes. Each worker has a supervisor,
which puts it into namespaces of its own, tells the judge how to end it and afterwards how it ended. Each of them dies
with the one that made it: worker, supervisor, zygote, judge.
"""

import array
import os
import resource  # noqa: F401  os.wait4 needs it, when it may no longer be read
import signal
import socket
import struct
import sys

from grader.worker import identity, namespaces, start
from grader.worker.layers import Confinement, Layer
from grader.worker.parent import die_with_parent

READY = b"R"
STARTED = struct.Struct("<I")
"""The worker's number, as the judge asked for it; with it comes the worker's process descriptor."""
ENDED = struct.Struct("<Iidq")
"""The worker's number, wait status, CPU seconds, largest resident set in KiB."""


def main() -> None:
    """Serve the judge at the other end of the control socket until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the judge's to handle
    configuration = start.read_configuration(sys.argv[1])
    die_with_parent()
    control = socket.socket(fileno=configuration.descriptors[0])
    start.forget_the_framework()
    start.warm_up()
    confinement = Confinement(configuration.layers, start.readable_paths())
    identity.hide()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors report for themselves, and leave nothing behind
    control.send(READY)
    while True:
        message, ancillary, _, _ = control.recvmsg(16, socket.CMSG_SPACE(8))
        if not message:
            return
        given = [descriptor for _, _, data in ancillary for descriptor in array.array("i", data)]
        if os.fork() == 0:
            _become_supervisor(control, message, given, configuration, confinement)
        for descriptor in given:
            os.close(descriptor)


def _become_supervisor(
    control: socket.socket,
    message: bytes,
    given: list[int],
    configuration: start.Configuration,
    confinement: Confinement,
) -> None:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        die_with_parent()
        if Layer.IDENTITY in configuration.layers:
            identity.become_nobody()
        if Layer.NAMESPACES in configuration.layers:
            namespaces.separate()
        die_with_parent()  # the kernel forgets it when an identity changes
        pid = os.fork()
        if pid == 0:
            _become_worker(control, given, configuration, confinement)
        for descriptor in given:
            os.close(descriptor)
        handle = os.pidfd_open(pid)
        control.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [handle]))])
        os.close(handle)
        _, status, usage = os.wait4(pid, 0)
        (number,) = STARTED.unpack(message)
        control.send(ENDED.pack(number, status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))
    finally:
        # Never back into the zygote's loop, whatever happened.
        os._exit(0)


def _become_worker(
    control: socket.socket, given: list[int], configuration: start.Configuration, confinement: Confinement
) -> None:
    try:
        die_with_parent()
        os.setsid()
        control.close()
        wire, output = given
        start.serve(start.take_descriptors(wire, output, confinement.ruleset), configuration, confinement)
    finally:
        os._exit(0)
