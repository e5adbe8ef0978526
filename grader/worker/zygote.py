"""A process that has imported NumPy once and forks a worker whenever the judge asks for one.

It holds no test, no reference and no secret: what it forks can look wherever it likes. Each worker dies with the
zygote, and the zygote with the judge.
"""

import array
import os
import signal
import socket
import struct
import sys

from grader.worker import start
from grader.worker.parent import die_with_parent

START, REAP = b"S", b"R"
STARTED = struct.Struct("<i")
REAPED = struct.Struct("<idq")
"""Status as from wait, CPU seconds, largest resident set in KiB."""


def main() -> None:
    """Serve the judge at the other end of the control socket until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the judge's to handle
    configuration = start.read_configuration(sys.argv[1])
    die_with_parent()
    control = socket.socket(fileno=configuration.descriptors[0])
    start.forget_the_framework()
    start.warm_up()
    control.send(START)
    while True:
        message, ancillary, _, _ = control.recvmsg(16, socket.CMSG_SPACE(8))
        if not message:
            return
        if message[:1] == START:
            _start(control, _descriptors(ancillary), configuration)
        else:
            _reap(control, STARTED.unpack(message[1:])[0])


def _start(control: socket.socket, given: list[int], configuration: start.Configuration) -> None:
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        _become_worker(zygote, given, configuration)
    for descriptor in given:
        os.close(descriptor)
    handle = os.pidfd_open(pid)
    control.sendmsg([STARTED.pack(pid)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [handle]))])
    os.close(handle)


def _become_worker(zygote: int, given: list[int], configuration: start.Configuration) -> None:
    try:
        die_with_parent()
        if os.getppid() == zygote:
            os.setsid()
            connection = start.take_descriptors(*given)
            start.confine(configuration)
            start.serve(connection, configuration)
    finally:
        # Never back into the zygote's loop, whatever happened.
        os._exit(0)


def _reap(control: socket.socket, pid: int) -> None:
    _, status, usage = os.wait4(pid, 0)
    control.send(REAPED.pack(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))


def _descriptors(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    return [descriptor for _, _, data in ancillary for descriptor in array.array("i", data)]
