"""Gives the sockets that it has another address to send to, and sends descriptors and oddities along."""
import array
import contextlib
import os
import socket

for fd in (1, 2, 3):
    with contextlib.suppress(OSError):
        end = socket.socket(fileno=os.dup(fd), family=socket.AF_UNIX, type=socket.SOCK_STREAM, proto=0)
        for attempt in (
            lambda: end.sendto(b"", "\0grader-attack"),
            lambda: end.sendto(b"", socket.MSG_OOB, "\0grader-attack"),
            lambda: end.sendmsg([b""], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))]),
            lambda: end.sendmsg([b""], [], 0, "\0grader-attack"),
            lambda: end.connect("\0grader-attack"),
        ):
            with contextlib.suppress(OSError):
                attempt()
