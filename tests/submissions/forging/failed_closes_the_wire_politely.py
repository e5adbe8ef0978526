"""Shuts the wire down, changes its options and its peer; exit code 77 betrays success."""
import os
import socket

wire = socket.socket(fileno=os.dup(3), family=socket.AF_UNIX, type=socket.SOCK_STREAM, proto=0)
for attempt in (
    lambda: wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1 << 20),
    lambda: wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1),
    lambda: wire.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12),
    lambda: wire.connect("\0grader-attack"),
    lambda: wire.bind("\0pwned"),
    lambda: wire.shutdown(socket.SHUT_RDWR),
):
    try:
        attempt()
    except OSError:
        continue
    os._exit(77)
