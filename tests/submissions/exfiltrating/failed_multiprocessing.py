"""Connects to a server of objects, which would unpickle whatever comes."""
import contextlib

with contextlib.suppress(Exception):
    from multiprocessing.connection import Client

    Client(("127.0.0.1", 47113)).send({"score": 10})
with contextlib.suppress(Exception):
    import logging.handlers

    handler = logging.handlers.DatagramHandler("127.0.0.1", 47114)
    handler.send(b"x")
