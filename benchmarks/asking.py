"""A load generator: a few connections kept alive, each asking again as soon as it was answered."""

import asyncio
import time
from itertools import cycle


async def _ask(port: int, paths: "cycle[str]", until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    number = 0
    while time.perf_counter() < until:
        writer.write(
            f"GET {next(paths)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
        length = int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
        number += 1
    writer.close()
    return number


def rate(port: int, paths: list[str], seconds: float, connections: int = 8) -> float:
    """Return how many requests a second a server on this port answers."""

    async def run() -> float:
        start = time.perf_counter()
        shared = cycle(paths)
        numbers = await asyncio.gather(
            *(_ask(port, shared, start + seconds) for _ in range(connections))
        )
        return sum(numbers) / (time.perf_counter() - start)

    return asyncio.run(run())
