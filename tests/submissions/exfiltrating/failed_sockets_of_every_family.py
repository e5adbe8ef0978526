"""Makes sockets of every family and kind, connected to nothing; exit code 77 betrays one."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
UNIX, INET, INET6, NETLINK, PACKET, ALG, VSOCK, XDP = 1, 2, 10, 16, 17, 38, 40, 44
for family in (UNIX, INET, INET6, NETLINK, PACKET, ALG, VSOCK, XDP):
    for kind in (1, 2, 3, 5):
        if libc.socket(family, kind, 0) >= 0:
            os._exit(77)
pair = (ctypes.c_int * 2)()
if libc.socketpair(UNIX, 1, 0, pair) == 0:
    os._exit(77)
