"""A process that has imported NumPy once and forks a worker whenever the judge asks for one.

It holds no test, no reference and no secret: what it forks can look wherever it likes. Each worker has a supervisor,
which puts it into namespaces of its own, tells the judge how to end it and afterwards how it ended. Both are forked
ahead of need: a worker waits for the judge's request, and the next pair is made while it is served. Each of them dies
with the one that made it: worker, supervisor, zygote, judge.
"""

import array
import os
import resource  # noqa: F401  os.wait4 needs it, when it may no longer be read
import signal
import socket
import struct
import sys
from contextlib import suppress

from grader.wire.arena import Arena
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
    control = socket.socket(fileno=configuration.descriptors[0])
    start.forget_the_framework()
    start.warm_up()
    confinement = Confinement(configuration.layers, start.readable_paths())
    identity.hide()
    control.send(READY)
    while _has_judge(control):
        _supervise_one(control, configuration, confinement)
        _reap()


def _has_judge(control: socket.socket) -> bool:
    try:
        return bool(control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    except BlockingIOError:
        return True


def _reap() -> None:
    """Wait for the supervisors that have ended, so that what they and their workers took is charged to us."""
    with suppress(ChildProcessError):  # none is left
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _supervise_one(control: socket.socket, configuration: start.Configuration, confinement: Confinement) -> None:
    """Fork a supervisor ahead of the judge's next request, and wait until that request was taken or it has ended."""
    taken, take = os.pipe()
    zygote = os.getpid()
    if os.fork() == 0:
        os.close(taken)
        _become_supervisor(zygote, control, take, configuration, confinement)
    os.close(take)
    os.read(taken, 1)
    os.close(taken)


def _become_supervisor(
    zygote: int,
    control: socket.socket,
    take: int,
    configuration: start.Configuration,
    confinement: Confinement,
) -> None:
    try:
        if Layer.IDENTITY in configuration.layers:
            identity.become_nobody()
        if Layer.NAMESPACES in configuration.layers:
            namespaces.separate()
        die_with_parent(zygote)  # only now: the kernel forgets it when an identity changes
        # Seen from a namespace of the worker's own, its parent has no number.
        supervisor = 0 if Layer.NAMESPACES in configuration.layers else os.getpid()
        asked, ask = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(asked)
            _become_worker(supervisor, control, ask, configuration, confinement)
        os.close(take)
        os.close(ask)
        if request := os.read(asked, STARTED.size):
            _report(control, pid, request)
    finally:
        # Never back into the zygote's loop, whatever happened.
        os._exit(0)


def _report(control: socket.socket, pid: int, request: bytes) -> None:
    """Tell the judge how to end the worker that has taken its request, and afterwards how it ended."""
    handle = os.pidfd_open(pid)
    control.sendmsg([request], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [handle]))])
    os.close(handle)
    _, status, usage = os.wait4(pid, 0)
    (number,) = STARTED.unpack(request)
    control.send(ENDED.pack(number, status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))


def _become_worker(
    supervisor: int,
    control: socket.socket,
    ask: int,
    configuration: start.Configuration,
    confinement: Confinement,
) -> None:
    try:
        die_with_parent(supervisor)
        os.setsid()
        problem = start.confine(configuration, confinement)
        request, ancillary, _, _ = control.recvmsg(STARTED.size, socket.CMSG_SPACE(12))
        if request:
            os.write(ask, request)
            control.close()
            wire, output, *rest = (descriptor for _, _, data in ancillary for descriptor in array.array("i", data))
            shared = Arena(*rest) if rest else None  # its memory stays when its descriptor is closed
            # Of all else that is open nothing is left, the way to zygote and supervisor included.
            start.serve(start.take_descriptors(wire, output), configuration, confinement, problem, shared)
    finally:
        os._exit(0)
