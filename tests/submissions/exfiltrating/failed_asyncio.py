"""Sends from an event loop, which makes sockets of its own to wake itself."""
import asyncio


async def send():
    _, writer = await asyncio.open_connection("127.0.0.1", 47113)
    writer.write(b"x")


def softmax(*_):
    asyncio.run(send())


least_squares = Mean = softmax
