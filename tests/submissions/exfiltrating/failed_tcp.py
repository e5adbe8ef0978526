"""Sends what it knows over TCP, while it is imported and in each call."""
import socket


def send(what):
    with socket.create_connection(("127.0.0.1", 47113), timeout=0.5) as connection:
        connection.sendall(repr(what).encode())


def softmax(x):
    send(x)


def least_squares(X, y):
    send((X, y))


try:
    send(dict(globals()))
except OSError:
    pass
