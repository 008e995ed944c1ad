"""A load generator that takes little of the machine: many requests at once over few connections.

Each connection sends a batch of requests and reads as many bytes as their answers have; how many
that is was learned before, one by one. So an answer of another length is found out, and Python
does nothing for each request.
"""

import http.client
import itertools
import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROCESSES, CONNECTIONS, BATCH = 2, 8, 4
Headers = dict[str, str]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(application: str, *, workers: int = 2, **environment: str) -> Iterator[int]:
    """Run granian with workers of one blocking thread each, and give its port."""
    port = free_port()
    granian = Path(sys.executable).with_name("granian")
    options = ("--interface", "wsgi", "--blocking-threads", "1", "--no-ws")
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "site", ROOT / "benchmarks")))
    process = subprocess.Popen(
        [granian, *options, "--workers", str(workers), "--log-level", "warning",
         "--port", str(port), application],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, "LOG_LEVEL": "ERROR", **environment},
    )  # fmt: skip
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(port)


def get(port: int, path: str, headers: Headers | None = None) -> tuple[int, Headers, bytes]:
    """Ask once; return status, headers in lower case, body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": "localhost", **(headers or {})})
    answer = connection.getresponse()
    found = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    connection.close()
    return answer.status, found, body


def _request(path: str, headers: Headers) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def _length(port: int, request: bytes) -> int:
    """Return how many bytes the answer to one request has, with its headers."""
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65_536)
        head, _, rest = data.partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        lengths = [line.split(b":")[1] for line in lines if line.startswith(b"content-length:")]
        left = int(lengths[0]) - len(rest) if lengths and b" 304 " not in lines[0] else 0
        while left > 0:
            left -= len(connection.recv(left))
        return len(head) + 4 + (int(lengths[0]) if lengths and b" 304 " not in lines[0] else 0)


def rate(port: int, paths: list[str], seconds: float, headers: Headers | None = None) -> float:
    """Return requests a second, over all paths in turn."""
    requests = [_request(path, headers or {}) for path in paths]
    lengths = [_length(port, request) for request in requests]
    processes = get_context("spawn")
    with processes.Pool(PROCESSES) as pool:
        shares = [(port, requests, lengths, seconds, seed) for seed in range(PROCESSES)]
        return sum(pool.starmap(_drive, shares))


def _drive(
    port: int, requests: list[bytes], lengths: list[int], seconds: float, seed: int
) -> float:
    """Keep each connection busy with a batch; return this process's requests a second."""
    batches = []
    for start in range(0, max(len(requests), BATCH), BATCH):
        chosen = [(start + seed * 7 + offset) % len(requests) for offset in range(BATCH)]
        data = b"".join(requests[number] for number in chosen)
        batches.append((data, sum(lengths[number] for number in chosen)))
    buffer = bytearray(1 << 20)
    done, turn, begun = 0.0, itertools.count(), time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for _ in range(CONNECTIONS):
            connection = socket.create_connection(("127.0.0.1", port), 60)
            selector.register(connection, selectors.EVENT_READ, [0, 0])
            _send(connection, selector, batches[next(turn) % len(batches)])
        while time.perf_counter() - begun < seconds:
            for key, _ in selector.select():
                if _received(key, buffer):
                    done += BATCH
                    _send(key.fileobj, selector, batches[next(turn) % len(batches)])
        passed = time.perf_counter() - begun
        for key in list(selector.get_map().values()):
            left, whole = key.data
            done += BATCH * (1 - left / whole)  # what slow servers have answered of a batch counts
            key.fileobj.close()  # type: ignore[union-attr]
    return done / passed


def _send(connection: Any, selector: selectors.BaseSelector, batch: tuple[bytes, int]) -> None:
    connection.sendall(batch[0])
    selector.get_key(connection).data[:] = [batch[1], batch[1]]


def _received(key: selectors.SelectorKey, buffer: bytearray) -> bool:
    """Read what is there; say whether the batch's answers are whole."""
    got = key.fileobj.recv_into(buffer, min(key.data[0], len(buffer)))  # type: ignore[union-attr]
    if not got:
        raise ConnectionError(f"The server closed the connection, {key.data[0]} bytes short.")
    key.data[0] -= got
    return key.data[0] == 0
